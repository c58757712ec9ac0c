"""What a page did that no page of ours may do."""

from __future__ import annotations

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request

INNER_SCHEMES = ("data:", "blob:", "about:")


class Watch:
    """Listens to all pages of a browser: errors, policy violations, requests to foreign hosts."""

    def __init__(self, context: BrowserContext, url: str) -> None:
        self.url = url
        self.complaints: list[str] = []
        self.foreign: list[str] = []
        self.expected: list[str] = []
        context.on("page", self._follow)
        context.on("request", self._note)

    def expect(self, *parts: str) -> None:
        """Take complaints that hold one of these parts for granted: the test provokes them."""
        self.expected.extend(parts)

    def check(self) -> None:
        """Fail when something unexpected happened."""
        assert not self.foreign, f"foreign hosts were asked: {self.foreign}"
        unexpected = [one for one in self.complaints if not any(part in one for part in self.expected)]
        assert not unexpected, "\n".join(["a page complained:", *unexpected])

    def _follow(self, page: Page) -> None:
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.complaints.append(f"{page.url}: {error}"))

    def _hear(self, message: ConsoleMessage) -> None:
        # Policy violations and resources that are missing are told here too.
        if message.type == "error":
            self.complaints.append(f"{message.location.get('url')}: {message.text}")

    def _note(self, request: Request) -> None:
        if not request.url.startswith((self.url, *INNER_SCHEMES)):
            self.foreign.append(request.url)
