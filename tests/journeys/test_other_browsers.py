"""What Firefox and Safari do otherwise, or lack, acted out in the browser that the journeys have."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from accounts.tests.factories import UserFactory
from ads.tests.factories import AdFactory
from responses.models import Response
from responses.tests.factories import ResponseFactory
from tests.journeys.test_nothing_lost import expect_kept, write
from tests.support.desk import Desk
from tests.support.inbox import ready

PHONE = 360
VIDEO = '<figure class="media"><oembed url="https://www.youtube.com/watch?v=dQw4w9WgXcQ"></oembed></figure>'
# Safari 16.4, the oldest that the styles are made for, has none of these.
OLDER_SAFARI = """
delete URL.parse;
delete Element.prototype.checkVisibility;
const supports = CSS.supports;
CSS.supports = (...words) => words[0] !== "field-sizing" && supports.apply(CSS, words);
"""
# Before any script of the page, as Firefox does it.
PUTS_BACK_AT_A_RELOAD = """
document.addEventListener("readystatechange", () => {
  const [way] = performance.getEntriesByType("navigation");
  if (document.readyState !== "interactive" || way.type !== "reload") return;
  for (const field of document.querySelectorAll("form.write textarea")) field.value = "<p>Старое</p>";
});
"""


def test_a_reload_shows_what_the_server_has_not_what_the_browser_puts_back(browse):
    author = UserFactory()
    desk = Desk(browse(author)).open()
    desk.page.add_init_script(PUTS_BACK_AT_A_RELOAD)
    write(desk, "Новое на сервере.")
    expect_kept(desk.page)
    title = desk.page.get_by_label("Title")
    written = title.input_value()
    desk.page.reload()
    expect(desk.text).to_have_text("Новое на сервере.")
    expect(title).to_have_value(written)
    expect(desk.page.locator(f"[data-count-of={title.get_attribute('id')}]")).to_contain_text(
        str(len(written))
    )


def test_an_older_safari_opens_a_video_in_its_place(browse):
    page = browse()
    page.add_init_script(OLDER_SAFARI)
    page.context.route(re.compile(r"^https://www\.youtube"), lambda route: route.fulfill(body="a film"))
    page.goto(AdFactory(live=True, body=VIDEO).get_url())
    page.locator("a.video").click()
    expect(page.locator("iframe.video-frame")).to_be_visible()
    page.watch.foreign.clear()  # what the click asked for


def test_an_older_safari_accepts_a_response_by_key(browse, tavern):
    response = ResponseFactory(ad=AdFactory(live=True))
    page = browse(response.recipient)
    page.add_init_script(OLDER_SAFARI)
    page.goto("/my/responses/")
    ready(page)
    page.keyboard.press("a")
    expect(page.locator(".inbox-toast")).to_contain_text(str(response.author))
    assert Response.objects.get(pk=response.pk).status == "accepted"


def test_where_styles_grow_no_field_a_long_title_is_seen_whole(browse):
    desk = Desk(browse(UserFactory(), width=PHONE))
    desk.page.add_init_script(OLDER_SAFARI)
    desk.open()
    title = desk.page.get_by_label("Title")
    title.evaluate("(field) => field.style.setProperty('field-sizing', 'fixed')")
    title.press_sequentially("Ищем двух хилов в «Чертог Вьюги», среда и пятница, с девяти до полуночи")
    seen, needed = title.evaluate("(field) => [field.clientHeight, field.scrollHeight]")
    assert seen >= needed
    # Back to one line with the words gone.
    title.fill("Хил")
    assert title.evaluate("(field) => field.clientHeight") < seen
