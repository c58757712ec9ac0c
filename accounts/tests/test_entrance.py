"""Log-in, log-out, codes, passwords and e-mail by the pages."""

import pytest
from allauth.account.models import EmailAddress
from django.test import Client, override_settings

from accounts.models import User
from accounts.tests.factories import PASSWORD, UserFactory
from accounts.tests.mailbox import last_code, last_letter, letters_to, wrong_code

LOG_IN = "/accounts/login/"
ASK = "/accounts/login/code/"
ENTER = "/accounts/login/code/confirm/"
RESET = "/accounts/password/reset/"
RESET_CODE = "/accounts/password/reset/confirm/"
NEW_PASSWORD = "совсем-новый-пароль-9"


def is_in(client: Client, user: User | None = None) -> bool:
    # A page that only players see: the session's own word would also name one whose access has ended.
    answer = client.get("/my/settings/")
    return answer.status_code == 200 and (user is None or client.session["_auth_user_id"] == str(user.pk))


def log_in(client: Client, email: str = "marta@example.com", password: str = PASSWORD, **more):
    return client.post(LOG_IN, {"login": email, "password": password, **more})


def test_logging_in_leads_home_or_where_one_was_going(visitor, player):
    assert log_in(visitor).url == "/"
    assert is_in(visitor, player)
    assert log_in(Client(), next="/my/settings/").url == "/my/settings/"
    assert log_in(Client(), next="https://evil.example/").url == "/"
    for elsewhere in ("//evil.example/", "settings", "/\\evil.example", "javascript:alert(1)"):
        assert log_in(Client(), next=elsewhere).url == "/"


def test_the_address_is_read_without_case(visitor, player):
    log_in(visitor, email=" MARTA@Example.com ")
    assert is_in(visitor, player)


@pytest.mark.parametrize(("email", "password"), [("marta@example.com", "nope"), ("no@example.com", PASSWORD)])
def test_a_wrong_password_and_an_unknown_address_sound_alike(visitor, player, email, password):
    page = log_in(visitor, email=email, password=password)
    assert page.status_code == 200
    assert page.context["form"].errors.get("__all__")
    assert list(page.context["form"].errors) == ["__all__"]
    assert not is_in(visitor)


@override_settings(LIMITS_FACTOR=1)
def test_guessing_passwords_is_stopped(visitor, player):
    for _ in range(5):
        log_in(visitor, password="nope")
    page = log_in(visitor)
    assert page.status_code == 200
    assert not is_in(visitor)


def test_a_deactivated_player_is_told_so_and_stays_out(visitor):
    UserFactory(email="gone@example.com", deactivated=True)
    answer = log_in(visitor, email="gone@example.com")
    assert answer.status_code in (200, 403)
    assert not is_in(visitor)


def test_an_unconfirmed_player_gets_a_code_at_log_in(visitor):
    UserFactory(email="new@example.com", unconfirmed=True)
    assert log_in(visitor, email="new@example.com").url == "/accounts/confirm-email/"
    visitor.post("/accounts/confirm-email/", {"code": last_code("new@example.com")})
    assert is_in(visitor)


def test_logging_out_takes_a_press(signed_in):
    assert signed_in.get("/accounts/logout/").status_code == 200
    assert is_in(signed_in)
    assert signed_in.post("/accounts/logout/").url == "/"
    assert not is_in(signed_in)


def test_a_code_from_a_letter_opens_the_door(visitor, player):
    assert visitor.post(ASK, {"email": player.email}).url == ENTER
    assert visitor.get(ENTER).status_code == 200
    assert last_letter(player.email).secret
    assert visitor.post(ENTER, {"code": last_code(player.email)}).url == "/"
    assert is_in(visitor, player)


def test_a_log_in_code_works_once(visitor, player):
    visitor.post(ASK, {"email": player.email})
    code = last_code(player.email)
    visitor.post(ENTER, {"code": code})
    other = Client()
    other.post(ASK, {"email": player.email})
    assert other.post(ENTER, {"code": code}).status_code == 200
    assert not is_in(other)


