"""/players/<id>-<name>/: what everybody may know."""

import pytest
from django.utils.safestring import mark_safe

from accounts import profile_sections
from accounts.tests.factories import UserFactory


def test_the_page_shows_name_and_time_and_never_the_e_mail(visitor, player):
    page = visitor.get(player.get_absolute_url())
    assert page.status_code == 200
    assert "Рыжая Марта" in page.text
    assert player.email not in page.text
    assert "marta@" not in page.text


@pytest.mark.parametrize("name", ["somebody-else", "", "РЫЖАЯ"])
def test_a_wrong_name_leads_to_the_right_one(visitor, player, name):
    answer = visitor.get(f"/players/{player.pk}-{name}/")
    assert answer.status_code == 301
    assert answer.url == player.get_absolute_url()


def test_nobody_is_a_404(visitor):
    assert visitor.get("/players/999999-nobody/").status_code == 404
    assert visitor.get("/players/99999999999999999999999-nobody/").status_code == 404


def test_a_deactivated_player_is_a_404(visitor):
    assert visitor.get(UserFactory(deactivated=True).get_absolute_url()).status_code == 404


def test_apps_above_add_their_sections(visitor, player, monkeypatch):
    monkeypatch.setattr(profile_sections, "_sections", [])
    profile_sections.register(lambda user, request: [mark_safe(f"<p>Listings of {user.pk}</p>")])
    assert f"<p>Listings of {player.pk}</p>" in visitor.get(player.get_absolute_url()).text


def test_the_page_only_reads(visitor, player):
    assert visitor.post(player.get_absolute_url()).status_code == 405
