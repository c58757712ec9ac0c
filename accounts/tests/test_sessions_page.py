"""Where one is signed in: seen, ended one by one."""

from __future__ import annotations

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from accounts import services, tasks
from accounts.models import User
from accounts.selectors.people import with_last_seen
from accounts.tests.factories import PASSWORD, UserFactory
from accounts.tests.test_headless import App
from common.errors import NotFound

PAGE = "/accounts/sessions/"


def log_in(user, agent: str) -> Client:
    client = Client(headers={"user-agent": agent, "accept-language": "en"})
    client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    return client


@pytest.fixture
def two(player):
    return log_in(player, "Mozilla/5.0 (Android) Chrome/130"), log_in(player, "Mozilla/5.0 (X11) Firefox/130")


def test_the_list_names_devices_and_when_they_were_last_seen(two):
    page = two[0].get(PAGE).text
    assert "Chrome, Android" in page
    assert "Firefox, Linux" in page
    assert page.count("last seen") == 2
    assert page.count("Sign out there:") == 1


def test_one_is_ended_and_the_others_stay(two, player):
    phone, desktop = two
    other = UserSession.objects.get(user=player, user_agent__contains="Firefox")
    assert phone.post(f"/my/settings/sessions/{other.pk}/end/").url == PAGE
    assert desktop.get("/my/settings/").status_code == 302
    assert phone.get("/my/settings/").status_code == 200


def test_all_others_are_ended_at_once(two):
    phone, desktop = two
    phone.post(PAGE)
    assert desktop.get("/my/settings/").status_code == 302
    assert phone.get("/my/settings/").status_code == 200


def test_somebody_elses_session_is_not_there_to_end(two, player):
    session = UserSession.objects.filter(user=player).first()
    with pytest.raises(NotFound):
        services.end_session(session_id=session.pk, by=UserFactory())
    stranger = Client()
    assert stranger.post(f"/my/settings/sessions/{session.pk}/end/").url.startswith("/accounts/login/")
    assert two[0].get(f"/my/settings/sessions/{session.pk}/end/").status_code == 405
    assert UserSession.objects.filter(pk=session.pk).exists()


def test_the_time_is_noted_once_in_a_while_and_not_with_every_page(two, player, later):
    sessions = UserSession.objects.filter(user=player, user_agent__contains="Chrome")
    before = sessions.get().last_seen_at
    two[0].get(PAGE)
    assert sessions.get().last_seen_at == before
    later(301)
    two[0].get(PAGE)
    assert sessions.get().last_seen_at > before


def test_an_apps_session_is_noted_too(player, later):
    app = App()
    app.call("post", "/auth/login", {"email": player.email, "password": PASSWORD})
    before = UserSession.objects.get().last_seen_at
    later(301)
    assert app.me() == 200
    assert UserSession.objects.get().last_seen_at > before


def test_what_is_kept_about_a_log_in_goes_with_its_session(two, player):
    phone, _desktop = two
    over = UserSession.objects.get(user=player, user_agent__contains="Firefox")
    Session.objects.filter(pk=over.session_key).update(expire_date=timezone.now() - timedelta(seconds=1))
    stranger = Session.objects.create(session_key="a" * 32, session_data="", expire_date=timezone.now())
    tasks.forget_ended_sessions()
    assert "Chrome" in UserSession.objects.get().user_agent
    assert not Session.objects.filter(pk__in=(over.session_key, stranger.pk)).exists()
    assert phone.get("/my/settings/").status_code == 200
    phone.post("/accounts/logout/")
    tasks.forget_ended_sessions()
    assert not UserSession.objects.exists()


def test_administrators_see_when_somebody_was_here_whose_sessions_are_forgotten(two, player):
    seen = with_last_seen(User.objects.all())
    assert seen.get(pk=player.pk).last_seen == UserSession.objects.latest("last_seen_at").last_seen_at
    UserSession.objects.all().delete()
    player.refresh_from_db()
    assert seen.get(pk=player.pk).last_seen == player.last_login
