"""The inbox keeps what one is about to press in sight, and what one has typed through a log-in."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from ads.tests.factories import AdFactory
from responses.models import Response
from responses.tests.factories import ResponseFactory
from tests.support.inbox import ready

INBOX = "/my/responses/"
ON_TOP = """button => {
  const { x, y, width, height } = button.getBoundingClientRect();
  return button.contains(document.elementFromPoint(x + width / 2, y + height / 2));
}"""

COVERED = """() => {
  const toast = document.querySelector(".inbox-toast");
  const { left, right, top, bottom } = toast.getBoundingClientRect();
  return [...document.querySelectorAll("a, button, input, select, textarea, summary")]
    .filter((one) => !toast.contains(one) && one.checkVisibility())
    .filter((one) => {
      const box = one.getBoundingClientRect();
      return box.left < right && box.right > left && box.top < bottom && box.bottom > top;
    })
    .map((one) => one.outerHTML.slice(0, 100));
}"""


def expect_in_reach(page: Page, *names: str) -> None:
    for name in names:
        button = page.locator(".triage-act").get_by_role("button", name=name)
        button.scroll_into_view_if_needed()
        assert button.evaluate(ON_TOP), name


def test_what_comes_next_can_be_pressed_while_the_undo_is_offered(browse, tavern, settings):
    settings.UNDO_SECONDS = 120
    ad = AdFactory(live=True)
    responses = [ResponseFactory(ad=ad) for _ in range(4)]
    page = browse(ad.owner)
    for size in (
        {"width": 360, "height": 740},
        {"width": 1440, "height": 900},
        {"width": 740, "height": 360},
    ):
        page.set_viewport_size(size)
        page.goto(INBOX)
        ready(page)
        page.locator(".letters a").first.click()
        page.get_by_role("button", name="Shortlist").click()
        expect(page.locator(".inbox-toast")).to_be_visible()
        expect_in_reach(page, "Accept", "Decline", "Delete")
    # From the list, whose newest stands open, to whoever has waited longest.
    page.goto(INBOX)
    ready(page)
    ResponseFactory(ad=ad)
    page.get_by_role("link", name="One by one").click()
    expect(page.locator("#progress")).to_have_text("1 of 2")
    expect(page.locator("#opened")).to_contain_text(responses[0].text)


def test_words_and_place_survive_a_log_in_that_comes_between(browse, tavern):
    ad = AdFactory(live=True)
    chosen, _newer = ResponseFactory(ad=ad), ResponseFactory(ad=ad)
    page = browse(ad.owner)
    page.watch.expect("401")
    page.goto(INBOX)
    ready(page)
    page.locator(".letters a").last.click()
    note = page.locator("#note")
    note.fill("Ждём в среду")
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Accept").click()
    page.wait_for_url(re.compile("/accounts/login/"))
    page.get_by_label("E-mail").fill(ad.owner.email)
    page.get_by_label("Password").fill("tavern-demo")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(rf"open={chosen.pk}"))
    ready(page)
    expect(note).to_have_value("Ждём в среду")
    page.get_by_role("button", name="Accept").click()
    expect(page.locator(".inbox-toast, #opened")).not_to_have_count(0)
    expect(page.locator("[data-voice]")).to_contain_text("Accepted")
    accepted = Response.objects.get(pk=chosen.pk)
    assert (accepted.status, accepted.decision_note) == ("accepted", "Ждём в среду")


def test_the_undo_covers_nothing_that_can_be_pressed(browse, tavern, settings):
    settings.UNDO_SECONDS = 120
    ad = AdFactory(live=True)
    for _ in range(4):
        ResponseFactory(ad=ad)
    page = browse(ad.owner)
    for width, opens in ((1280, False), (360, True)):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(INBOX)
        ready(page)
        if opens:
            page.locator(".letters a").first.click()
        page.get_by_role("button", name="Shortlist").click()
        expect(page.locator(".inbox-toast")).to_be_visible()
        page.evaluate("scrollTo(0, 0)")
        assert page.evaluate(COVERED) == []
