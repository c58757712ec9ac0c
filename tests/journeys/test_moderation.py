"""Moderating with Wagtail's own means, and what the author and the board see of it."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from accounts.tests.factories import PASSWORD, UserFactory
from ads.models import AdPage, AdStatus, BoardEntry
from ads.tests.factories import AdFactory
from tests.support.desk import Desk
from tests.support.letters import newest_letter_to
from tests.support.pictures import upload_picture

EVERYTHING = """<h2>План</h2><p>Идём <strong>в среду</strong>.</p><ul><li>зелья</li></ul>
<blockquote><p>Без опозданий</p></blockquote>
<figure class="table"><table><tbody><tr><td>танк</td><td>есть</td></tr></tbody></table></figure>
<figure class="media"><oembed url="https://www.youtube.com/watch?v=dQw4w9WgXcQ"></oembed></figure>
<figure class="image"><img data-image-id="{picture}" alt="карта"></figure>"""


@pytest.fixture
def waiting(tavern) -> AdPage:
    """An ad with one of everything, waiting for its first moderator."""
    author = UserFactory()
    body = EVERYTHING.format(picture=upload_picture(by=author))
    return AdFactory(author=author, title=f"Рейд {uuid4().hex[:8]}", body=body, submitted=True)


@pytest.fixture
def moderator(tavern) -> User:
    return UserFactory(moderator=True)


def open_in_cms(page: Page, ad: AdPage) -> None:
    page.goto("/cms/listings/")
    page.get_by_role("link", name=ad.title).click()
    expect(page.get_by_role("button", name="More actions")).to_be_visible()


def choose(page: Page, action: str) -> None:
    """Press one of Wagtail's buttons under the page's form."""
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("button", name=action, exact=True).click()


def status_of(ad: AdPage) -> str:
    return BoardEntry.objects.get(pk=ad.pk).status


def test_what_a_moderator_approves_is_on_the_board_in_search_and_in_the_feed(browse, waiting, moderator):
    page = browse()
    page.goto("/accounts/login/?next=/cms/")
    page.get_by_label("E-mail").fill(moderator.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Come in").click()
    expect(page).to_have_url("/cms/")
    expect(page.get_by_role("link", name=waiting.title).first).to_be_visible()

    # Wagtail may save by itself at the moment of the decision, which it is then refused.
    page.watch.expect("400")
    open_in_cms(page, waiting)
    for shown in ("Без опозданий", "в среду"):
        expect(page.locator("form#page-edit-form")).to_contain_text(shown)
    choose(page, "Approve and Publish")
    expect(page.get_by_role("status").filter(has_text=waiting.title)).to_be_visible()
    assert status_of(waiting) == AdStatus.LIVE

    visitor = browse()
    for address in ("/board/", f"/board/{waiting.category}/", f"/search/?q={waiting.title}"):
        visitor.goto(address)
        expect(visitor.get_by_role("link", name=waiting.title).first).to_be_visible()
    assert waiting.title in visitor.request.get("/board/feed/").text()
    visitor.goto("/board/")
    visitor.get_by_role("link", name=waiting.title).first.click()
    expect(visitor.get_by_role("heading", name=waiting.title, level=1)).to_be_visible()
    expect(visitor.locator(".prose")).to_contain_text("Без опозданий")
    assert waiting.title in newest_letter_to(waiting.owner.email).text


def test_asked_for_changes_the_author_reads_why_changes_and_sends_again(browse, waiting, moderator):
    desk_of_moderator = browse(moderator)
    # Wagtail may save by itself at the moment of the decision, which it is then refused.
    desk_of_moderator.watch.expect("400")
    open_in_cms(desk_of_moderator, waiting)
    choose(desk_of_moderator, "Request changes")
    dialog = desk_of_moderator.get_by_role("dialog")
    dialog.get_by_role("textbox").fill("Уберите цену из названия")
    dialog.get_by_role("button", name=re.compile("Request changes|Submit|Confirm")).click()
    expect(dialog).to_be_hidden()
    expect(desk_of_moderator.get_by_role("status").filter(has_text=waiting.title)).to_be_visible()

    assert "Уберите цену из названия" in newest_letter_to(waiting.owner.email).text
    page = browse(waiting.owner)
    page.goto("/my/listings/")
    mine = page.get_by_role("article", name=waiting.title)
    expect(mine.get_by_text("Уберите цену из названия")).to_be_visible()
    mine.get_by_role("link", name="Change", exact=True).click()
    Desk(page).send("Send to a moderator")
    expect(
        page.get_by_role("article", name=waiting.title).get_by_text("Waits for a moderator.")
    ).to_be_visible()
    assert status_of(waiting) == AdStatus.IN_MODERATION


def test_an_edit_between_look_and_click_is_not_published(browse, waiting, moderator):
    desk_of_moderator = browse(moderator)
    # Wagtail saves by itself too, and is refused in the same way.
    desk_of_moderator.watch.expect("400")
    open_in_cms(desk_of_moderator, waiting)

    page = browse(waiting.owner)
    desk = Desk(page).open(f"/my/listings/{waiting.pk}/edit/")
    page.get_by_label("Title").fill(f"{waiting.title} подменён")
    desk.save("Send the new text instead")

    choose(desk_of_moderator, "Approve and Publish")
    expect(desk_of_moderator.locator(".messages .error")).to_be_visible()
    expect(desk_of_moderator.get_by_role("textbox", name="Title")).to_have_value(f"{waiting.title} подменён")
    assert status_of(waiting) == AdStatus.IN_MODERATION
    visitor = browse()
    visitor.goto(f"/search/?q={waiting.title}")
    expect(visitor.get_by_role("link", name=waiting.title)).to_have_count(0)


def test_a_players_way_to_the_cms_is_closed(browse):
    page = browse(UserFactory())
    page.watch.expect("403")
    answer = page.goto("/cms/")
    assert answer is not None
    assert answer.status == 403
