"""/my/settings/: sections of several apps on one page."""

import pytest
from django import forms
from django.test import Client

from accounts import settings_panels
from accounts.services import change_profile
from accounts.tests.factories import PASSWORD, UserFactory
from common.errors import NotAllowed

PAGE = "/my/settings/"
PROFILE = {
    "panel": "profile",
    "profile-display_name": "Марта с тракта",
    "profile-language": "en",
    "profile-time_zone": "Asia/Omsk",
}


def test_the_page_shows_every_section_and_the_keys(signed_in, player):
    page = signed_in.get(PAGE)
    assert page.status_code == 200
    for piece in (
        "panel-profile",
        "panel-letters",
        "/accounts/email/",
        "/accounts/sessions/",
        "/accounts/2fa/",
    ):
        assert piece in page.text
    assert player.email in page.text


def test_name_language_and_time_zone_are_saved(signed_in, player):
    answer = signed_in.post(PAGE, PROFILE)
    assert (answer.status_code, answer.url) == (302, PAGE)
    assert answer.cookies["django_language"].value == "en"
    player.refresh_from_db()
    assert (player.display_name, player.language, player.time_zone) == ("Марта с тракта", "en", "Asia/Omsk")


def test_the_page_speaks_the_chosen_time(signed_in, player, client):
    signed_in.post(PAGE, PROFILE)
    page = signed_in.get(PAGE)
    assert '<option value="Asia/Omsk" selected>' in page.text


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("display_name", ""),
        ("display_name", "Модератор"),
        ("display_name", "Снегирь"),
        ("language", "de"),
        ("time_zone", "Europe/Atlantis"),
    ],
)
def test_what_does_not_fit_is_told_at_its_field(signed_in, player, field, value):
    UserFactory(display_name="Снегирь")
    page = signed_in.post(PAGE, PROFILE | {f"profile-{field}": value})
    assert page.status_code == 200
    assert 'aria-invalid="true"' in page.text
    player.refresh_from_db()
    assert player.display_name == "Рыжая Марта"


def test_one_keeps_ones_own_name(signed_in, player):
    assert signed_in.post(PAGE, PROFILE | {"profile-display_name": "рыжая марта"}).status_code == 302


def test_an_unknown_section_changes_nothing(signed_in):
    assert signed_in.post(PAGE, {"panel": "nothing"}).status_code == 200


def test_a_section_of_an_upper_app_is_saved_by_its_own_verb(signed_in, player, monkeypatch):
    monkeypatch.setattr(settings_panels, "_panels", dict(settings_panels._panels))
    saved = []

    class WishForm(forms.Form):
        wish = forms.CharField()

    def save(user, form):
        if form.cleaned_data["wish"] == "gold":
            raise NotAllowed("No gold here.")
        saved.append((user, form.cleaned_data["wish"]))

    settings_panels.register(
        settings_panels.Panel("wishes", "Wishes", lambda user, data: WishForm(data), save)
    )
    assert signed_in.post(PAGE, {"panel": "wishes", "wish": "ale"}).status_code == 302
    assert saved == [(player, "ale")]
    assert "No gold here." in signed_in.post(PAGE, {"panel": "wishes", "wish": "gold"}).text


def test_a_broken_time_zone_breaks_no_page(player):
    player.time_zone = "Mars/Olympus"
    player.save()
    client = Client()
    client.force_login(player)
    assert client.get(PAGE).status_code == 200


def test_the_new_language_confirms_its_own_choice(signed_in):
    signed_in.cookies["django_language"] = "ru"
    page = signed_in.post(PAGE, PROFILE, follow=True)
    assert [str(said) for said in page.context["messages"]] == ["Saved."]
    page = signed_in.post(PAGE, PROFILE | {"profile-language": "ru"}, follow=True)
    assert [str(said) for said in page.context["messages"]] == ["Сохранено."]


@pytest.mark.parametrize("cookie", ["", "ru"])
def test_another_device_speaks_the_language_of_the_account_after_the_log_in(player, cookie):
    change_profile(display_name=player.display_name, language="en", time_zone=player.time_zone, by=player)
    device = Client(headers={"accept-language": "ru"})
    if cookie:
        device.cookies["django_language"] = cookie
    answer = device.post("/accounts/login/", {"login": player.email, "password": PASSWORD})
    assert answer.cookies["django_language"].value == "en"
    assert '<html lang="en">' in device.get(PAGE).text


def test_who_has_chosen_no_language_reads_on_in_that_of_the_device(player):
    device = Client(headers={"accept-language": "en"})
    answer = device.post("/accounts/login/", {"login": player.email, "password": PASSWORD})
    assert (answer.status_code, "django_language" in answer.cookies) == (302, False)
    assert '<html lang="en">' in device.get(PAGE).text
