"""Hears whatever an attack does in a browser: code that runs, requests, windows, dialogs, navigation."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import BrowserContext, Frame, Page, Route

from tests.hostile.attacks import EVIL

# With the policy switched off nothing is refused; with it, a refusal says that something tried.
POLICY = (
    "addEventListener('securitypolicyviolation', (event) => pwned('policy: ' + event.violatedDirective));"
)

# Touches and focuses everything, and presses what people wrote; a link may only lead to code, a form nowhere.
PROD = """() => {
  const stay = (event) => {
    const link = event.target.closest?.("a[href], area[href]");
    if (event.type === "submit" || (link && !/^\\s*\\w*script:/i.test(link.href?.baseVal ?? link.href)))
      event.preventDefault();
  };
  for (const kind of ["click", "submit"]) document.addEventListener(kind, stay);
  for (const element of document.body?.querySelectorAll("*") ?? [])
    for (const kind of ["pointerenter", "mouseover", "focus", "toggle", "error", "load", "animationstart"])
      element.dispatchEvent(new Event(kind));
  const written = ":is(.prose, .notes, .response, .Draftail-Editor, .table-grid, [data-shot])";
  const ours = "button, summary, a.video, a.enlarge, dialog, .ck, [role=toolbar]";
  for (const element of document.querySelectorAll(`${written} *`))
    if (!element.closest(ours)) element.click?.();
}"""

# What may stand nowhere, whether it did something or not; each finding begins with what is wrong.
LOOK = """(evil) => {
  const found = [];
  const bad = (what, element) => found.push(what + ": " + element.outerHTML.slice(0, 160));
  const code = /^[\\s\\0-\\x20]*(javascript|vbscript|data:text|data:image.svg)/i;
  const leads = /^(href|src|action|formaction|data|poster|background|xlink:href|to|values)$/i;
  const loads = /^(src|srcset|action|formaction|data|poster|background|ping|style|data-embed-url)$/i;
  const walk = (root) => {
    for (const element of root.querySelectorAll("*")) {
      for (const {name, value} of element.attributes) {
        if (/^on/i.test(name) && value.includes("pwned")) bad("handler", element);
        if (leads.test(name) && code.test(value)) bad("code address", element);
        if (loads.test(name) && value.includes(evil)) bad("foreign address", element);
      }
      if (element.matches("script:not([type$=json])") && element.textContent.includes("pwned"))
        bad("script", element);
      if (element.shadowRoot) walk(element.shadowRoot);
    }
    const foreign = ".prose :is(script, style, iframe, object, embed, form, input, button, base, meta, link, "
      + "template, math, textarea, select, video, audio, [id], [name], [style*=position]), "
      + ".prose svg:not(.mark)";
    for (const element of root.querySelectorAll(foreign))
      if (!element.closest(".ck")) bad("foreign element", element);
  };
  walk(document);
  return found;
}"""


class Sentinel:
    """Listens to all pages of a browser; `heard` is what must stay empty."""

    def __init__(self, context: BrowserContext) -> None:
        self.heard: list[str] = []
        context.expose_binding("pwned", self._called)
        context.add_init_script(POLICY)
        context.route(lambda url: EVIL in url, self._refuse)
        context.on("page", self._follow)
        for page in context.pages:
            self._follow(page)

    def prod(self, page: Page) -> None:
        """Touch everything in every frame, and give what that starts the time to be heard."""
        for frame in page.frames:
            frame.evaluate(PROD)
        page.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")

    def look(self, page: Page) -> list[str]:
        """Return what of an attack stands in the page or in one of its frames."""
        return [finding for frame in page.frames for finding in frame.evaluate(LOOK, EVIL)]

    def _called(self, _source: dict[str, Any], mark: object = "nothing") -> None:
        self.heard.append(f"call: {mark}")

    def _refuse(self, route: Route) -> None:
        kind = "navigation" if route.request.is_navigation_request() else "request"
        self.heard.append(f"{kind}: {route.request.url}")
        route.abort()

    def _follow(self, page: Page) -> None:
        page.on("dialog", lambda dialog: (self.heard.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        page.on("popup", lambda popup: self.heard.append(f"window: {popup.url}"))
        page.on("framenavigated", self._moved)

    def _moved(self, frame: Frame) -> None:
        if EVIL in frame.url or frame.url.startswith(("data:", "javascript:")):
            self.heard.append(f"navigation: {frame.url}")
