"""A page without any policy, on the site's own origin: what shows there is shown at its worst."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from playwright.sync_api import Page

STAGE = "/stage/"


def show(page: Page, html: str, *, policy: str = "") -> None:
    """Serve the HTML as a page of the site's host, under this policy or none."""
    headers = {"Content-Security-Policy": policy} if policy else {}
    page.route(
        f"**{STAGE}", lambda route: route.fulfill(body=html, content_type="text/html", headers=headers)
    )
    # The picture that fails, so that its handler is called, needn't be asked of the server.
    page.route(f"**{STAGE}x", lambda route: route.abort())
    page.goto(STAGE, wait_until="load")
    page.unroute(f"**{STAGE}")


def show_apart(page: Page, texts: Mapping[str, str]) -> None:
    """Show each text as a page in a frame of its own, so that none closes, opens or hides another."""
    frames = (
        f'<iframe name="{escape(mark)}" srcdoc="{escape(text)}"></iframe>' for mark, text in texts.items()
    )
    show(page, f"<!doctype html><meta charset=utf-8><title>x</title>{''.join(frames)}")


def as_page(text: str) -> str:
    """Return a page that shows the text as the site does: what stands in it is a player's."""
    return f"<!doctype html><meta charset=utf-8><title>x</title><div class=prose data-shot>{text}</div>"
