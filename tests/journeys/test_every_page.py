"""Every page, in both themes, from a phone to a desk: axe finds nothing, nothing sticks out."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.support.axe import findings, load_axe
from tests.support.furnish import furnish, person
from tests.support.pages import ERRORS, PAGES, WITH_EDITOR, address_of

WIDTHS = (360, 768, 1440)
# The layouts of tablets are those of phones or of desks, to axe.
AXE_WIDTHS = (360, 1440)
# One cause makes many findings.
SAID = 8
STICKS_OUT = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_for_everyone(name, browse, journeys_database):
    furnished = furnish(journeys_database.name)
    page = browse(person(furnished, PAGES[name][0]), width=WIDTHS[0], language="ru-RU")
    page.watch.expect(*filter(None, [ERRORS.get(name)]))
    page.goto(address_of(name, furnished))
    if name in WITH_EDITOR:
        expect(page.locator(".ck-editor__editable").first).to_be_visible()
    load_axe(page)
    found = faults(page)
    assert not found, "\n".join(found[:SAID])


def faults(page: Page) -> list[str]:
    """What is wrong, with the theme and the width."""
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        if wide := page.evaluate(STICKS_OUT):
            found.append(f"{width}: something sticks out by {wide} pixels")
        for theme in ("dark", "light") if width in AXE_WIDTHS else ():
            page.emulate_media(color_scheme=theme)
            found += [f"{theme} at {width}: {finding}" for finding in findings(page)]
    return found
