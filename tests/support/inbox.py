"""The inbox as its author uses it."""

from __future__ import annotations

from playwright.sync_api import Page


def ready(page: Page) -> None:
    """Wait until the script has taken over: before that a click is a plain link's, which moves no focus."""
    page.locator(".inbox-foot").wait_for(state="attached")
