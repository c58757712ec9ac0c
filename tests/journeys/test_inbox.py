"""The inbox in a browser: forty by keys, several at once, on a phone, and with scripts switched off."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from accounts.models import User
from accounts.tests.factories import UserFactory
from ads.models import AdPage
from ads.tests.factories import AdFactory, places
from responses import services
from responses.models import Response, ResponseEvent
from responses.tests.factories import ResponseFactory
from tests.support.axe import findings, load_axe
from tests.support.inbox import ready
from tests.support.letters import newest_letter_to

INBOX = "/my/responses/"
PHONE = 360
FORTY = 40


@pytest.fixture
def live(tavern, settings) -> AdPage:
    settings.UNDO_SECONDS = 120
    return AdFactory(live=True)


def crowd(ad: AdPage, amount: int) -> list[Response]:
    """So many responses, each younger than the one before; only the first with its letter."""
    first = ResponseFactory(ad=ad)
    others = [
        Response(ad=ad, author=player, recipient=ad.owner, text=f"Жрец номер {n}, среда свободна.")
        for n, player in enumerate(UserFactory.create_batch(amount - 1), 2)
    ]
    return [first, *Response.objects.bulk_create(others)]


def statuses(ad: AdPage) -> list[str]:
    return list(Response.objects.filter(ad=ad).order_by("created_at").values_list("status", flat=True))


@pytest.mark.parametrize(
    ("has_listing", "heading", "onward"),
    [
        (False, "You have no listings yet", "Write a listing"),
        (True, "Nobody has responded yet", "My listings"),
    ],
)
def test_an_inbox_that_nobody_has_written_to_says_so(browse, live, has_listing, heading, onward):
    page = browse(live.owner if has_listing else UserFactory())
    page.goto(INBOX)
    ready(page)
    nothing = page.locator("#nothing")
    expect(nothing.get_by_role("heading")).to_have_text(heading)
    expect(nothing.get_by_role("link")).to_have_text(onward)
    ResponseFactory(ad=live, declined=True)
    page.reload()
    ready(page)
    expect(nothing.get_by_role("heading")).to_have_text("Everything is answered" if has_listing else heading)


def test_forty_responses_are_answered_by_keys_with_words_and_an_undo(browse, live):
    responses = crowd(live, FORTY)
    services.keep_answers(texts=["Ждём в среду, спросите Марту.", "Уже набрали, спасибо."], by=live.owner)
    page = browse(live.owner)
    page.goto(INBOX)
    ready(page)
    expect(page.get_by_role("link", name=re.compile("Wait for an answer"))).to_contain_text(str(FORTY))
    page.keyboard.press("t")
    expect(page).to_have_url(re.compile("/my/responses/triage/"))
    opened = page.locator("#opened")
    expect(opened).to_be_focused()
    expect(opened).to_contain_text(responses[0].text)
    expect(page.locator(".listing-side")).to_contain_text(live.title)
    assert not (load_axe(page), findings(page))[1]

    for number in range(1, FORTY + 1):
        expect(page.locator("#progress")).to_have_text(f"{number} of {FORTY}")
        if number == 3:
            page.keyboard.press("2")
            expect(opened.get_by_role("combobox")).to_have_value("Уже набрали, спасибо.")
        page.keyboard.press("a" if number % 4 == 1 else "d")
        if number == 7:
            expect(page.locator("#progress")).to_have_text(f"8 of {FORTY}")
            page.keyboard.press("u")
            expect(opened).to_contain_text(responses[6].text)
            expect(page.locator("#progress")).to_have_text(f"7 of {FORTY}")
            page.keyboard.press("d")
    expect(page.get_by_role("heading", name="Everything is answered")).to_be_visible()
    expect(page.locator("#nothing")).to_be_focused()
    expect(page.locator(".top [data-unread]")).to_be_hidden()
    wanted = ["accepted" if number % 4 == 1 else "declined" for number in range(1, FORTY + 1)]
    # The page goes on at once; forty answers leave one after the other, which takes a busy machine a while.
    expect(page.locator(".inbox-toast")).to_contain_text(str(responses[-1].author), timeout=90_000)
    assert statuses(live) == wanted
    assert Response.objects.get(pk=responses[2].pk).decision_note == "Уже набрали, спасибо."
    assert ResponseEvent.objects.filter(response__ad=live, what="undone").count() == 1
    page.go_back()
    expect(page).to_have_url(re.compile(r"/my/responses/(\?|$)"))


def test_several_are_ticked_and_decided_at_once_and_taken_back_together(browse, live):
    responses = crowd(live, 5)
    page = browse(live.owner, language="ru-RU")
    page.goto(INBOX)
    ready(page)
    # Somebody else's tab has decided one of them meanwhile.
    services.withdraw_response(response_id=responses[1].pk, by=responses[1].author)
    boxes = page.locator(".pick input")
    for place in (1, 2, 3):
        boxes.nth(place).check()
    assert not (load_axe(page), findings(page))[1]
    page.get_by_role("button", name="Отклонить выбранные").click()
    expect(page.locator(".inbox-toast")).to_contain_text("2")
    expect(page.get_by_role("alert")).to_contain_text(str(responses[1].author))
    expect(page.locator(".letter")).to_have_count(2)
    assert statuses(live) == ["new", "withdrawn", "declined", "declined", "new"]
    page.keyboard.press("u")
    expect(page.locator(".letter")).to_have_count(4)
    assert statuses(live) == ["new", "withdrawn", "new", "new", "new"]


def test_filters_and_the_back_button_keep_step_without_a_reload(browse, live):
    ResponseFactory(ad=live, text="Везу руду.")
    other = ResponseFactory(ad=AdFactory(live=True, author=live.owner), text="Могу лечить.")
    services.accept_response(response_id=other.pk, by=live.owner)
    page = browse(live.owner)
    page.goto(INBOX)
    ready(page)
    page.evaluate("window.sameDocument = true")
    page.get_by_role("link", name=re.compile("^Accepted")).click()
    expect(page.locator(".letter")).to_contain_text("Могу лечить.")
    page.get_by_label("Words or a name").fill("нет таких слов")
    expect(page.get_by_role("heading", name="Nothing here")).to_be_visible()
    page.get_by_label("Words or a name").fill("лечить")
    expect(page.locator(".letter")).to_have_count(1)
    page.locator(".letter").click()
    expect(page).to_have_url(re.compile(f"open={other.pk}"))
    expect(page.locator("#opened")).to_be_focused()
    page.locator("#opened").get_by_role("button", name="Undo").click()
    expect(page.locator(".letter")).to_have_count(0)
    page.go_back()
    page.go_back()
    expect(page.locator(".letter")).to_have_count(2)
    assert page.evaluate("window.sameDocument"), "nothing was reloaded"


def test_on_a_phone_list_and_response_are_two_screens_and_a_lost_connection_loses_nothing(browse, live):
    crowd(live, 3)
    phone = browse(live.owner, width=PHONE, has_touch=True)
    phone.goto(INBOX)
    ready(phone)
    opened = phone.locator("#opened")
    expect(opened).to_be_hidden()
    phone.locator(".letter").first.click()
    expect(opened).to_be_visible()
    expect(phone.locator(".letters")).to_be_hidden()
    phone.watch.expect("ERR_INTERNET_DISCONNECTED")
    phone.context.set_offline(True)
    opened.get_by_role("button", name="Decline").click()
    expect(phone.get_by_role("alert")).to_contain_text("nothing was done")
    expect(opened).to_be_visible()
    phone.context.set_offline(False)
    small = opened.locator("button:visible, a.to-list:visible").evaluate_all(
        "all => all.filter(one => one.getBoundingClientRect().height < 24).length"
    )
    assert small == 0
    opened.get_by_role("button", name="Decline").click()
    expect(phone.locator(".inbox-toast")).to_contain_text("Declined")
    phone.get_by_role("link", name="To the list").click()
    expect(phone.locator(".letter")).to_have_count(2)
    assert statuses(live).count("declined") == 1


def test_a_place_is_asked_for_and_single_keys_can_be_switched_off(browse, tavern):
    ad = AdFactory(live=True, slots=places(healers=1, tanks=1))
    response = ResponseFactory(ad=ad)
    page = browse(ad.owner)
    page.goto(f"{INBOX}?open={response.pk}")
    ready(page)
    page.keyboard.press("a")
    choice = page.get_by_label("Which place the player gets")
    expect(choice).to_be_focused()
    choice.select_option("tanks")
    page.locator("#opened").focus()
    page.keyboard.press("?")
    page.get_by_label("Single keys work").uncheck()
    page.get_by_role("dialog").get_by_role("button", name="Close").click()
    page.locator("#opened").focus()
    page.keyboard.press("a")
    expect(page.locator("#opened")).to_be_visible()
    page.get_by_role("button", name="Accept").click()
    expect(page.get_by_role("heading", name="Everything is answered")).to_be_visible()
    expect(page.locator(".inbox-toast")).to_contain_text("Accepted")
    assert Response.objects.get(pk=response.pk).slot == "tanks"


def test_a_text_that_changed_meanwhile_is_shown_before_anything_is_decided(browse, live):
    response, _other = crowd(live, 2)
    page = browse(live.owner)
    page.goto(f"{INBOX}triage/")
    ready(page)
    opened = page.locator("#opened")
    expect(opened).to_contain_text(response.text)
    services.edit_response(response_id=response.pk, text="Приду, но только в четверг.", by=response.author)
    page.get_by_label("When declining: the player may respond once more").check()
    page.get_by_label("A few words with the answer").fill("Набрали.")
    page.get_by_role("button", name="Decline").click()
    expect(opened).to_contain_text("Приду, но только в четверг.")
    expect(opened).to_contain_text("The player has changed the text in the meantime")
    expect(opened).to_contain_text("edited ")
    expect(page.get_by_label("A few words with the answer")).to_have_value("Набрали.")
    assert statuses(live) == ["new", "new"]
    page.get_by_role("button", name="Decline").click()
    expect(page.locator(".inbox-toast")).to_contain_text(str(response.author))
    declined = Response.objects.get(pk=response.pk)
    assert (declined.status, declined.again_allowed, declined.decision_note) == ("declined", True, "Набрали.")
    page.goto(f"{INBOX}?status=declined&open={response.pk}")
    expect(opened).to_contain_text("You allow the player to respond once more.")


def test_without_scripts_everything_is_forms_and_links(browse, live):
    responses = crowd(live, 4)
    page = browse(live.owner, java_script_enabled=False)
    page.goto(INBOX)
    page.get_by_role("link", name="Choose all on this page").click()
    page.get_by_label(f"Choose: {responses[0].author}", exact=True).uncheck()
    page.get_by_role("button", name="Decline the chosen").click()
    assert statuses(live) == ["new", "declined", "declined", "declined"]
    page.get_by_role("status").get_by_role("button", name="Undo").click()
    assert statuses(live) == ["new"] * 4
    page.get_by_role("link", name="Ready answers").first.click()
    page.get_by_label("Ready answers").fill("Ждём в среду.\nУже набрали.")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("link", name="To the list").click()
    page.get_by_role("link", name=re.compile("One by one")).click()
    expect(page.locator("#progress")).to_have_text("1 of 4")
    expect(page.locator("#opened")).to_contain_text(responses[0].text)
    note = page.get_by_label("A few words with the answer")
    note.fill("Ждём в среду.")
    note.press("Enter")
    assert statuses(live)[0] == "new", "Enter alone decides nothing"
    page.get_by_role("button", name="Accept").click()
    expect(page.locator("#progress")).to_have_text("2 of 4")
    assert Response.objects.get(pk=responses[0].pk).decision_note == "Ждём в среду."
    page.get_by_role("status").get_by_role("button", name="Undo").click()
    expect(page.locator("#progress")).to_have_text("1 of 4")
    page.get_by_label("A few words with the answer").fill("Ждём в среду.")
    page.get_by_role("button", name="Accept").click()
    page.get_by_role("link", name="Later").click()
    expect(page.locator("#opened")).to_contain_text(responses[2].text)


def test_the_words_come_with_the_letter(browse, tavern):
    response = ResponseFactory()
    author: User = response.recipient
    page = browse(author)
    page.goto(f"{INBOX}?open={response.pk}")
    ready(page)
    page.get_by_label("A few words with the answer").fill("Ждём в среду, спросите Марту.")
    page.locator("#opened").get_by_role("button", name="Accept").click()
    expect(page.locator(".inbox-toast")).to_be_visible()
    assert "> Ждём в среду, спросите Марту." in newest_letter_to(response.author.email).text
