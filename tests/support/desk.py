"""The writing page, driven as an author drives it."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

# The editor's own marks on list items; the server takes them off.
OWN_MARKS = re.compile(r' data-list-item-id="\w+"')

PASTE = """(editable, {html, text, files, kind}) => {
  const data = new DataTransfer();
  if (html) data.setData("text/html", html);
  if (text) data.setData("text/plain", text);
  for (const {name, type, bytes} of files)
    data.items.add(new File([Uint8Array.from(atob(bytes), (sign) => sign.charCodeAt(0))], name, {type}));
  const box = editable.lastElementChild.getBoundingClientRect();
  const place = {clientX: box.left + 5, clientY: box.top + 5};
  const options = {bubbles: true, cancelable: true, composed: true, ...place};
  editable.dispatchEvent(kind === "paste"
    ? new ClipboardEvent("paste", {...options, clipboardData: data})
    : new DragEvent("drop", {...options, dataTransfer: data}));
}"""


class Desk:
    """Fields and buttons of the page at /my/listings/…"""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.text: Locator = page.locator(".ck-editor__editable").first

    def open(self, address: str = "/my/listings/new/") -> Desk:
        self.page.goto(address)
        expect(self.text).to_be_visible()
        return self

    def press(self, name: str) -> None:
        """Press a button of the editor's toolbar."""
        self.page.locator(".ck-toolbar").get_by_role("button", name=name, exact=True).first.click()

    def caret_into(self, words: str) -> None:
        self.text.get_by_text(words).click()

    def style(self, name: str) -> None:
        """Choose what the paragraph is."""
        self.page.locator(".ck-heading-dropdown > button").click()
        self.page.get_by_role("menuitemradio", name=name).click()

    def add_video(self, address: str) -> None:
        self.press("Insert the video")
        field = self.page.get_by_label("Address of the video")
        field.fill(address)
        field.press("Enter")
        expect(field).to_be_hidden()

    def paste(
        self, *, html: str = "", text: str = "", files: tuple[dict[str, str], ...] = (), kind: str = "paste"
    ) -> None:
        self.text.evaluate(PASTE, {"html": html, "text": text, "files": list(files), "kind": kind})

    def html(self) -> str:
        """What the editor holds, as it would be sent."""
        data = self.text.evaluate("(editable) => editable.ckeditorInstance.getData()")
        return OWN_MARKS.sub("", data)

    def send(self, button: str) -> None:
        self.page.locator(".send-bar").get_by_role("button", name=button).click()

    def save(self, button: str = "Save") -> None:
        """Save, and wait for the page that comes back with its editor."""
        with self.page.expect_navigation():
            self.send(button)
        expect(self.page.locator(".send-bar").get_by_text("Everything is saved")).to_be_visible()
        expect(self.text).to_be_visible()
