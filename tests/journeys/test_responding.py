"""Responding and being accepted, each with the letters it brings."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from accounts.tests.factories import UserFactory
from ads.models import AdPage
from ads.tests.factories import AdFactory
from responses.models import Response
from responses.tests.factories import ResponseFactory
from tests.support.inbox import ready
from tests.support.letters import letters_to, newest_letter_to
from tests.support.people import session_of

PHONE = 360


@pytest.fixture
def live(tavern) -> AdPage:
    return AdFactory(live=True)


def address_of(ad: AdPage) -> str:
    address = ad.get_url()
    assert address is not None
    return address


def test_a_player_responds_on_a_phone_and_is_accepted(browse, live):
    player = UserFactory()
    phone = browse(player, width=PHONE)
    phone.goto(address_of(live))
    phone.get_by_role("link", name="Respond", exact=True).click()
    field = phone.get_by_label(f"Your answer to {live.owner}")
    expect(field).to_be_in_viewport()
    field.fill("Жрец, среда и пятница свободны.")
    phone.get_by_role("button", name="Send the response").click()
    panel = phone.get_by_role("region", name="Your response")
    expect(panel.get_by_text("Waits for an answer")).to_be_visible()

    letter = newest_letter_to(live.owner.email)
    assert "Жрец, среда и пятница свободны." in letter.text
    desk = browse(live.owner)
    desk.goto(next(link for link in letter.links if "/my/responses/" in link))
    opened = desk.locator("#opened")
    expect(opened).to_contain_text("Жрец, среда и пятница свободны.")
    late = desk.context.new_page()
    late.goto(desk.url)
    opened.get_by_role("button", name="Accept").click()
    expect(desk.get_by_role("status").filter(has_text="Accepted")).to_be_visible()

    late.locator("#opened").get_by_role("button", name="Accept").click()
    expect(late.get_by_role("alert")).to_be_visible()
    answers = [one for one in letters_to(player.email) if live.title in one.text]
    assert len(answers) == 1, "accepted once, told once"
    phone.reload()
    expect(panel.get_by_text("Accepted")).to_be_visible()


def test_a_half_written_response_survives_closing_the_page(browse, live):
    player = UserFactory()
    context = browse(player, width=PHONE).context
    page = context.new_page()
    page.goto(address_of(live))
    page.get_by_label(f"Your answer to {live.owner}").fill("Жрец, и ещё")
    page.close()

    page = context.new_page()
    page.goto(address_of(live))
    field = page.get_by_label(f"Your answer to {live.owner}")
    expect(field).to_have_value("Жрец, и ещё")
    page.context.set_offline(True)
    page.get_by_role("button", name="Send the response").click()
    page.context.set_offline(False)
    page.goto(address_of(live))
    expect(field).to_have_value("Жрец, и ещё")
    page.get_by_role("button", name="Send the response").click()
    expect(
        page.get_by_role("region", name="Your response").get_by_text("Waits for an answer")
    ).to_be_visible()

    change = f"/my/responses/sent/{Response.objects.get(author=player).pk}/edit/"
    page.goto(change)
    expect(field).to_have_value("Жрец, и ещё")
    field.fill("Жрец. И маг.")
    page.reload()
    expect(field).to_have_value("Жрец. И маг.")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("main").get_by_text("Жрец. И маг.")).to_be_visible()
    page.goto(change)
    expect(field).to_have_value("Жрец. И маг.")
    left = "Object.keys(localStorage).filter(key => key.startsWith('tavern-words:'))"
    assert page.evaluate(left) == []


def test_what_one_player_wrote_is_not_shown_to_the_next(browse, live):
    page = browse(UserFactory(), width=PHONE)
    page.goto(address_of(live))
    page.get_by_label(f"Your answer to {live.owner}").fill("Между нами")
    page.context.clear_cookies()
    other = {"name": "sessionid", "value": session_of(UserFactory()), "url": page.url}
    page.context.add_cookies([other])
    page.goto(address_of(live))
    expect(page.get_by_label(f"Your answer to {live.owner}")).to_have_value("")
    assert page.evaluate("Object.values(localStorage).filter(it => it.includes('Между нами'))") == []


def test_the_inbox_is_worked_through_by_keys(browse, live):
    for _turn in range(3):
        ResponseFactory(ad=live)
    page = browse(live.owner)
    page.goto("/my/responses/")
    ready(page)
    page.locator(".letter").first.click()
    expect(page.locator("#opened")).to_be_focused()
    page.keyboard.press("a")
    expect(page.get_by_role("status").filter(has_text="Accepted")).to_be_visible()
    page.locator("#opened").focus()
    page.keyboard.press("d")
    expect(page.get_by_role("status").filter(has_text="Declined")).to_be_visible()
    states = sorted(Response.objects.filter(ad=live).values_list("status", flat=True))
    assert states == ["accepted", "declined", "new"]


def test_a_response_is_withdrawn(browse, live):
    response = ResponseFactory(ad=live)
    page = browse(response.author, width=PHONE)
    page.goto("/my/responses/sent/")
    page.get_by_role("button", name="Withdraw").click()
    expect(page.get_by_role("main").get_by_text("Withdrawn")).to_be_visible()
    desk = browse(live.owner)
    desk.goto("/my/responses/")
    expect(desk.locator(".letter")).to_have_count(0)


def test_a_closed_ad_takes_no_response(browse, tavern):
    closed = AdFactory(closed=True)
    page = browse(UserFactory(), width=PHONE)
    page.goto(address_of(closed))
    expect(page.get_by_text("This listing takes no responses any more.")).to_be_visible()
    expect(page.get_by_role("button", name="Send the response")).to_have_count(0)


def test_a_visitor_comes_back_to_the_form_after_signing_in(browse, live):
    player = UserFactory()
    page = browse(width=PHONE)
    page.goto(address_of(live))
    page.get_by_role("link", name="Sign in to respond").click()
    page.get_by_label("E-mail").fill(player.email)
    page.get_by_label("Password").fill("tavern-demo")
    page.get_by_role("button", name="Come in").click()
    expect(page.get_by_label(f"Your answer to {live.owner}")).to_be_in_viewport()
