"""The account API for apps and bots: /_allauth/app/v1/."""

from __future__ import annotations

import pytest
from django.test import Client, override_settings

from accounts.models import User
from accounts.tests.factories import PASSWORD, UserFactory
from accounts.tests.mailbox import last_code, last_letter, letters_to, wrong_code

BASE = "/_allauth/app/v1"
EMAIL = "bot@example.com"
SIGN_UP = {"email": EMAIL, "password": "длинный-пароль-7", "display_name": "Железный дровосек"}


class App:
    """An app that keeps the session token it was given."""

    def __init__(self) -> None:
        self.client = Client()
        self.token = ""

    def call(self, method: str, path: str, data=None, **headers):
        if self.token:
            headers["X-Session-Token"] = self.token
        call = getattr(self.client, method)
        options = {} if data is None else {"data": data, "content_type": "application/json"}
        answer = call(path if path.startswith("/api") else BASE + path, headers=headers, **options)
        if "json" in answer.get("Content-Type", ""):
            body = answer.json()
            token = body.get("meta", {}).get("session_token") if isinstance(body, dict) else None
            self.token = token or self.token
        return answer

    def me(self) -> int:
        return self.call("get", "/api/v1/me/").status_code


@pytest.fixture
def app(db) -> App:
    return App()


def pending(answer) -> list[str]:
    return [flow["id"] for flow in answer.json()["data"]["flows"] if flow.get("is_pending")]


def test_an_app_signs_up_confirms_and_uses_the_api(app):
    answer = app.call("post", "/auth/signup", SIGN_UP)
    assert answer.status_code == 401
    assert pending(answer) == ["verify_email"]
    assert app.me() == 401
    user = User.objects.get()
    assert (user.display_name, bool(user.rules_accepted_at)) == ("Железный дровосек", True)
    answer = app.call("post", "/auth/email/verify", {"key": last_code(EMAIL)})
    assert answer.status_code == 200
    assert app.me() == 200


def test_sign_up_and_log_in_take_the_contracts_fields_alone(app, player):
    assert app.call("post", "/auth/login", {"email": player.email, "password": PASSWORD}).status_code == 200
    assert app.me() == 200


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("email", "nope"),
        ("display_name", ""),
        ("display_name", "Mapтa"),
        ("display_name", "Рыжая Марта"),
        ("password", "123"),
    ],
)
def test_bad_fields_are_named(app, player, field, value):
    answer = app.call("post", "/auth/signup", SIGN_UP | {field: value})
    assert answer.status_code == 400
    assert {error["param"] for error in answer.json()["errors"]} == {field}
    assert User.objects.count() == 1


def test_a_missing_name_is_named(app):
    answer = app.call("post", "/auth/signup", {"email": EMAIL, "password": "длинный-пароль-7"})
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["param"] == "display_name"


def test_a_known_address_is_answered_like_an_unknown_one(app, player):
    other = App()
    known = app.call("post", "/auth/signup", SIGN_UP | {"email": player.email, "display_name": "Другой"})
    unknown = other.call("post", "/auth/signup", SIGN_UP)

    def shape(answer):
        body = answer.json()
        body["meta"].pop("session_token")
        return answer.status_code, body

    assert shape(known) == shape(unknown)
    assert last_letter(player.email).kind == "already-registered"
    guesses = [app.call("post", "/auth/email/verify", {"key": "CCCC-CCCC"}).status_code for _ in range(4)]
    assert guesses == [
        other.call("post", "/auth/email/verify", {"key": "CCCC-CCCC"}).status_code for _ in range(4)
    ]


def test_three_wrong_codes_void_the_right_one(app):
    app.call("post", "/auth/signup", SIGN_UP)
    wrong = [app.call("post", "/auth/email/verify", {"key": wrong_code(EMAIL)}).status_code for _ in range(3)]
    assert wrong == [400, 400, 400]
    assert app.call("post", "/auth/email/verify", {"key": last_code(EMAIL)}).status_code == 409
    assert app.me() == 401


def test_an_expired_code_opens_nothing(app, later):
    app.call("post", "/auth/signup", SIGN_UP)
    later(15 * 60 + 1)
    assert app.call("post", "/auth/email/verify", {"key": last_code(EMAIL)}).status_code == 409


def test_a_new_code_comes_after_a_wait(app, later):
    with override_settings(LIMITS_FACTOR=1):
        app.call("post", "/auth/signup", SIGN_UP)
        refused = app.call("post", "/auth/email/verify/resend")
        assert refused.status_code == 429
        assert refused["Retry-After"]
        later(11)
        assert app.call("post", "/auth/email/verify/resend").status_code == 200
    assert len(letters_to(EMAIL)) == 2
    assert app.call("post", "/auth/email/verify", {"key": last_code(EMAIL)}).status_code == 200


