"""Every page keeps the content security policy; nothing sticks out; the busiest ones are for everyone."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.support.axe import findings, load_axe
from tests.support.furnish import furnish, person
from tests.support.pages import ERRORS, PAGES, WITH_EDITOR, address_of
from tests.support.width import sticks_out

# What axe looks at here: most of what people see. A look costs a second.
WITH_AXE = ("home", "board", "listing", "listing with a form", "preview", "log-in")
# A phone in the dark, a desk by day.
LOOKS = ((360, "dark"), (1440, "light"))
STRICT = re.compile(r"default-src 'none'; script-src 'self'; .*frame-ancestors '(none|self)'")


def test_every_page_keeps_the_policy_and_its_width(browse, journeys_database):
    furnished = furnish(journeys_database.name)
    browsers: dict[str, Page] = {}
    faults = []
    for name, (who, _address) in PAGES.items():
        if who not in browsers:
            browsers[who] = browse(person(furnished, who), language="ru-RU")
            browsers[who].watch.expect(*ERRORS.values())
        page = browsers[who]
        answer = page.goto(address_of(name, furnished))
        if not page.url.endswith("/cms/"):
            assert STRICT.fullmatch(answer.headers["content-security-policy"]), name
        if name in WITH_EDITOR:
            expect(page.locator(".ck-editor__editable").first).to_be_visible()
        faults += [f"{name}: {fault}" for fault in faults_of(page, axe=name in WITH_AXE)]
    # Breaches of the policy and requests to foreign hosts fail when the browsers close.
    assert not faults, "\n".join(faults)


def faults_of(page: Page, *, axe: bool) -> list[str]:
    found = []
    if axe:
        load_axe(page)
    for width, theme in LOOKS:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=theme)
        if wide := sticks_out(page):
            found.append(f"at {width} something sticks out by {wide}")
        if axe:
            found += [f"{theme} at {width}: {finding}" for finding in findings(page)]
    return found


def test_a_played_video_breaks_no_policy(browse, journeys_database):
    page = browse(width=360)
    page.context.route(re.compile(r"^https://www\.youtube"), lambda route: route.fulfill(body="a film"))
    page.goto(furnish(journeys_database.name).live.get_url())
    page.locator("a.video").click()
    expect(page.frame_locator("iframe.video-frame").get_by_text("a film")).to_be_visible()
    page.watch.foreign.clear()  # what the click asked for
