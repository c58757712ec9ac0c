"""Writing: the real editor, everything that a listing may hold, and nothing lost on the way."""

from __future__ import annotations

import re
from uuid import uuid4

from playwright.sync_api import expect

from accounts.tests.factories import UserFactory
from ads.models import AdPage, AdStatus, BoardEntry
from ads.tests.factories import AdFactory
from content.checks import measure
from content.reading import read_document
from content.tests.pictures import paint
from tests.support.clipboard import DIRT, DISCORD, FORUM, GOOGLE_DOCS, WITH_PICTURES, WORD
from tests.support.desk import Desk
from tests.support.pictures import picture_to_paste

IDS = re.compile(r'data-image-id="([^"]+)"')
VIDEO = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"
MEDIA = f'<figure class="media"><oembed url="{VIDEO}"></oembed></figure>'
COUNTED = (
    "<p>Раз два</p><p>три&nbsp;<br>четыре</p><h2>Знак 🗡️</h2>",
    "<ul><li>меч<ul><li>ножны</li></ul></li><li>щит</li></ul><blockquote><p>слово</p><p>дело</p></blockquote>",
    "<figure class='table'><table><tbody><tr><td>а</td><td></td><td>б</td></tr>"
    "<tr><td>&nbsp;</td><td>в</td><td></td></tr></tbody></table><figcaption>Подпись</figcaption></figure><p>и</p>",
    f"<p>Видео</p>{MEDIA}",
)


def type_some_of_everything(desk: Desk) -> None:
    """A heading, words in bold, a list, a quote, a table and a video, by the keyboard where it does."""
    page = desk.page
    desk.text.click()
    desk.style("Heading 2")
    page.keyboard.type("Кто мы")
    page.keyboard.press("Enter")
    page.keyboard.type("Ходим ")
    page.keyboard.press("Control+B")
    page.keyboard.type("по средам")
    page.keyboard.press("Control+B")
    page.keyboard.press("Enter")
    page.keyboard.type("* меч")
    page.keyboard.press("Enter")
    page.keyboard.type("щит")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.keyboard.type("> слово гильдии")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    desk.press("Insert table")
    page.get_by_role("button", name="1 × 2", exact=True).click()
    page.keyboard.type("роль")
    page.keyboard.press("Tab")
    page.keyboard.type("место")
    page.keyboard.press("Control+End")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    desk.add_video(VIDEO)


def test_a_listing_is_written_saved_found_whole_and_submitted(browse):
    author = UserFactory()
    title = f"Гильдия зовёт {uuid4().hex[:6]}"
    page = browse(author)
    desk = Desk(page).open()
    page.get_by_label("Title").fill(title)
    page.get_by_role("radio", name="Tanks").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("radio", name="Healers")).to_be_checked()

    type_some_of_everything(desk)
    expect(desk.text.locator("figure.media, .ck-media__wrapper").first).to_be_visible()
    typed = desk.html()
    for piece in (
        "<h2>Кто мы</h2>",
        "<strong>по средам</strong>",
        "<li>щит</li>",
        "<blockquote>",
        "<td>место</td>",
    ):
        assert piece in typed
    assert VIDEO in typed

    desk.save()
    assert desk.html() == typed
    desk.open(page.url)
    assert desk.html() == typed
    expect(page.get_by_role("radio", name="Healers")).to_be_checked()

    desk.send("Send to a moderator")
    expect(page).to_have_url("/my/listings/")
    mine = page.get_by_role("article", name=title)
    expect(mine.get_by_text("Waits for a moderator.")).to_be_visible()


