"""Facts of the game, from the writing form to the reader who plays at the same hours."""

from __future__ import annotations

from uuid import uuid4

from playwright.sync_api import Page, expect

from accounts.services import change_play_week
from accounts.tests.factories import UserFactory
from ads.models import AdPage, PlayHours, Server
from common.week import Week
from tests.support.axe import findings, load_axe
from tests.support.desk import Desk


def open_week(page: Page) -> None:
    page.get_by_text("Mark the hours").click()


def test_an_author_says_facts_and_a_reader_finds_the_hours_in_common(browse):
    server = Server.objects.create(name=f"Тракт {uuid4().hex[:6]}")
    PlayHours.objects.create(name=f"ночью {uuid4().hex[:6]}")
    author, reader = UserFactory(), UserFactory(time_zone="Asia/Omsk")
    change_play_week(week=Week.of([24, 25]), shown=False, by=reader)

    page = browse(author)
    desk = Desk(page).open()
    title = f"Состав по вечерам {uuid4().hex[:6]}"
    page.get_by_label("Title").fill(title)
    page.get_by_role("radio", name="Healers").check()
    page.get_by_role("radio", name="Wanted").check()
    page.get_by_label("Server").select_option(label=server.name)
    open_week(page)
    # Drawn with the mouse from one hour to another, then one more by the keyboard.
    page.get_by_role("checkbox", name="Monday 21:00").hover()
    page.mouse.down()
    page.get_by_role("checkbox", name="Monday 22:00").hover()
    page.mouse.up()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("checkbox", name="Monday 23:00")).to_be_focused()
    page.keyboard.press("Space")
    load_axe(page)
    assert findings(page) == []
    desk.save()
    ad = AdPage.objects.get(title=title)
    assert (ad.kind, ad.server_id, ad.playing.hours) == ("wanted", server.pk, [21, 22, 23])
    ad.get_latest_revision().publish(user=author, skip_permission_checks=True)

    for width, theme in ((360, "dark"), (1280, "light")):
        there = browse(reader, width=width, theme=theme)
        there.goto(f"/board/?kind=wanted&server={server.pk}")
        expect(there.get_by_role("link", name=f"{server.name} take away")).to_be_visible()
        there.get_by_role("link", name=title).click()
        # Three hours later by the clocks of Omsk.
        expect(there.get_by_text("Tue 00:00–03:00 (your time)")).to_be_visible()
        expect(there.get_by_text("2 hours a week in common")).to_be_visible()
        load_axe(there)
        assert findings(there) == []


def test_the_week_is_filled_without_scripts(browse):
    player = UserFactory()
    page = browse(player, width=360, java_script_enabled=False)
    page.goto("/my/settings/")
    open_week(page)
    page.get_by_role("checkbox", name="Sunday 23:00").check()
    page.get_by_role("checkbox", name="Monday 00:00").check()
    form = page.get_by_role("region", name="When I play")
    form.get_by_role("button", name="Save").click()
    expect(page.get_by_text("2 hours are marked")).to_be_visible()
    player.refresh_from_db()
    assert player.week.hours == [0, 167]
