"""Writing: the real editor, everything that a listing may hold, and nothing lost on the way."""

from __future__ import annotations

import re
from base64 import b64encode
from uuid import uuid4

from playwright.sync_api import expect

from accounts.tests.factories import UserFactory
from ads.models import AdPage, AdStatus, BoardEntry
from ads.tests.factories import AdFactory
from content.tests.pictures import paint
from tests.support.desk import Desk

FROM_WORD = """<html xmlns:w="urn:schemas-microsoft-com:office:word">
<head><style>p.MsoNormal{margin:0cm}</style></head><body lang=RU><!--StartFragment-->
<p class=MsoNormal style='mso-margin-top-alt:auto'><b style='mso-bidi-font-weight:normal'><span
style='font-size:14.0pt;color:red'>Из Ворда</span></b><o:p></o:p></p>
<p class=MsoNormal onclick="steal()">и <a href="javascript:steal()">ссылка</a><script>steal()</script></p>
<!--EndFragment--></body></html>"""
IDS = re.compile(r'data-image-id="([^"]+)"')
VIDEO = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"


def picture(name: str) -> dict[str, str]:
    return {"name": name, "type": "image/png", "bytes": b64encode(paint(size=(320, 240))).decode()}


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
    desk.paste(files=(picture("pasted.png"),))
    expect(uploaded).to_have_count(2)
    desk.caret_into("Голос обязателен")
    desk.paste(files=(picture("dropped.png"),), kind="drop")
    expect(uploaded).to_have_count(3)

    # The server knows each picture's size and says it: from then on nothing changes any more.
    desk.save()
    saved = desk.html()
    assert IDS.findall(saved) == [image.get_attribute("data-image-id") for image in uploaded.all()]
    desk.save()
    assert desk.html() == saved
    kinds = [block.block_type for block in AdPage.objects.get(pk=ad.pk).get_latest_revision_as_object().body]
    assert kinds.count("picture") == 3


def test_what_is_pasted_from_word_arrives_clean(browse):
    author = UserFactory()
    ad = AdFactory(author=author)
    page = browse(author)
    # The policy forbids the pasted styles and handlers, and says so.
    page.watch.expect("Content Security Policy")
    desk = Desk(page).open(f"/my/listings/{ad.pk}/edit/")
    desk.text.click()
    page.keyboard.press("Control+A")
    desk.paste(html=FROM_WORD)
    expect(desk.text).to_contain_text("Из Ворда")
    desk.save()
    kept = desk.html()
    assert "<strong>Из Ворда</strong>" in kept
    for dirt in ("mso", "Mso", "style=", "color", "javascript", "script", "onclick", "o:p"):
        assert dirt not in kept


def test_a_file_that_is_no_picture_is_refused_in_words(browse):
    page = browse(UserFactory())
    page.watch.expect("400", "415")
    desk = Desk(page).open()
    desk.text.click()
    with page.expect_file_chooser() as chooser:
        desk.press("Upload image from computer")
    chooser.value.set_files(
        {"name": "trap.png", "mimeType": "image/png", "buffer": b"<svg onload='steal()'/>"}
    )
    expect(page.locator(".messages").get_by_role("alert")).to_be_visible()
    expect(desk.text.locator("img")).to_have_count(0)


def test_an_empty_form_says_what_is_missing_and_keeps_what_was_typed(browse):
    page = browse(UserFactory())
    desk = Desk(page).open()
    desk.text.click()
    page.keyboard.type("Уже кое-что написано")
    desk.send("Send to a moderator")
    expect(page.get_by_label("Title")).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_text("Choose one of the ten categories.")).to_be_visible()
    expect(desk.text).to_contain_text("Уже кое-что написано")
    assert not BoardEntry.objects.filter(status=AdStatus.IN_MODERATION, excerpt__contains="кое-что").exists()
