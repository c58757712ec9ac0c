"""A newsletter from the CMS to a subscriber's mailbox, and out of it by one click."""

from __future__ import annotations

import re
from uuid import uuid4

from playwright.sync_api import Page, expect

from accounts.tests.factories import UserFactory
from newsletter import services
from newsletter.models import Mailing, NewsletterIndexPage, Subscription
from tests.support.letters import letters_to, newest_letter_to


def save_by(page: Page, action: str) -> None:
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("button", name=action).click()


def write_issue(page: Page, title: str) -> None:
    archive = NewsletterIndexPage.objects.get()
    page.goto(f"/cms/pages/add/newsletter/newsletterpage/{archive.pk}/")
    page.get_by_role("textbox", name="Title").fill(title)
    page.get_by_role("textbox", name="Subject").fill(title)
    page.get_by_role("textbox", name="Preheader").fill("Ярмарка, дракон и новые мастера")
    page.get_by_role("button", name="Insert a block").first.click()
    page.get_by_role("option", name="Heading").click()
    page.locator("[data-streamfield-child]").last.get_by_role("textbox").fill("Ярмарка в субботу")
    page.get_by_role("button", name="Save draft").click()
    expect(page.get_by_role("button", name="More actions")).to_be_visible()


def release_after_a_dry_run(page: Page) -> None:
    pace = page.get_by_label("Letters a minute", exact=True)
    pace.fill("6000")
    # Enter counts: it sends nothing, and begins nothing.
    pace.press("Enter")
    expect(page.get_by_role("button", name="Dry run", exact=True)).to_be_visible()
    page.get_by_role("button", name="Send a test").click()
    expect(page.get_by_text("A test is on its way to")).to_be_visible()
    expect(pace).to_have_value("6000")
    page.get_by_role("button", name="Dry run", exact=True).click()
    expect(page.get_by_text("Letters that would go")).to_be_visible()
    expect(pace).to_have_value("6000")
    page.get_by_role("button", name="Release…", exact=True).click()
    expect(page.get_by_text("At most 6000 letters a minute")).to_be_visible()
    page.get_by_role("button", name=re.compile("^Release to")).click()


def test_an_issue_is_written_tried_released_and_stopped_by_its_reader(browse, tavern):
    editor = UserFactory(editor=True)
    reader = UserFactory()
    subscription = services.subscribe(by=reader)
    title = f"Пятничное письмо {uuid4().hex[:6]}"
    page = browse(editor)
    write_issue(page, title)

    with page.context.expect_page() as preview:
        page.goto(page.url)
        page.get_by_role("button", name=re.compile("Toggle preview|Preview")).first.click()
        page.get_by_role("link", name=re.compile("new tab")).click()
    expect(preview.value.get_by_role("heading", name="Ярмарка в субботу")).to_be_visible()

    save_by(page, "Save and send a test to me")
    expect(page.get_by_text(f"A test letter is on its way to {editor.email}.")).to_be_visible()
    assert title in newest_letter_to(editor.email).subject

    save_by(page, "Save and release")
    release_after_a_dry_run(page)
    expect(page.get_by_text("Released. The letters are on their way.")).to_be_visible()
    letter = newest_letter_to(reader.email)
    assert letter.subject == title
    assert "Ярмарка в субботу" in letter.text
    assert letter.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert [one for one in letters_to(editor.email) if one.subject == title] == []

    visitor = browse()
    visitor.goto("/news/")
    visitor.get_by_role("link", name=title).click()
    expect(visitor.get_by_role("heading", name="Ярмарка в субботу")).to_be_visible()

    stop = letter.headers["List-Unsubscribe"].strip("<>")
    visitor.goto(stop)
    subscription.refresh_from_db()
    assert subscription.subscribed, "opening the link changes nothing"
    mail_program = browse().request
    assert mail_program.post(stop, form={"List-Unsubscribe": "One-Click"}).ok
    assert not Subscription.objects.get(pk=subscription.pk).subscribed
    assert Mailing.objects.get(page__title=title).deliveries.count() >= 1
