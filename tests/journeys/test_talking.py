"""Two players talk in private, with and without JavaScript."""

from __future__ import annotations

from playwright.sync_api import expect

from accounts.tests.factories import UserFactory
from ads.tests.factories import AdFactory
from responses.models import Message
from responses.selectors import unread_messages
from responses.tests.factories import ResponseFactory
from tests.support.letters import newest_letter_to
from tests.support.people import end_session

PHONE = 360


def test_two_players_talk_and_nothing_reloads(browse, tavern):
    response = ResponseFactory(ad=AdFactory(live=True, author=UserFactory(trust="known")))
    desk = browse(response.recipient)
    desk.goto(f"/my/responses/?open={response.pk}")
    desk.locator("#opened").get_by_role("link", name="Write a message").click()
    field = desk.get_by_label(f"Your message to {response.author}")
    field.fill("Какая броня?\n\nhttps://example.com/log")
    desk.evaluate("() => { window.same = true }")
    desk.get_by_role("button", name="Send").dblclick()
    expect(desk.locator(".said-own")).to_contain_text("Какая броня?")
    expect(field).to_have_value("")
    expect(field).to_be_focused()
    assert Message.objects.filter(thread=response.pk).count() == 1

    letter = newest_letter_to(response.author.email)
    phone = browse(response.author, width=PHONE)
    phone.goto(next(link for link in letter.links if "/my/messages/" in link))
    expect(phone.get_by_role("link", name="https://example.com/log")).to_be_visible()
    expect(phone.get_by_role("button", name="Mark as read")).to_be_hidden()
    phone.get_by_label(f"Your message to {response.recipient}").fill("Двести тридцать вторая.")
    phone.get_by_role("button", name="Send").click()
    desk.evaluate("() => document.dispatchEvent(new Event('visibilitychange'))")
    expect(desk.locator(".said-new")).to_contain_text("Двести тридцать вторая.")
    expect(desk.locator(".said-read")).to_be_visible()
    assert desk.evaluate("() => window.same")
    assert unread_messages(response.author) == 0
    phone.get_by_role("link", name="All messages").click()
    expect(phone.locator(".letter")).to_contain_text("You: Двести тридцать вторая.")


def test_a_lost_connection_and_an_ended_session_lose_no_word(browse, tavern):
    response = ResponseFactory(accepted=True)
    page = browse(response.author)
    page.watch.expect("Failed to load resource")
    page.goto(f"/my/messages/{response.pk}/")
    field = page.get_by_label(f"Your message to {response.recipient}")
    field.fill("Не пропаду")
    page.context.set_offline(True)
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("Not sent: no connection.")).to_be_visible()
    page.context.set_offline(False)
    end_session(page.context)
    page.get_by_role("button", name="Send").click()
    page.get_by_label("E-mail").fill(response.author.email)
    page.get_by_label("Password").fill("tavern-demo")
    page.get_by_role("button", name="Come in").click()
    expect(field).to_have_value("Не пропаду")
    assert not Message.objects.filter(thread=response.pk).exists()


def test_without_javascript_everything_is_a_form(browse, tavern):
    response = ResponseFactory(accepted=True)
    page = browse(response.author, width=PHONE, java_script_enabled=False)
    page.goto("/my/messages/")
    page.locator(".letter").click()
    page.get_by_label(f"Your message to {response.recipient}").fill("Буду.")
    page.get_by_role("button", name="Send").click()
    expect(page.locator(".said-own").last).to_contain_text("Буду.")
    other = browse(response.recipient, java_script_enabled=False)
    other.goto(f"/my/messages/{response.pk}/")
    other.get_by_role("button", name="Mark as read").click()
    expect(other.get_by_role("button", name="Mark as read")).to_have_count(0)
    page.reload()
    expect(page.locator(".said-read")).to_be_visible()
