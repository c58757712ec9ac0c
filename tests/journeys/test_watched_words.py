"""A rule about words from its first draft to the player whom it stops."""

from __future__ import annotations

from uuid import uuid4

from playwright.sync_api import expect

from accounts.tests.factories import UserFactory
from ads.models import BoardEntry
from ads.tests.factories import AdFactory
from tests.support.desk import Desk


def test_a_rule_is_tried_switched_on_and_stops_a_player(browse, tavern):
    word, player = f"ставки{uuid4().hex[:6]}", UserFactory()
    stands = AdFactory(live=True, title=f"Лучшие {word.upper()} рядом")
    desk = browse(UserFactory(moderator=True))
    desk.goto("/cms/snippets/moderation/watchedword/add/")
    desk.get_by_role("textbox", name="What to watch for").fill(word)
    desk.get_by_role("combobox", name="What happens").select_option("block")
    with desk.expect_popup() as opened:
        desk.get_by_role("button", name="Look what it would find").click()
    tried = opened.value
    expect(tried.get_by_role("heading", name="1 live listing")).to_be_visible()
    expect(tried.get_by_role("link", name=stands.title)).to_be_visible()
    expect(tried.locator("mark")).to_have_text(word.upper())

    desk.bring_to_front()
    desk.get_by_role("checkbox", name="On").check()
    desk.get_by_role("button", name="Save").click()
    expect(desk.get_by_role("link", name=word)).to_be_visible()

    page = browse(player)
    writing = Desk(page).open()
    page.get_by_label("Title").fill("Зову друзей в отряд")
    page.locator("input[value=healers]").check()
    writing.text.click()
    page.keyboard.type(f"Вечером {word} и рейд")
    page.get_by_role("button", name="Send to a moderator").click()
    expect(page.get_by_text(f"«{word}»").first).to_be_visible()
    expect(writing.text).to_have_text(f"Вечером {word} и рейд")
    expect(page.get_by_label("Title")).to_have_value("Зову друзей в отряд")
    assert not BoardEntry.objects.filter(author=player).exists()