def test_a_stranger_gets_no_letter_and_the_same_page(visitor, player):
    other = Client()
    assert visitor.post(ASK, {"email": "stranger@example.com"}).url == ENTER
    other.post(ASK, {"email": player.email})
    assert not letters_to("stranger@example.com")

    def shown(client: Client, email: str) -> list[str]:
        text = client.get(ENTER).text.replace(email, "…")
        return [line for line in text.splitlines() if "csrfmiddlewaretoken" not in line]

    assert shown(visitor, "stranger@example.com") == shown(other, player.email)
    answers = [visitor.post(ENTER, {"code": "CCCC-CCCC"}).status_code for _ in range(3)]
    assert answers == [200, 200, 302]


def test_a_log_in_code_never_goes_to_an_unconfirmed_address(visitor):
    UserFactory(email="new@example.com", unconfirmed=True)
    assert visitor.post(ASK, {"email": "new@example.com"}).url == ENTER
    assert not letters_to("new@example.com")


def test_a_deactivated_player_gets_no_log_in_code(visitor):
    UserFactory(email="gone@example.com", deactivated=True)
    visitor.post(ASK, {"email": "gone@example.com"})
    assert not letters_to("gone@example.com")


def test_three_wrong_log_in_codes_void_the_right_one(visitor, player):
    visitor.post(ASK, {"email": player.email})
    for _ in range(3):
        visitor.post(ENTER, {"code": wrong_code(player.email)})
    visitor.post(ENTER, {"code": last_code(player.email)})
    assert not is_in(visitor)


def test_an_expired_log_in_code_opens_nothing(visitor, player, later):
    visitor.post(ASK, {"email": player.email})
    later(15 * 60 + 1)
    visitor.post(ENTER, {"code": last_code(player.email)})
    assert not is_in(visitor)


def test_a_forgotten_password_is_set_anew_by_a_code(visitor, player):
    elsewhere = Client()
    log_in(elsewhere)
    assert visitor.post(RESET, {"email": player.email}).url == RESET_CODE
    answer = visitor.post(RESET_CODE, {"code": last_code(player.email)})
    assert answer.url == "/accounts/password/reset/complete/"
    assert visitor.get(answer.url).status_code == 200
    answer = visitor.post(answer.url, {"password1": NEW_PASSWORD})
    assert visitor.get(answer.url).status_code == 200
    assert last_letter(player.email).kind == "security-notice"
    assert not is_in(elsewhere)
    log_in(visitor, password=NEW_PASSWORD)
    assert is_in(visitor, player)
    assert log_in(Client()).status_code == 200


def test_a_weak_new_password_is_refused(visitor, player):
    visitor.post(RESET, {"email": player.email})
    visitor.post(RESET_CODE, {"code": last_code(player.email)})
    page = visitor.post("/accounts/password/reset/complete/", {"password1": "12345678"})
    assert "password1" in page.context["form"].errors
    player.refresh_from_db()
    assert player.check_password(PASSWORD)


def test_the_new_password_page_asks_for_the_code_first(visitor, player):
    assert visitor.get("/accounts/password/reset/complete/").url == RESET
    visitor.post(RESET, {"email": player.email})
    assert visitor.post("/accounts/password/reset/complete/", {"password1": NEW_PASSWORD}).url == RESET_CODE


def test_a_password_reset_for_a_stranger_answers_alike_and_mails_nobody(visitor):
    assert visitor.post(RESET, {"email": "stranger@example.com"}).url == RESET_CODE
    assert visitor.get(RESET_CODE).status_code == 200
    assert not letters_to("stranger@example.com")
    assert visitor.post(RESET_CODE, {"code": "CCCC-CCCC"}).status_code == 200


def test_three_wrong_reset_codes_void_the_right_one(visitor, player):
    visitor.post(RESET, {"email": player.email})
    for _ in range(3):
        visitor.post(RESET_CODE, {"code": wrong_code(player.email)})
    assert visitor.post(RESET_CODE, {"code": last_code(player.email)}).url == "/accounts/login/"


