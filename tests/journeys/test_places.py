"""Looking for players by role: named, asked for, filled, full; and what helps while writing."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from accounts.tests.factories import UserFactory
from ads.models import AdPage
from ads.tests.factories import AdFactory, places
from tests.support.desk import Desk
from tests.support.inbox import ready

PHONE = 360


def test_a_duplicate_is_shown_while_the_title_is_typed_and_places_are_named(browse):
    author = UserFactory()
    title = "Целитель на ночную вахту у маяка"
    own = AdFactory(author=author, title=title)
    page = browse(author, width=PHONE)
    desk = Desk(page).open()
    page.get_by_label("Title").fill(title)
    similar = page.get_by_role("region", name="Similar listings")
    link = similar.get_by_role("link", name=title)
    expect(link).to_have_attribute("href", f"/my/listings/{own.pk}/edit/")
    expect(page.get_by_text("Similar listings are shown below the category: 1.")).to_have_count(1)
    page.get_by_label("Title").fill("ё")
    expect(similar).to_be_hidden()

    page.get_by_label("Title").fill("Собираем рейд в пятницу")
    page.get_by_role("radio", name="Healers").check(force=True)
    desk.text.fill("Вечером, с голосом.")
    page.locator("summary", has_text="Whom you look for").press("Enter")
    page.get_by_label("Healers", exact=True).and_(page.get_by_role("spinbutton")).fill("2")
    desk.save()
    assert AdPage.objects.get(title="Собираем рейд в пятницу").slots == places(healers=2)


def test_the_last_place_is_filled_from_the_inbox_and_freed_again(browse, settings):
    settings.UNDO_SECONDS = 120
    ad = AdFactory(live=True, slots=places(tanks=1, healers=1))
    address = ad.public_path
    for role in ("Tanks", "Healers"):
        player = browse(UserFactory(), width=PHONE)
        player.goto(address)
        player.get_by_label("For which place").select_option(label=f"{role} (1 left)")
        player.get_by_label(f"Your answer to {ad.owner}").fill("Приду в среду.")
        player.get_by_role("button", name="Send the response").click()
        expect(player.get_by_role("region", name="Your response")).to_contain_text(role)

    desk = browse(ad.owner)
    for _turn in range(2):
        desk.goto("/my/responses/")
        ready(desk)
        desk.locator(".letter").first.click()
        expect(desk.locator("#opened")).to_be_focused()
        desk.keyboard.press("a")
        expect(desk.get_by_role("status").filter(has_text="Accepted")).to_be_visible()
    visitor = browse()
    visitor.goto(address)
    roster = visitor.get_by_role("region", name="Places")
    expect(roster).to_contain_text("2 of 2")
    expect(visitor.get_by_text("all places of this listing are taken")).to_be_visible()
    desk.get_by_role("button", name="Undo").first.click()
    expect(desk.get_by_role("status").filter(has_text="Taken back")).to_be_visible()
    visitor.reload()
    expect(roster).to_contain_text("1 of 2")
    expect(visitor.get_by_role("link", name="Sign in to respond")).to_be_visible()


@pytest.mark.parametrize("allowed", [True, False])
def test_one_press_copies_the_line_for_the_games_chat(browse, allowed):
    ad = AdFactory(live=True, title="Ищем хила в рейд")
    page = browse(width=PHONE)
    if allowed:
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    else:
        page.add_init_script("navigator.clipboard.writeText = () => Promise.reject(new Error('forbidden'))")
    page.goto(ad.public_path)
    button = page.get_by_role("button", name="Line for the game’s chat")
    button.press("Enter")
    by_hand = page.get_by_label("copy it from here")
    if allowed:
        expect(page.get_by_role("status").filter(has_text="Copied")).to_have_count(1)
        copied = page.evaluate("navigator.clipboard.readText()")
        expect(by_hand).to_be_hidden()
    else:
        expect(by_hand).to_be_focused()
        copied = page.evaluate("getSelection().toString() || document.activeElement.value")
    assert copied.startswith("Ищем хила в рейд [Healers] http://127.0.0.1:")
    assert copied.endswith(f"/board/{ad.pk}/")
