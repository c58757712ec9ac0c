"""When a player plays: said in the settings, shown on the public page only if wanted."""

import pytest

from accounts import services
from accounts.models import User
from accounts.tests.factories import UserFactory
from common.week import Week

PAGE = "/my/settings/"
SENT = {"panel": "hours", "hours-week": ["21", "22", "167"]}


def test_the_hours_are_saved_and_ticked_again(signed_in, player):
    assert signed_in.post(PAGE, SENT).status_code == 302
    player.refresh_from_db()
    assert player.week == Week.of([21, 22, 167])
    assert not player.shows_play_week
    page = signed_in.get(PAGE).text
    assert page.count('name="hours-week"') == 168
    assert 'value="167" aria-label="Воскресенье 23:00" checked' in page
    assert signed_in.post(PAGE, {"panel": "hours"}).status_code == 302
    player.refresh_from_db()
    assert not player.week


@pytest.mark.parametrize("hour", ["168", "-1", "x"])
def test_an_hour_that_is_none_is_refused_at_its_field(signed_in, player, hour):
    page = signed_in.post(PAGE, SENT | {"hours-week": ["21", hour]})
    assert page.status_code == 200
    assert 'id="id_hours-week_error"' in page.text
    assert not User.objects.get(pk=player.pk).play_week


def test_the_public_page_tells_the_hours_only_if_the_player_wants(signed_in, player, client):
    reader = UserFactory(time_zone="Asia/Omsk")
    address = player.get_absolute_url()
    signed_in.post(PAGE, SENT)
    client.cookies["django_language"] = "en"
    assert "21:00" not in client.get(address).text
    services.change_play_week(week=Week.of([21, 22]), shown=True, by=player)
    assert "Mon 21:00–23:00" in client.get(address).text
    assert "(Moscow, UTC+3)" in client.get(address).text
    client.force_login(reader)
    assert "Tue 00:00–02:00" in client.get(address).text


def test_a_changed_week_drops_the_cached_profile(
    player, client, settings, django_capture_on_commit_callbacks
):
    settings.PAGE_CACHE_SECONDS = 60
    client.get(player.get_absolute_url())
    with django_capture_on_commit_callbacks(execute=True):
        services.change_play_week(week=Week.of([3]), shown=True, by=player)
    assert "03:00–04:00" in client.get(player.get_absolute_url()).text
