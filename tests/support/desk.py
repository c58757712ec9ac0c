"""The writing page, driven as an author drives it."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

PASTE = """(editable, {html, files, kind}) => {
  const data = new DataTransfer();
  if (html) data.setData("text/html", html);
  for (const {name, type, bytes} of files)
    data.items.add(new File([Uint8Array.from(atob(bytes), (sign) => sign.charCodeAt(0))], name, {type}));
  const box = editable.lastElementChild.getBoundingClientRect();
  const options = {bubbles: true, cancelable: true, composed: true, clientX: box.left + 5, clientY: box.top + 5};
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

    def style(self, name: str) -> None:
        """Choose what the paragraph is."""
        self.page.locator(".ck-heading-dropdown > button").click()
        self.page.get_by_role("menuitemradio", name=name).click()

    def add_video(self, address: str) -> None:
        self.press("Insert media")
        field = self.page.get_by_label("Media URL")
        field.fill(address)
        field.press("Enter")
        expect(field).to_be_hidden()

    def paste(self, *, html: str = "", files: tuple[dict[str, str], ...] = (), kind: str = "paste") -> None:
        self.text.evaluate(PASTE, {"html": html, "files": list(files), "kind": kind})

    def html(self) -> str:
        """What the editor holds, as it would be sent."""
        return str(self.text.evaluate("(editable) => editable.ckeditorInstance.getData()"))

    def send(self, button: str) -> None:
        self.page.locator(".send-bar").get_by_role("button", name=button).click()
