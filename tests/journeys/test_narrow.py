"""Little room: names without a gap, the smallest phones, letters as large as somebody has set them."""

from __future__ import annotations

from uuid import uuid4

import pytest
from playwright.sync_api import BrowserType, Page, expect

from accounts.models import User
from accounts.tests.factories import UserFactory
from ads.models import AdPage
from ads.tests.factories import AdFactory, places
from moderation.models import Case
from responses.services import write_message
from responses.tests.factories import ResponseFactory
from tests.support.furnish import furnish, person
from tests.support.pages import PAGES, WITH_EDITOR, address_of
from tests.support.people import session_of
from tests.support.width import sticks_out

WIDTHS = (320, 360, 768, 1440)
BUSY = ("home", "board", "listing with a form", "log-in", "my listings", "writing", "inbox", "messages")
# How many words of the elements are on more than one line.
BROKEN_WORDS = """(labels) => labels.flatMap((label) => {
  const walk = document.createTreeWalker(label, NodeFilter.SHOW_TEXT);
  const broken = [];
  while (walk.nextNode()) {
    for (const {0: word, index} of walk.currentNode.data.matchAll(/\\S+/g)) {
      const range = document.createRange();
      range.setStart(walk.currentNode, index);
      range.setEnd(walk.currentNode, index + word.length);
      if (new Set([...range.getClientRects()].map(({top}) => top)).size > 1) broken.push(word);
    }
  }
  return label.scrollWidth > label.clientWidth ? [...broken, label.innerText] : broken;
})"""


def named(name: str) -> User:
    """A player with a name as long as may be, and without a gap."""
    return UserFactory(display_name=f"{name}{uuid4().hex.upper()}"[:32])


@pytest.fixture
def listings(tavern) -> list[AdPage]:
    """One by each of two players, with a response and its conversation."""
    made = []
    for name in ("Непобедимыйвладыкасевера", "W" * 28):
        ad = AdFactory(author=named(name), live=True, slots=places(healers=2, spellmasters=3))
        response = ResponseFactory(ad=ad, author=named("W" * 27), shortlisted=True)
        for writer in (ad.owner, response.author):
            write_message(response_id=response.pk, text="Идём в среду", by=writer)
        made.append(ad)
    return made


def faults_of(page: Page, address: str) -> list[str]:
    """Look at a page in each width."""
    page.goto(address)
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        if wide := sticks_out(page):
            found.append(f"{address} at {width}: {wide}")
    return found


def test_a_name_without_a_gap_widens_no_page(browse, listings):
    visitor = browse()
    faults = faults_of(visitor, "/board/") + faults_of(visitor, "/search/?q=хила")
    for ad in listings:
        for address in (ad.get_url(), ad.owner.get_absolute_url()):
            faults += faults_of(visitor, address)
        author = browse(ad.owner)
        for address in ("?status=shortlisted", "triage/?status=shortlisted"):
            faults += faults_of(author, f"/my/responses/{address}")
    assert not faults, "\n".join(faults)


def test_a_name_without_a_gap_hides_no_number_of_new_messages(browse, listings):
    page = browse(listings[0].owner, width=360)
    page.goto("/my/messages/")
    badge = page.locator(".talks .badge")
    expect(badge).to_have_text("1 new")
    row, number = page.locator(".talks .who").bounding_box(), badge.bounding_box()
    assert row["x"] < number["x"]
    assert number["x"] + number["width"] <= row["x"] + row["width"] + 1


def test_a_name_without_a_gap_keeps_to_its_place_on_the_moderators_card(browse, tavern):
    Case.objects.waiting().delete()
    AdFactory(author=named("W" * 28), submitted=True)
    page = browse(UserFactory(moderator=True), width=1440)
    page.goto("/cms/desk/")
    page.get_by_role("link", name="Ищем хила").first.wait_for()
    page.keyboard.press("n")
    heading = page.locator("#author-h")
    expect(heading).to_be_visible()
    assert heading.evaluate("(one) => one.scrollWidth <= one.clientWidth")


def test_category_names_stay_whole_on_the_smallest_phone(browse, tavern):
    page = browse(UserFactory(), width=320, language="ru-RU")
    page.goto("/my/listings/new/")
    page.locator(".wanted summary").click()
    page.evaluate("document.fonts.ready.then(() => null)")
    for names in (page.locator(".ten label"), page.locator(".wanted-ten label")):
        expect(names).to_have_count(10)
        assert names.evaluate_all(BROKEN_WORDS) == []


@pytest.mark.parametrize("pixels", [24, 32])
def test_larger_letters_widen_no_page(
    tavern, journeys_database, browser_type: BrowserType, browser_type_launch_args, pixels
):
    furnished = furnish(journeys_database.name)
    flags = [*browser_type_launch_args["args"], f"--blink-settings=defaultFontSize={pixels}"]
    browser = browser_type.launch(**{**browser_type_launch_args, "args": flags})
    faults = []
    for name in BUSY:
        context = browser.new_context(
            base_url=tavern.url, viewport={"width": 360, "height": 800}, locale="ru-RU"
        )
        if who := person(furnished, PAGES[name][0]):
            context.add_cookies([{"name": "sessionid", "value": session_of(who), "url": tavern.url}])
        page = context.new_page()
        page.goto(address_of(name, furnished))
        if name in WITH_EDITOR:
            expect(page.locator(".ck-editor__editable").first).to_be_visible()
        if wide := sticks_out(page):
            faults.append(f"{name}: {wide}")
        context.close()
    browser.close()
    assert not faults, "\n".join(faults)