def test_pictures_come_by_file_by_paste_and_by_drop(browse):
    author = UserFactory()
    ad = AdFactory(author=author)
    page = browse(author)
    desk = Desk(page).open(f"/my/listings/{ad.pk}/edit/")
    desk.text.click()
    page.keyboard.press("Control+End")
    with page.expect_file_chooser() as chooser:
        desk.press("Upload image from computer")
    chooser.value.set_files({"name": "plan.png", "mimeType": "image/png", "buffer": paint(size=(200, 150))})
    uploaded = desk.text.locator("img[data-image-id]")
    expect(uploaded).to_have_count(1)
    desk.caret_into("Голос обязателен")
    desk.paste(files=(picture_to_paste("pasted.png"),))
    expect(uploaded).to_have_count(2)
    desk.caret_into("Голос обязателен")
    desk.paste(files=(picture_to_paste("dropped.png"),), kind="drop")
    expect(uploaded).to_have_count(3)

    # The server knows each picture's size and says it: from then on nothing changes any more.
    desk.save()
    saved = desk.html()
    assert IDS.findall(saved) == [image.get_attribute("data-image-id") for image in uploaded.all()]
    desk.save()
    assert desk.html() == saved
    kinds = [block.block_type for block in AdPage.objects.get(pk=ad.pk).get_latest_revision_as_object().body]
    assert kinds.count("picture") == 3


def test_what_is_pasted_arrives_clean_and_is_told(browse):
    page = browse(UserFactory())
    desk = Desk(page).open()
    for sample in (WORD, GOOGLE_DOCS, DISCORD, FORUM):
        desk.text.click()
        page.keyboard.press("Control+A")
        desk.paste(html=sample.html)
        html = desk.html()
        for piece in sample.pieces:
            assert piece in html
        assert not DIRT.search(html), html
        note = page.locator("[data-editor-limits]").get_by_role("status")
        if sample.left_out:
            expect(note).to_contain_text(f"left out: {sample.left_out}.")
    # The pipeline asked no foreign host and broke no policy: `browse` checks both.
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")
    desk.paste(text=VIDEO)
    expect(desk.text.locator(".ck-media__wrapper")).to_have_count(1)
    page.keyboard.press("Control+A")
    page.keyboard.press("Delete")
    desk.paste(text="https://example.com/watch?v=1")
    page.keyboard.press("Space")
    expect(desk.text.get_by_role("link")).to_have_count(1)


def test_pictures_inside_pasted_text_are_uploaded_and_asked_about(browse):
    page = browse(UserFactory())
    desk = Desk(page).open()
    desk.text.click()
    desk.paste(html=WITH_PICTURES.html)
    expect(desk.text.locator("img[data-image-id]")).to_have_count(2)
    ask = page.get_by_label("Describe the picture for those who can’t see it")
    expect(ask).to_have_count(2)
    before = page.locator("aside")
    before.get_by_role("link", name="Picture 2").click()
    expect(ask.nth(1)).to_be_focused()
    page.keyboard.type("Карта подземелья")
    expect(before.get_by_role("link", name="Picture 2")).to_have_count(0)
    assert 'alt="Карта подземелья"' in desk.html()
    ask.first.fill("Она же, ночью")
    expect(before.locator("[data-ready=pictures]")).not_to_have_class("todo")


def test_limits_are_shown_while_writing_and_counted_as_the_server_counts(browse):
    page = browse(UserFactory())
    desk = Desk(page).open()
    for html in COUNTED:
        desk.text.evaluate("(editable, html) => editable.ckeditorInstance.setData(html)", html)
        figures = page.locator("[data-editor-figures]")
        measures = measure(read_document(desk.html()))
        expect(figures).to_contain_text(f"{measures.characters:,} of 20,000 characters")
        for kind in ("videos", "tables"):
            count = getattr(measures, kind)
            if count:
                expect(figures).to_contain_text(f"{kind}: {count} of")
    too_long = (
        "<p>"
        + "слово " * 3_500
        + "</p>"
        + f'<figure class="media"><oembed url="{VIDEO}"></oembed></figure>' * 6
    )
    desk.text.evaluate("(editable, html) => editable.ckeditorInstance.setData(html)", too_long)
    limits = page.locator("[data-editor-limits]")
    expect(limits).to_contain_text("999 characters over the limit of 20,000")
    expect(limits).to_contain_text("Too many videos: take 1 away")
    expect(page.locator(".ck-aria-live-region-list").first).to_contain_text("Too many videos")
    expect(page.locator("[data-ready=text]")).to_have_class("todo")


