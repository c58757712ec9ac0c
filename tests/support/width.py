"""Whether a page is wider than the window that shows it."""

from __future__ import annotations

from playwright.sync_api import Page

STICKS_OUT = """async () => {
  // With the letters that stay; the new size is laid out by the second frame at the latest.
  await document.fonts.ready;
  for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth <= clientWidth) return "";
  const right = (one) => one.getBoundingClientRect().right;
  const keeps = (one) => getComputedStyle(one).overflowX !== "visible";
  const scrolls = (one) => one && (keeps(one) || scrolls(one.parentElement));
  const wide = [...document.querySelectorAll("main *, header *, footer *")]
    .filter((one) => right(one) > clientWidth + 1 && !scrolls(one.parentElement))
    .filter((one) => ![...one.children].some((child) => right(child) >= right(one)))
    .map((one) => one.outerHTML.slice(0, 120));
  return `${scrollWidth - clientWidth} pixels: ${wide.slice(0, 5).join(" … ")}`;
}"""


def sticks_out(page: Page) -> str:
    """Return by how much and what, or "" when the page keeps to its window."""
    found: str = page.evaluate(STICKS_OUT)
    return found
