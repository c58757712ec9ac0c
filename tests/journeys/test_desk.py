"""The moderators' desk in a browser: a queue emptied by keys, two moderators, a flag and an objection."""

from __future__ import annotations

from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from accounts.tests.factories import UserFactory
from ads import services as ads
from ads.models import AdStatus, BoardEntry
from ads.tests.factories import AdFactory
from moderation.models import CannedReason, Case, Flag
from moderation.services import sanction_player
from tests.support.axe import findings, load_axe
from tests.support.letters import newest_letter_to
from tests.support.thorough import many


@pytest.fixture
def waiting(tavern):
    """Six listings, and nothing of other tests in the queue."""
    Case.objects.waiting().delete()
    return [AdFactory(title=f"Дело {number} {uuid4().hex[:6]}", submitted=True) for number in range(6)]


def statuses(ads) -> list[str]:
    found = dict(BoardEntry.objects.filter(pk__in=[ad.pk for ad in ads]).values_list("pk", "status"))
    return [found[ad.pk] for ad in ads]


def sees(page: Page, ad) -> None:
    expect(page.get_by_role("heading", name=ad.title)).to_be_visible()
    # From here on the keys work: their script is deferred.
    page.wait_for_load_state("domcontentloaded")


def leave_the_words(page: Page) -> None:
    """Press Escape once the page that brought them has put the focus there, and its script hears keys."""
    expect(page.get_by_label("Words to the author")).to_be_focused()
    page.wait_for_load_state("domcontentloaded")
    page.keyboard.press("Escape")


def test_a_queue_is_emptied_by_keys_while_another_moderator_decides_too(browse, waiting):
    page, other = browse(UserFactory(moderator=True)), browse(UserFactory(moderator=True))
    page.watch.expect("400")
    page.goto("/cms/desk/")
    expect(page.get_by_role("link", name=waiting[5].title)).to_be_visible()
    page.keyboard.press("n")
    sees(page, waiting[0])
    load_axe(page)
    assert [found for found in findings(page) if "desk" in str(found)] == []

    other.goto("/cms/desk/")
    expect(other.get_by_role("row", name=waiting[0].title)).to_contain_text("with ")
    other.keyboard.press("n")
    sees(other, waiting[1])

    page.keyboard.press("a")
    sees(page, waiting[2])
    page.keyboard.press("r")  # without a word to the author
    expect(page.get_by_role("alert").filter(has_text="Say why")).to_be_visible()
    leave_the_words(page)
    page.keyboard.press("4")
    expect(page.get_by_label("Words to the author")).to_have_value(CannedReason.objects.all()[3].text)
    page.keyboard.press("Escape")
    page.keyboard.press("r")
    sees(page, waiting[3])
    page.keyboard.press("/")
    page.keyboard.type("all said a")  # letters in the field are no keys
    page.keyboard.press("Escape")
    page.keyboard.press("c")
    sees(page, waiting[4])
    page.keyboard.press("n")  # passed
    sees(page, waiting[5])
    page.keyboard.press("a")
    expect(page).to_have_url("/cms/desk/")
    other.keyboard.press("a")
    sees(other, waiting[4])
    assert statuses(waiting) == ["live", "live", "rejected", "changes_requested", "in_moderation", "live"]
    assert "all said a" in newest_letter_to(waiting[3].owner.email).text


def test_ones_own_words_decide_nothing_and_a_press_too_many_is_none(browse, waiting):
    page, ad = browse(UserFactory(moderator=True)), waiting[5]
    page.watch.expect("4")
    words = page.get_by_label("Words to the author")
    page.goto(f"/cms/desk/{Case.objects.waiting().get(subject_id=ad.pk).pk}/")
    sees(page, ad)
    page.keyboard.press("r")  # refused: there are no words yet
    expect(page.get_by_role("alert").filter(has_text="Say why")).to_be_visible()
    leave_the_words(page)
    page.keyboard.press("4")
    expect(words).to_be_focused()
    page.keyboard.type(" Фара")  # each of its letters is a key of a decision
    ready = CannedReason.objects.all()[3].text
    ads.edit_ad(ad_id=ad.pk, text=ads.AdText(title=f"Новое {ad.title}"), by=ad.owner)
    page.get_by_role("button", name="Reject for good").click()
    expect(page.get_by_text("changed the text while you were reading")).to_be_visible()
    expect(page.get_by_role("heading", name=f"Новое {ad.title}")).to_be_visible()
    expect(words).to_have_value(f"{ready} Фара")
    leave_the_words(page)
    for _twice in range(2):
        page.keyboard.press("a")
    expect(page.get_by_text(f"Новое {ad.title}: approved.")).to_have_count(1)
    expect(page.get_by_text("Decided already")).to_have_count(0)
    assert statuses([ad]) == ["live"]