def test_a_preview_saves_nothing_and_brings_everything_back(browse):
    page = browse(UserFactory())
    desk = Desk(page).open()
    page.get_by_label("Title").fill("Ещё не решено")
    page.get_by_role("radio", name="Healers").focus()
    page.keyboard.press("Space")
    desk.text.click()
    page.keyboard.type("Черновые слова")
    desk.send("Preview")
    expect(page.get_by_role("heading", name="Ещё не решено")).to_be_visible()
    expect(page.get_by_role("article")).to_contain_text("Черновые слова")
    page.get_by_role("button", name="Back to writing").click()
    expect(desk.text).to_contain_text("Черновые слова")
    expect(page.get_by_label("Title")).to_have_value("Ещё не решено")
    assert not AdPage.objects.filter(title="Ещё не решено").exists()


def test_a_listing_is_written_without_a_script(browse):
    author = UserFactory()
    page = browse(author, java_script_enabled=False)
    page.goto("/my/listings/new/")
    page.get_by_label("Title").fill("Без скриптов")
    page.locator("input[value=tanks]").check()
    page.get_by_label("Text", exact=True).fill("Первая строка\nвторая\n\nНовый абзац")
    page.get_by_role("button", name="Preview").click()
    expect(page.locator(".prose p")).to_have_count(2)
    page.get_by_role("button", name="Back to writing").click()
    expect(page.get_by_label("Title")).to_have_value("Без скриптов")
    page.get_by_role("button", name="Send to a moderator").click()
    expect(page).to_have_url("/my/listings/")
    entry = BoardEntry.objects.get(author=author)
    assert (entry.status, entry.excerpt) == (
        AdStatus.IN_MODERATION,
        "Первая строка вторая Новый абзац",
    )


def test_an_empty_form_says_what_is_missing_and_keeps_what_was_typed(browse):
    page = browse(UserFactory())
    desk = Desk(page).open()
    desk.text.click()
    page.keyboard.type("Уже кое-что написано")
    page.keyboard.press("Alt+F10")
    expect(page.locator(".ck-toolbar button:focus")).to_have_count(1)
    desk.send("Send to a moderator")
    expect(page.locator("main").get_by_role("alert").first).to_be_focused()
    expect(page.get_by_label("Title")).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_text("Choose one of the ten categories.")).to_be_visible()
    expect(desk.text).to_contain_text("Уже кое-что написано")
    assert not BoardEntry.objects.filter(status=AdStatus.IN_MODERATION, excerpt__contains="кое-что").exists()
    page.get_by_label("Title").fill("Куплю руду")
    expect(page.get_by_label("Title")).not_to_have_attribute("aria-invalid", "true")
    page.locator(".ten label").first.click()
    expect(page.locator("main").get_by_text("Choose one of the ten categories.")).to_have_count(0)
    expect(page.locator("main .says-bad[tabindex]")).to_have_count(0)


def test_the_size_of_a_table_is_picked_from_ten_rows_of_ten(browse):
    desk = Desk(browse(UserFactory(), width=360, is_mobile=True, has_touch=True)).open()
    desk.text.tap()
    desk.page.locator(".ck-toolbar__grouped-dropdown > button").tap()
    # No button's words cover this one.
    desk.page.locator(".ck-toolbar").get_by_role("button", name="Insert table").first.tap()
    boxes = desk.page.locator(".ck-insert-table-dropdown-grid-box")
    expect(boxes.first).to_be_visible()
    places = boxes.evaluate_all("(boxes) => boxes.map((box) => [box.offsetLeft, box.offsetTop])")
    assert len({left for left, _ in places}) == len({top for _, top in places}) == 10
