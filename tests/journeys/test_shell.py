"""The house itself: themes, languages, keyboard, pictures, videos, and no request that leaves it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from accounts.tests.factories import UserFactory
from ads.models import AdPage
from ads.tests.factories import AdFactory, places
from tests.support.pictures import upload_picture

BODY = """<p>Смотрите сами.</p>
<figure class="media"><oembed url="https://www.youtube.com/watch?v=dQw4w9WgXcQ"></oembed></figure>
<figure class="image"><img data-image-id="{picture}" alt="карта крепости">
<figcaption>Карта</figcaption></figure>"""


@pytest.fixture
def rich(tavern) -> AdPage:
    author = UserFactory()
    return AdFactory(author=author, live=True, body=BODY.format(picture=upload_picture(by=author)))


def test_the_chosen_theme_is_remembered_before_the_first_paint(browse):
    page = browse(theme="dark")
    page.goto("/board/")
    paper = "() => getComputedStyle(document.body).backgroundColor"
    dark = page.evaluate(paper)
    page.get_by_role("button", name="Switch to the light theme").click()
    page.wait_for_function("dark => getComputedStyle(document.body).backgroundColor !== dark", arg=dark)
    # The body isn't there yet when a script of the head has run: the theme must be.
    page.add_init_script(
        """new MutationObserver((_changes, observer) => {
             if (!document.body) return;
             window.themeAtFirstPaint = document.documentElement.dataset.theme;
             observer.disconnect();
           }).observe(document, {childList: true, subtree: true});"""
    )
    page.reload()
    assert page.evaluate("() => window.themeAtFirstPaint") == "light"
    expect(page.get_by_role("button", name="Switch to the dark theme")).to_be_visible()


def test_the_language_follows_the_browser_and_then_the_switch(browse):
    page = browse(language="ru-RU")
    page.goto("/board/")
    expect(page.locator("html")).to_have_attribute("lang", "ru")
    page.get_by_role("link", name="English").click()
    expect(page).to_have_url("/board/")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.goto("/")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.get_by_role("link", name="Русский").click()
    expect(page.locator("html")).to_have_attribute("lang", "ru")


def test_the_keyboard_skips_to_the_content_and_works_the_menu(browse, tavern):
    player = UserFactory()
    page = browse(player)
    page.goto("/board/")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="To the content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()

    handle = page.get_by_label(f"{player.display_name}: profile and settings")
    handle.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="My profile")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("link", name="My profile")).to_be_hidden()
    expect(handle).to_be_focused()


def test_a_video_asks_its_host_for_nothing_before_the_click(browse, rich):
    page = browse(width=360)
    asked: list[str] = []
    page.context.route(re.compile(r"^https://www\.youtube"), lambda route: route.fulfill(body="a film"))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(rich.get_url())
    video = page.locator("a.video")
    video.scroll_into_view_if_needed()
    expect(video.locator("img")).to_be_visible()
    assert all(address.startswith(page.watch.url) for address in asked)
    video.click()
    frame = page.locator("iframe.video-frame")
    expect(frame).to_have_attribute(
        "src", re.compile(r"^https://www\.youtube-nocookie\.com/embed/dQw4w9WgXcQ")
    )
    page.watch.foreign.clear()  # what the click asked for


def test_a_picture_opens_large_and_closes_again(browse, rich):
    page = browse(width=360)
    page.goto(rich.get_url())
    page.get_by_role("link", name="карта крепости").click()
    large = page.get_by_role("dialog", name="карта крепости")
    expect(large.get_by_role("img")).to_be_visible()
    expect(large.get_by_text("Карта")).to_be_visible()
    page.keyboard.press("Escape")
    expect(large).to_have_count(0)
    expect(page.get_by_role("link", name="карта крепости")).to_be_focused()


def test_the_site_is_read_and_answered_without_scripts(browse, rich):
    page = browse(UserFactory(), java_script_enabled=False)
    page.goto("/board/")
    page.get_by_role("link", name=rich.title).first.click()
    page.get_by_label(f"Your answer to {rich.owner}").fill("Без скриптов тоже можно.")
    page.get_by_role("button", name="Send the response").click()
    expect(page.get_by_text("Waits for an answer")).to_be_visible()
    page.goto("/my/listings/new/")
    page.get_by_label("Title").fill("Пишу без скриптов")
    page.get_by_role("radio", name="Healers").check()
    page.get_by_label("Text", exact=True).fill("<p>Просто текст.</p>")
    page.get_by_role("button", name="Send to a moderator").first.click()
    expect(page.get_by_text("Waits for a moderator.")).to_be_visible()


def test_a_section_of_the_settings_that_is_wrong_has_the_focus(browse):
    page = browse(UserFactory())
    page.goto("/my/settings/")
    form = page.locator("form").filter(has=page.get_by_label("Name on the board"))
    form.get_by_label("Name on the board").fill("М")
    form.get_by_role("button", name="Save").click()
    page.wait_for_url("**/#panel-profile")
    summary = page.locator("main [role=alert]").first
    expect(summary).to_be_focused()
    expect(summary).to_contain_text("One field needs another look")


def test_paper_is_white_and_bears_nothing_to_press(browse, tavern):
    ad = AdFactory(live=True, slots=places(healers=2))
    page = browse(ad.owner, theme="dark")
    page.goto(ad.get_url())
    expect(page.locator(".owner")).to_be_visible()
    page.emulate_media(media="print", color_scheme="dark")
    expect(page.locator(".owner")).to_be_hidden()
    expect(page.locator("main").get_by_role("button")).to_have_count(0)
    for selector in ("body", ".panel"):
        expect(page.locator(selector).first).to_have_css("background-color", "rgb(255, 255, 255)")
    expect(page.locator("h1")).to_have_css("color", "rgb(0, 0, 0)")


def test_ones_own_responses_are_in_the_menu_of_the_account(browse):
    page = browse(UserFactory(), width=360)
    page.goto("/")
    page.locator("header summary").click()
    page.get_by_role("link", name="My responses").click()
    page.wait_for_url("**/my/responses/sent/")


def test_without_scripts_the_writing_page_promises_no_dropping_of_pictures(browse):
    player = UserFactory()
    for scripted in (True, False):
        page = browse(player, java_script_enabled=scripted)
        page.goto("/my/listings/new/")
        expect(page.locator("#body-hint")).to_be_visible(visible=scripted)


def test_a_category_opens_at_the_top_and_on_a_phone_with_its_own_chip_in_sight(browse):
    page = browse()
    page.set_viewport_size({"width": 1280, "height": 300})
    page.goto("/board/spellmasters/")
    assert page.evaluate("scrollY") == 0
    page.set_viewport_size({"width": 360, "height": 800})
    page.reload()
    expect(page.locator(".kinds [aria-current]")).to_be_in_viewport()
    assert page.evaluate("scrollY") == 0