def test_a_wrong_password_is_a_400(app, player):
    answer = app.call("post", "/auth/login", {"email": player.email, "password": "nope"})
    assert answer.status_code == 400
    assert app.me() == 401


def test_logging_out_ends_the_token(app, player):
    app.call("post", "/auth/login", {"email": player.email, "password": PASSWORD})
    token = app.token
    assert app.call("delete", "/auth/session").status_code == 401
    app.token = token
    assert app.me() == 401


def test_a_code_opens_the_door(app, player):
    assert pending(app.call("post", "/auth/code/request", {"email": player.email})) == ["login_by_code"]
    assert app.call("post", "/auth/code/confirm", {"code": last_code(player.email)}).status_code == 200
    assert app.me() == 200


def test_a_stranger_gets_no_code_letter(app, player):
    other = App()
    known = app.call("post", "/auth/code/request", {"email": player.email})
    unknown = other.call("post", "/auth/code/request", {"email": "stranger@example.com"})
    assert (known.status_code, pending(known)) == (unknown.status_code, pending(unknown))
    assert not letters_to("stranger@example.com")


def test_an_unconfirmed_address_gets_no_log_in_code(app):
    UserFactory(email="new@example.com", unconfirmed=True)
    assert pending(app.call("post", "/auth/code/request", {"email": "new@example.com"})) == ["login_by_code"]
    assert not letters_to("new@example.com")


def test_a_forgotten_password_is_set_anew(app, player):
    answer = app.call("post", "/auth/password/request", {"email": player.email})
    assert pending(answer) == ["password_reset_by_code"]
    reset = {"key": last_code(player.email), "password": "совсем-новый-пароль-9"}
    assert app.call("post", "/auth/password/reset", reset).status_code == 401
    again = {"email": player.email, "password": "совсем-новый-пароль-9"}
    assert App().call("post", "/auth/login", again).status_code == 200


def test_a_password_request_for_a_stranger_is_answered_alike(app, player):
    other = App()
    known = app.call("post", "/auth/password/request", {"email": player.email})
    unknown = other.call("post", "/auth/password/request", {"email": "stranger@example.com"})
    assert (known.status_code, pending(known)) == (unknown.status_code, pending(unknown))
    assert not letters_to("stranger@example.com")
    reset = {"key": "CCCC-CCCC", "password": "совсем-новый-пароль-9"}
    assert other.call("post", "/auth/password/reset", reset).status_code == 400


def test_the_e_mail_changes_by_code_right_after_sign_up(app):
    app.call("post", "/auth/signup", SIGN_UP)
    app.call("post", "/auth/email/verify", {"key": last_code(EMAIL)})
    assert app.call("post", "/account/email", {"email": "second@example.com"}).status_code == 200
    answer = app.call("post", "/auth/email/verify", {"key": last_code("second@example.com")})
    assert answer.status_code == 200
    assert User.objects.get().email == "second@example.com"


def test_an_address_held_by_an_unconfirmed_sign_up_goes_to_who_proves_it(app, player):
    squatter = UserFactory(email="mine@example.com", unconfirmed=True)
    app.call("post", "/auth/login", {"email": player.email, "password": PASSWORD})
    app.call("post", "/account/email", {"email": "mine@example.com"})
    answer = app.call("post", "/auth/email/verify", {"key": last_code("mine@example.com")})
    assert answer.status_code == 200
    player.refresh_from_db()
    assert player.email == "mine@example.com"
    assert not User.objects.filter(pk=squatter.pk).exists()


def test_an_old_session_proves_itself_before_the_e_mail_changes(app, player, later):
    app.call("post", "/auth/login", {"email": player.email, "password": PASSWORD})
    later(301)
    assert app.call("post", "/account/email", {"email": "second@example.com"}).status_code == 401
    assert app.call("post", "/auth/reauthenticate", {"password": PASSWORD}).status_code == 200
    assert app.call("post", "/account/email", {"email": "second@example.com"}).status_code == 200


def test_the_slower_of_two_with_one_name_is_told(app, player, monkeypatch):
    monkeypatch.setattr("accounts.forms.sign_up.name_is_taken", lambda *args, **kwargs: False)
    answer = app.call("post", "/auth/signup", SIGN_UP | {"display_name": player.display_name})
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["param"] == "display_name"


def test_browsers_have_no_headless_client(visitor):
    assert visitor.get("/_allauth/browser/v1/auth/session/").status_code == 404


def test_an_unknown_token_is_a_410_there_and_a_401_in_the_api(app):
    app.token = "nothing-like-a-token"
    assert app.call("get", "/auth/session").status_code == 410
    assert app.me() == 401


def test_an_app_that_waits_for_a_code_logs_in_all_the_same(app, player):
    app.call("post", "/auth/signup", SIGN_UP | {"email": player.email})
    assert app.call("post", "/auth/login", {"email": player.email, "password": PASSWORD}).status_code == 200
    assert app.me() == 200