@override_settings(LIMITS_FACTOR=1)
def test_password_letters_are_limited_per_address(visitor, player):
    # Seven, as the minute may turn in between: four of them fall into one.
    answers = [Client().post(RESET, {"email": player.email}) for _ in range(7)]
    refused = [answer for answer in answers if answer.status_code == 429]
    assert [answer.status_code for answer in answers[:3]] == [302, 302, 302]
    assert refused
    assert refused[0]["Retry-After"]


def test_changing_the_password_keeps_this_session_and_ends_the_others(visitor, player):
    elsewhere = Client()
    log_in(visitor)
    log_in(elsewhere)
    form = {"oldpassword": PASSWORD, "password1": NEW_PASSWORD}
    assert visitor.get("/accounts/password/change/").status_code == 200
    assert visitor.post("/accounts/password/change/", form).status_code == 302
    assert is_in(visitor)
    assert not is_in(elsewhere)


def test_changing_the_password_takes_the_old_one(visitor, player):
    log_in(visitor)
    page = visitor.post("/accounts/password/change/", {"oldpassword": "nope", "password1": NEW_PASSWORD})
    assert "oldpassword" in page.context["form"].errors


def test_the_e_mail_changes_once_the_code_is_entered(visitor, player):
    log_in(visitor)
    assert visitor.get("/accounts/email/").status_code == 200
    answer = visitor.post("/accounts/email/", {"email": "new@example.com", "action_add": ""})
    assert answer.url == "/accounts/confirm-email/"
    player.refresh_from_db()
    assert player.email == "marta@example.com"
    assert visitor.get(answer.url).status_code == 200
    visitor.post(answer.url, {"code": last_code("new@example.com")})
    player.refresh_from_db()
    assert player.email == "new@example.com"
    assert list(EmailAddress.objects.values_list("email", "verified", "primary")) == [
        ("new@example.com", True, True)
    ]
    assert last_letter("marta@example.com").kind == "security-notice"
    assert is_in(visitor)


def test_another_players_address_answers_alike_and_is_not_taken(visitor, player):
    UserFactory(email="taken@example.com")
    log_in(visitor)
    answer = visitor.post("/accounts/email/", {"email": "taken@example.com", "action_add": ""})
    assert answer.url == "/accounts/confirm-email/"
    page = visitor.post(answer.url, {"code": last_code("taken@example.com")})
    assert page.status_code == 200
    player.refresh_from_db()
    assert player.email == "marta@example.com"


def test_an_old_session_is_asked_for_the_password_before_the_e_mail_changes(visitor, player, later):
    log_in(visitor)
    later(301)
    answer = visitor.post("/accounts/email/", {"email": "new@example.com", "action_add": ""})
    assert answer.url.startswith("/accounts/reauthenticate/")
    assert visitor.get(answer.url).status_code == 200
    assert not letters_to("new@example.com")


def test_sessions_are_listed_and_ended(visitor, player):
    elsewhere = Client()
    log_in(elsewhere)
    log_in(visitor)
    page = visitor.get("/accounts/sessions/")
    assert page.status_code == 200
    assert len(page.context["sessions"]) == 2
    visitor.post("/accounts/sessions/")
    assert is_in(visitor)
    assert not is_in(elsewhere)


def test_the_second_key_can_be_set_up(visitor, player):
    log_in(visitor)
    assert visitor.get("/accounts/2fa/").status_code == 200
    assert visitor.get("/accounts/2fa/totp/activate/").status_code == 200


@pytest.mark.parametrize(
    "path", ["/my/settings/", "/my/notifications/", "/accounts/email/", "/accounts/password/change/"]
)
def test_private_pages_ask_to_sign_in_and_lead_back(visitor, path):
    answer = visitor.get(path)
    assert answer.status_code == 302
    assert answer.url == f"{LOG_IN}?next={path}"
