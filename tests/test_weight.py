"""How much a page brings along, compressed, and from where."""

from __future__ import annotations

import gzip

import pytest
from playwright.sync_api import Response, expect

from tests.support.furnish import furnish, person
from tests.support.pages import PAGES, WITH_EDITOR, address_of

PUBLIC_BYTES = 60_000
WRITING_BYTES = 350_000
LIGHT = ("home", "board", "listing", "search", "sign-up", "listing with a form", "inbox, one response")


def code_of(responses: list[Response]) -> dict[str, int]:
    """The compressed size of each style sheet and script that came."""
    return {
        response.url: len(gzip.compress(response.body()))
        for response in responses
        if response.request.resource_type in ("script", "stylesheet")
    }


@pytest.mark.parametrize(
    ("name", "limit"),
    [*((name, PUBLIC_BYTES) for name in LIGHT), *((name, WRITING_BYTES) for name in WITH_EDITOR)],
)
def test_a_page_is_light_and_comes_from_one_host(name, limit, browse, journeys_database):
    furnished = furnish(journeys_database.name)
    page = browse(person(furnished, PAGES[name][0]), language="ru-RU")
    came: list[Response] = []
    page.on("response", lambda response: came.append(response))
    page.goto(address_of(name, furnished), wait_until="networkidle")
    if name in WITH_EDITOR:
        expect(page.locator(".ck-editor__editable").first).to_be_visible()
    sizes = code_of(came)
    assert sizes, "no style sheet came: nothing was measured"
    assert sum(sizes.values()) <= limit, sizes
    assert [one.url for one in came if not one.url.startswith((page.watch.url, "data:", "blob:"))] == []
    assert any("mount" in url for url in sizes) == (name in WITH_EDITOR), (
        "the editor comes where it is used, alone"
    )
