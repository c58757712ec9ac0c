"""The moderators' desk in a browser: a queue emptied by keys, two moderators, a flag and an objection."""

from __future__ import annotations

from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from accounts.tests.factories import UserFactory
from ads.models import AdStatus, BoardEntry
from ads.tests.factories import AdFactory
from moderation.models import CannedReason, Case
from moderation.services import sanction_player
from tests.support.axe import findings, load_axe
from tests.support.letters import newest_letter_to


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
    page.keyboard.press("4")
    expect(page.get_by_label("Words to the author")).to_have_value(CannedReason.objects.all()[3].text)
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
