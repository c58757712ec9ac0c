"""The second factor: for every player, and the only way to power for staff."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.core.cache import cache
from django.test import Client

from accounts import services
from accounts.models import User
from accounts.tests.factories import PASSWORD, UserFactory
from accounts.tests.mailbox import letters_to
from accounts.tests.test_headless import App
from common.errors import IllegalTransition, NotAllowed
from config.settings import accounts as settings_of_accounts
from moderation.models import ModerationAct
from moderation.rights import is_moderator

CODES = "/accounts/2fa/recovery-codes/"
ACTIVATE = "/accounts/2fa/totp/activate/"


@pytest.fixture(autouse=True)
def required(settings, monkeypatch):
    settings.STAFF_SECOND_FACTOR = True
    # The letter and the proof follow the commit, which a test doesn't reach.
    at_once = SimpleNamespace(on_commit=lambda follow: follow())
    monkeypatch.setattr("allauth.mfa.totp.internal.flows.transaction", at_once)


def code_for(secret: str) -> str:
    """What the app shows now, also where the last code was of this half minute, too."""
    cache.clear()
    return totp.format_hotp_value(totp.hotp_value(secret, next(iter(totp.yield_hotp_counters_from_time()))))


def log_in(user: User) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    return client


def set_up(client: Client) -> str:
    """Switch it on as the page leads, and return the secret."""
    secret = client.get(ACTIVATE).context["form"].secret
    assert client.post(ACTIVATE, {"code": code_for(secret)}).url == CODES
    return secret


def test_a_player_switches_it_on_with_a_picture_that_the_policy_allows(player):
    client = log_in(player)
    page = client.get(ACTIVATE)
    assert "data:image/svg+xml;base64," in page.text
    assert "img-src 'self' data:" in page["Content-Security-Policy"]
    set_up(client)
    assert Authenticator.objects.filter(user=player, type="totp").exists()
    assert len(client.get(CODES).context["unused_codes"]) == 10
    assert "recovery-codes.txt" in client.get(f"{CODES}download/")["Content-Disposition"]
    assert [letter.kind for letter in letters_to(player.email)].count("security-notice") == 1


def test_a_code_that_does_not_fit_switches_nothing_on(player):
    client = log_in(player)
    client.get(ACTIVATE)
    page = client.post(ACTIVATE, {"code": "000000"})
    assert 'aria-invalid="true"' in page.text
    assert not Authenticator.objects.exists()


def test_log_in_asks_for_a_code_and_takes_a_recovery_code_once(player):
    client = log_in(player)
    set_up(client)
    spare = client.get(CODES).context["unused_codes"][0]
    for expected in (True, False):
        again = Client(headers={"accept-language": "en"})
        answer = again.post("/accounts/login/", {"login": player.email, "password": PASSWORD})
        assert answer.url == "/accounts/2fa/authenticate/"
        assert again.get("/my/settings/").status_code == 302
        assert again.get("/accounts/2fa/authenticate/").status_code == 200
        again.post("/accounts/2fa/authenticate/", {"code": spare})
        assert (again.get("/my/settings/").status_code == 200) is expected


def test_an_old_session_proves_itself_before_it_sees_codes(player, later):
    client = log_in(player)
    set_up(client)
    later(301)
    for path in (CODES, f"{CODES}download/"):
        assert "/reauthenticate/" in client.get(path).url


def test_switching_it_on_ends_every_other_session(player):
    client, other = log_in(player), log_in(player)
    app = App()
    app.call("post", "/auth/login", {"email": player.email, "password": PASSWORD})
    assert app.me() == 200
    set_up(client)
    assert client.get("/my/settings/").status_code == 200
    assert other.get("/my/settings/").status_code == 302
    assert app.me() == 401


def test_switching_it_off_is_told_by_letter(player):
    client = log_in(player)
    set_up(client)
    client.post("/accounts/2fa/totp/deactivate/")
    assert not Authenticator.objects.exists()
    assert len(letters_to(player.email)) == 2


@pytest.mark.parametrize("role", ["moderator", "editor", "administrator", "staff"])
def test_staff_without_one_get_nothing_of_the_cms(role):
    client = log_in(UserFactory(**{role: True}))
    for path in ("/cms/", "/cms/desk/", "/cms/users/", "/cms/pages/1/edit/"):
        assert client.get(path).url == ACTIVATE
    assert client.post("/cms/desk/next/").url == ACTIVATE
    page = client.get("/cms/desk/", follow=True)
    assert "a password alone doesn’t open this door" in page.text


def test_staff_go_on_to_where_they_wanted(db):
    client = log_in(UserFactory(moderator=True))
    client.get("/cms/desk/?kind=new")
    set_up(client)
    assert 'href="/cms/desk/?kind=new"' in client.get(CODES).text
    assert client.get("/cms/desk/?kind=new").status_code == 200


def test_a_session_of_before_gives_a_code_first(db):
    moderator = UserFactory(moderator=True)
    early, client = Client(headers={"accept-language": "en"}), log_in(moderator)
    secret = set_up(client)
    early.force_login(moderator)
    answer = early.get("/cms/desk/")
    assert answer.url == "/accounts/2fa/reauthenticate/?next=%2Fcms%2Fdesk%2F"
    assert early.post(answer.url, {"code": code_for(secret)}).url == "/cms/desk/"
    assert early.get("/cms/desk/").status_code == 200


def test_staff_do_not_switch_it_off(db):
    moderator = UserFactory(moderator=True)
    client = log_in(moderator)
    set_up(client)
    page = client.post("/accounts/2fa/totp/deactivate/")
    assert "hand the role over first" in page.text
    assert Authenticator.objects.filter(user=moderator).exists()


def test_a_players_door_stays_closed_with_or_without(player):
    client = log_in(player)
    assert client.get("/cms/").status_code == 403
    set_up(client)
    assert client.get("/cms/").status_code == 403


def test_a_session_without_it_grants_no_power_anywhere(db):
    owner = UserFactory(staff=True)
    assert is_moderator(owner)
    client = log_in(owner)
    asked = client.get("/my/settings/").wsgi_request.user
    assert not is_moderator(asked)
    assert not asked.has_perm("accounts.change_user")
    assert not asked.has_module_perms("accounts")


def test_an_apps_token_grants_no_power_either(db):
    owner = UserFactory(staff=True)
    app = App()
    app.call("post", "/auth/login", {"email": owner.email, "password": PASSWORD})
    user = app.call("get", "/api/v1/me/").renderer_context["request"].user
    assert user.pk == owner.pk
    assert not user.has_perm("accounts.change_user")


def test_nothing_is_asked_where_the_board_does_not_require_it(settings):
    settings.STAFF_SECOND_FACTOR = False
    assert log_in(UserFactory(moderator=True)).get("/cms/desk/").status_code == 200


@pytest.fixture
def administrator() -> User:
    return UserFactory(administrator=True, display_name="Старшая Ива")


def test_an_administrator_removes_a_lost_one(settings, player, administrator):
    settings.STAFF_SECOND_FACTOR = False
    client = log_in(player)
    set_up(client)
    desk = Client()
    desk.force_login(administrator)
    assert desk.get(f"/cms/users/unlock/{player.pk}/").status_code == 200
    assert desk.post(f"/cms/users/unlock/{player.pk}/").status_code == 302
    assert not Authenticator.objects.exists()
    assert client.get("/my/settings/").status_code == 302
    assert letters_to(player.email)[-1].kind == "security-notice"
    act = ModerationAct.objects.get(what="player.unlock")
    assert (act.by_name, act.subject_id) == ("Старшая Ива", str(player.pk))


def test_who_may_not_remove_it(player, administrator):
    with pytest.raises(NotAllowed):
        services.remove_second_factor(player_id=player.pk, by=UserFactory(moderator=True))
    with pytest.raises(NotAllowed):
        services.remove_second_factor(player_id=UserFactory(staff=True).pk, by=administrator)
    with pytest.raises(IllegalTransition):
        services.remove_second_factor(player_id=player.pk, by=administrator)


def test_a_moderator_has_no_page_for_that(settings, player):
    settings.STAFF_SECOND_FACTOR = False
    desk = Client()
    desk.force_login(UserFactory(moderator=True))
    for verb in ("unlock", "erase"):
        assert desk.post(f"/cms/users/{verb}/{player.pk}/").status_code in (302, 403)
    assert User.objects.get(pk=player.pk).erased_at is None


def test_it_is_required_unless_the_environment_says_otherwise():
    assert settings_of_accounts.STAFF_SECOND_FACTOR is True
    assert settings_of_accounts.SIGN_UP_SECONDS == 2.0