# Approve; ask for changes with the first ready reason; reject for good with the fourth. Pressed one by one.
TURNS = (("a", ""), ("c", "1"), ("r", "4"))
# Sixty in CI; a third of them in a plain run.
REVIEWS, FLAGS = 12, many(48, few=8)


def flagged_players() -> list[Case]:
    """Cases of players whom another player has flagged, written at once."""
    reporter = UserFactory()
    names = [f"Помеха {number:02} {uuid4().hex[:6]}" for number in range(FLAGS)]
    people = [User(email=f"{name[-6:]}@example.com", display_name=name) for name in names]
    people = User.objects.bulk_create(people)
    cases = [
        Case(kind="flag", subject_type="player", subject_id=player.pk, author=player, title=str(player))
        for player in people
    ]
    cases = Case.objects.bulk_create(cases)
    Flag.objects.bulk_create(
        Flag(case=case, reporter=reporter, reason="insult", pinned_text=case.title) for case in cases
    )
    return cases


def test_a_queue_is_emptied_by_the_keyboard_alone(browse, tavern):
    Case.objects.waiting().delete()
    author = UserFactory()
    titles = [f"Дело {number:02} {uuid4().hex[:6]}" for number in range(REVIEWS)]
    ads = [AdFactory(author=author, title=title, submitted=True) for title in titles]
    flags = flagged_players()
    page = browse(UserFactory(moderator=True))
    # Of Wagtail's own scripts and styles the desk needs none; so often they are most of the time.
    page.route("**/static/wagtail*/**", lambda route: route.fulfill(body=""))
    page.watch.expect("")
    page.goto("/cms/desk/")
    page.keyboard.press("n")
    for number, ad in enumerate(ads):
        sees(page, ad)
        decision, reason = TURNS[number % len(TURNS)]
        if reason:
            page.keyboard.press(reason)
            page.keyboard.press("Escape")
        page.keyboard.press(decision)
    for number, case in enumerate(flags):
        expect(page.get_by_role("heading", name=case.title).first).to_be_visible()
        page.wait_for_load_state("domcontentloaded")
        page.keyboard.press("b" if number % 8 == 0 else "l")
    expect(page).to_have_url("/cms/desk/")
    assert not Case.objects.waiting().exists()
    assert statuses(ads) == ["live", "changes_requested", "rejected"] * (REVIEWS // 3)
    assert Flag.objects.filter(case__in=flags, outcome="abused").count() == FLAGS // 8


def test_two_moderators_meet_at_one_case(browse, tavern):
    Case.objects.waiting().delete()
    ad = AdFactory(title=f"Спорное {uuid4().hex[:6]}", submitted=True)
    case = Case.objects.waiting().get()
    first, second = UserFactory(moderator=True), UserFactory(moderator=True)
    desk, other = browse(first), browse(second)
    for page in (desk, other):
        page.goto(f"/cms/desk/{case.pk}/")
        sees(page, ad)
    desk.get_by_role("button", name="Take it to my desk").click()
    expect(desk.get_by_role("button", name="Put it back")).to_be_visible()
    # The other still has the page from before, with all of its keys.
    other.keyboard.press("a")
    expect(other.get_by_text(f"{first} has this on the desk right now.")).to_be_visible()
    assert statuses([ad]) == ["in_moderation"]
    other.goto(f"/cms/desk/{case.pk}/")
    expect(other.get_by_text(str(first)).first).to_be_visible()
    expect(other.get_by_role("button", name="Approve")).to_have_count(0)
    desk.keyboard.press("a")
    expect(desk).to_have_url("/cms/desk/")
    assert statuses([ad]) == ["live"]
    other.reload()
    expect(other.get_by_text("approved").first).to_be_visible()


def test_a_flag_without_scripts_and_an_objection_find_their_moderators(browse, tavern):
    Case.objects.waiting().delete()
    ad, player, moderator = AdFactory(live=True), UserFactory(), UserFactory(moderator=True)
    page = browse(player, java_script_enabled=False)
    page.goto(BoardEntry.objects.get(pk=ad.pk).url)
    page.get_by_role("link", name=f"Flag: {ad.owner}").click()
    page.get_by_label("Insults or threats").check()
    page.get_by_label("In your words").fill("Грубит")
    page.get_by_role("button", name="Send to the moderators").click()
    expect(page.get_by_role("heading", name=ad.title)).to_be_visible()
    expect(page.get_by_text("you will hear what came of it")).to_be_visible()

    desk = browse(moderator)
    desk.goto("/cms/desk/")
    desk.keyboard.press("n")
    expect(desk.get_by_text("Грубит")).to_be_visible()
    desk.get_by_label("Words to the author").fill("Грубость")
    desk.get_by_role("button", name="Uphold").click()
    expect(desk).to_have_url("/cms/desk/")
    assert BoardEntry.objects.get(pk=ad.pk).status == AdStatus.HIDDEN

    sanction_player(
        player_id=ad.owner.pk, kind="ban", reason="Не в первый раз", by=UserFactory(moderator=True)
    )
    theirs = browse(ad.owner)
    theirs.goto("/board/")
    expect(theirs).to_have_url("/my/standing/")
    theirs.get_by_text("Object to it").click()
    theirs.get_by_label("Why is it wrong?").fill("Первый!")
    theirs.get_by_role("button", name="Send the objection").click()
    expect(theirs.get_by_text("A moderator will answer.")).to_be_visible()
    desk.reload()
    desk.keyboard.press("n")
    expect(desk.get_by_text("Первый!")).to_be_visible()
    desk.keyboard.press("l")
    expect(desk).to_have_url("/cms/desk/")
    theirs.goto("/board/")
    expect(theirs).to_have_url("/board/")


def test_from_a_sanction_to_the_answer_to_an_objection(browse, tavern):
    Case.objects.waiting().delete()
    player, judge, colleague = UserFactory(), UserFactory(moderator=True), UserFactory(moderator=True)
    desk = browse(judge)
    desk.goto(f"/cms/players/{player.pk}/")
    desk.get_by_label("Sanction").select_option("ban")
    desk.get_by_label("Reason").fill("Продаёт золото за рубли")
    desk.get_by_role("button", name="Give it").click()
    desk.get_by_role("button", name=f"Keep {player} out for good").click()
    expect(desk.get_by_text("The player is told")).to_be_visible()
    theirs = browse(player)
    theirs.goto("/my/listings/")
    expect(theirs.get_by_text("Продаёт золото за рубли")).to_be_visible()
    theirs.get_by_text("Object to it").click()
    theirs.get_by_label("Why is it wrong?").fill("Золото игровое")
    theirs.get_by_role("button", name="Send the objection").click()
    expect(theirs.get_by_text("A moderator will answer.")).to_be_visible()
    desk.goto("/cms/desk/")
    desk.keyboard.press("n")  # who gave it doesn't answer
    expect(desk.get_by_text("Nothing else waits for you here.")).to_be_visible()
    other = browse(colleague)
    other.goto("/cms/desk/")
    other.keyboard.press("n")
    expect(other.get_by_text("Золото игровое")).to_be_visible()
    other.get_by_label("Words to the author").fill("В переписке речь о рублях")
    other.keyboard.press("Escape")
    other.keyboard.press("s")
    expect(other).to_have_url("/cms/desk/")
    theirs.reload()
    expect(theirs.get_by_text("В переписке речь о рублях")).to_be_visible()
    assert "В переписке речь о рублях" in newest_letter_to(player.email).text
