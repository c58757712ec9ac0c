"""Pictures that don't arrive: the author hears why, and loses nothing else."""

from __future__ import annotations

from playwright.sync_api import expect

from accounts.tests.factories import UserFactory
from content.limits import MAX_UPLOAD
from tests.support.desk import Desk
from tests.support.pictures import picture_to_paste


def test_a_failed_upload_says_why_and_can_be_tried_again(browse):
    page = browse(UserFactory())
    page.watch.expect("Failed to load resource", "ERR_FAILED")
    desk = Desk(page).open()
    desk.text.click()
    page.keyboard.type("До картинки")
    page.route("**/api/v1/images/", lambda route: route.abort())
    desk.paste(files=(picture_to_paste("plan.png"),))
    failed = page.locator(".upload").get_by_role("alert")
    expect(failed).to_contain_text("plan.png wasn’t uploaded. There is no connection.")
    page.unroute("**/api/v1/images/")
    page.get_by_role("button", name="Try again").click()
    expect(desk.text.locator("img[data-image-id]")).to_have_count(1)
    expect(failed).to_have_count(0)


def test_a_picture_that_is_too_large_is_not_even_sent(browse):
    page, sent = browse(UserFactory()), []
    page.on("request", lambda request: sent.append(request.url) if "/images/" in request.url else None)
    desk = Desk(page).open()
    desk.text.click()
    desk.paste(files=(picture_to_paste("plan.png", more=bytes(MAX_UPLOAD)),))
    failed = page.locator(".upload").get_by_role("alert")
    expect(failed).to_contain_text("plan.png wasn’t uploaded. The file is larger than 8 MB.")
    expect(failed).not_to_contain_text("connection")
    assert not sent


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
    expect(page.locator(".upload").get_by_role("alert")).to_contain_text("trap.png wasn’t uploaded.")
    expect(desk.text.locator("img")).to_have_count(0)
    page.get_by_role("button", name="Remove").click()
    expect(page.locator(".upload")).to_have_count(0)
