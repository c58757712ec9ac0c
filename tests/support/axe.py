"""What axe finds on a page."""

from __future__ import annotations

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page


def load_axe(page: Page) -> None:
    """Bring axe into the page; the policy doesn't mind what the debugger brings."""
    page.evaluate(AXE_SCRIPT)


RUN = """async () => {
  // Colours on their way from one theme to the other are nobody's to judge; one change may start the next.
  do {
    for (const animation of document.getAnimations()) animation.finish();
    await new Promise(requestAnimationFrame);
  } while (document.getAnimations().length);
  // CKEditor edits captions in place and calls the <figcaption> a textbox: its markup, not ours.
  const context = {include: [["html"]], exclude: [["figcaption.ck-editor__nested-editable"]]};
  return (await axe.run(context, {resultTypes: ["violations"]})).violations;
}"""


def findings(page: Page) -> list[str]:
    """Run axe; return each violation with the places where it is."""
    return [
        f"{violation['id']}: {node['html'][:160]} {node['failureSummary'].splitlines()[-1].strip()}"
        for violation in page.evaluate(RUN)
        for node in violation["nodes"]
    ]
