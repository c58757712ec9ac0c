"""Sign-up by the pages."""

import pytest
from django.test import Client, override_settings
from django.urls import reverse

from accounts import selectors, signals
from accounts.models import User
from accounts.tests.factories import UserFactory
from accounts.tests.mailbox import last_code, last_letter, letters_to, wrong_code

EMAIL = "lis@example.com"
FORM = {"email": EMAIL, "display_name": "Лис в тумане", "password1": "длинный-пароль-7"}
SIGN_UP = "/accounts/signup/"
CONFIRM = "/accounts/confirm-email/"


def sign_up(client: Client, **changes):
    return client.post(SIGN_UP, FORM | changes)


def test_a_player_signs_up_confirms_and_is_in(visitor):
    page = visitor.get(SIGN_UP)
    assert page.status_code == 200
    for field in ("email", "display_name", "password1", "newsletter"):
        assert f'name="{field}"' in page.text
    assert "password2" not in page.text
    assert reverse("home:rules") in page.text
    assert reverse("home:privacy") in page.text

    answer = sign_up(visitor)
    assert (answer.status_code, answer.url) == (302, CONFIRM)
    user = User.objects.get(email=EMAIL)
    assert user.display_name == "Лис в тумане"
    assert user.rules_accepted_at is not None
    assert not user.emailaddress_set.get().verified
    assert "_auth_user_id" not in visitor.session

    assert EMAIL in visitor.get(CONFIRM).text
    answer = visitor.post(CONFIRM, {"code": last_code(EMAIL)})
    assert (answer.status_code, answer.url) == (302, "/")
    assert visitor.session["_auth_user_id"] == str(user.pk)
    assert user.emailaddress_set.get().verified


def test_the_code_is_taken_without_dash_and_in_small_letters(visitor):
    sign_up(visitor)
    answer = visitor.post(CONFIRM, {"code": f" {last_code(EMAIL).replace('-', '').lower()} "})
    assert answer.status_code == 302
    assert "_auth_user_id" in visitor.session


def test_a_code_letter_is_secret_and_first_in_the_queue(visitor):
    sign_up(visitor)
    letter = last_letter(EMAIL)
    assert letter.secret
    assert letter.kind == "sign-up-code"
    assert last_code(EMAIL) in letter.html


def test_a_wrong_code_is_told_at_the_field(visitor):
    sign_up(visitor)
    page = visitor.post(CONFIRM, {"code": wrong_code(EMAIL)})
    assert page.status_code == 200
    assert 'aria-invalid="true"' in page.text
    assert 'aria-describedby="code-error code-hint"' in page.text
    assert 'id="code-error"' in page.text
    assert "_auth_user_id" not in visitor.session


def test_three_wrong_codes_void_the_right_one(visitor):
    sign_up(visitor)
    for _ in range(2):
        assert visitor.post(CONFIRM, {"code": wrong_code(EMAIL)}).status_code == 200
    answer = visitor.post(CONFIRM, {"code": wrong_code(EMAIL)})
    assert answer.url == reverse("account_login")
    assert visitor.post(CONFIRM, {"code": last_code(EMAIL)}).url == reverse("account_login")
    assert "_auth_user_id" not in visitor.session


def test_after_void_codes_logging_in_brings_a_new_one(visitor, later):
    sign_up(visitor)
    for _ in range(3):
        visitor.post(CONFIRM, {"code": wrong_code(EMAIL)})
    later(11)
    answer = visitor.post("/accounts/login/", {"login": EMAIL, "password": FORM["password1"]})
    assert answer.url == CONFIRM
    assert visitor.post(CONFIRM, {"code": last_code(EMAIL)}).url == "/"


def test_an_expired_code_opens_nothing(visitor, later):
    sign_up(visitor)
    later(15 * 60 + 1)
    assert visitor.post(CONFIRM, {"code": last_code(EMAIL)}).url == reverse("account_login")
    assert "_auth_user_id" not in visitor.session


def test_a_new_code_voids_the_one_before(visitor):
    sign_up(visitor)
    first = last_code(EMAIL)
    assert visitor.post(CONFIRM, {"action": "resend"}).url == CONFIRM
    second = last_code(EMAIL)
    assert first != second
    assert visitor.post(CONFIRM, {"code": first}).status_code == 200
    assert visitor.post(CONFIRM, {"code": second}).status_code == 302


@override_settings(LIMITS_FACTOR=1)
def test_a_new_code_has_to_be_waited_for(visitor, later):
    sign_up(visitor)
    page = visitor.post(CONFIRM, {"action": "resend"}, follow=True)
    assert page.status_code == 200
    assert len(letters_to(EMAIL)) == 1
    assert page.context["messages"]
    assert visitor.post(CONFIRM, {"code": last_code(EMAIL)}).status_code == 302


@override_settings(LIMITS_FACTOR=1)
def test_after_the_wait_a_new_code_comes(visitor, later):
    sign_up(visitor)
    later(11)
    visitor.post(CONFIRM, {"action": "resend"})
    assert len(letters_to(EMAIL)) == 2


def test_a_known_address_gets_the_same_answer_and_a_letter_without_a_code(visitor, player):
    before = User.objects.count()
    known = sign_up(visitor, email="MARTA@example.com")
    unknown = sign_up(Client(), display_name="Другое имя")
    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    page = visitor.get(CONFIRM)
    assert page.status_code == 200
    assert "marta@example.com" in page.text
    assert User.objects.count() == before + 1
    letter = last_letter("marta@example.com")
    assert letter.kind == "already-registered"
    assert reverse("account_login") in letter.text


def test_pages_of_known_and_unknown_addresses_are_alike(visitor, player):
    other = Client()
    sign_up(visitor, email=player.email)
    sign_up(other, email="ninth@example.com", display_name="Девятый")

    def shown(client: Client, email: str) -> str:
        text = client.get(CONFIRM).text.replace(email, "…")
        return "\n".join(line for line in text.splitlines() if "csrfmiddlewaretoken" not in line)

    assert shown(visitor, player.email) == shown(other, "ninth@example.com")
    for client in (visitor, other):
        answers = [client.post(CONFIRM, {"code": "CCCC-CCCC"}).status_code for _ in range(3)]
        assert answers == [200, 200, 302]


def test_a_name_used_with_a_known_address_counts_as_taken(visitor, player):
    sign_up(visitor, email=player.email)
    page = sign_up(Client(), email="spy@example.com")
    assert page.status_code == 200
    assert "display_name" in page.context["form"].errors
    assert not User.objects.filter(email="spy@example.com").exists()


@pytest.mark.parametrize("name", ["рыжая марта", "Рыжая Марта", "РЫЖАЯ  МАРТА"])
def test_a_taken_name_is_refused_at_its_field(visitor, player, name):
    page = sign_up(visitor, display_name=name)
    assert page.status_code == 200
    assert list(page.context["form"].errors) == ["display_name"]
    assert 'href="#id_display_name"' in page.text
    assert not User.objects.filter(email=EMAIL).exists()


def test_a_twin_in_another_script_is_refused(visitor):
    UserFactory(display_name="Тор")
    assert "display_name" in sign_up(visitor, display_name="Top").context["form"].errors


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("email", ""),
        ("email", "no-address"),
        ("display_name", ""),
        ("display_name", "Модератор"),
        ("password1", ""),
        ("password1", "12345678"),
        ("password1", "password"),
        ("password1", "коротко"),
    ],
)
def test_bad_fields_are_refused_and_nothing_is_made(visitor, field, value):
    page = sign_up(visitor, **{field: value})
    assert page.status_code == 200
    assert list(page.context["form"].errors) == [field]
    assert not User.objects.exists()
    assert not letters_to(EMAIL)


def test_the_slower_of_two_with_one_name_gets_the_form_again(visitor, player, monkeypatch):
    monkeypatch.setattr("accounts.forms.sign_up.name_is_taken", lambda *args, **kwargs: False)
    page = sign_up(visitor, display_name=player.display_name)
    assert page.status_code == 200
    assert "display_name" in page.context["form"].errors
    assert sign_up(visitor, display_name="Другое имя").status_code == 302


def test_the_newsletter_is_asked_for_by_a_tick_alone(visitor, django_capture_on_commit_callbacks):
    wanted = []

    def note(sender, user, **kwargs):
        wanted.append(user.email)

    signals.newsletter_wanted.connect(note)
    try:
        sign_up(visitor)
        sign_up(Client(), email="second@example.com", display_name="Вторая", newsletter="on")
    finally:
        signals.newsletter_wanted.disconnect(note)
    assert wanted == ["second@example.com"]


def test_starting_over_frees_the_name(visitor):
    sign_up(visitor, email="mistyped@example.com")
    answer = visitor.post(reverse("accounts:start_over"))
    assert answer.url == SIGN_UP
    assert not User.objects.filter(email="mistyped@example.com").exists()
    assert sign_up(visitor).url == CONFIRM


def test_starting_over_answers_a_known_address_alike_and_keeps_its_account(visitor, player):
    sign_up(visitor, email=player.email)
    assert visitor.post(reverse("accounts:start_over")).url == SIGN_UP
    assert User.objects.filter(pk=player.pk).exists()
    assert visitor.get(SIGN_UP).status_code == 200


def test_starting_over_takes_a_press(visitor):
    assert visitor.get(reverse("accounts:start_over")).status_code == 405


def test_the_same_address_may_try_the_same_name_again(visitor):
    sign_up(visitor)
    assert sign_up(Client()).url == CONFIRM
    assert User.objects.filter(email=EMAIL).count() == 1


def test_signed_in_players_are_not_asked_to_sign_up(signed_in):
    assert signed_in.get(SIGN_UP).status_code == 302


def test_the_letter_comes_in_the_language_of_the_page(visitor):
    visitor.post(SIGN_UP, FORM, headers={"accept-language": "en"})
    assert User.objects.get().language == "en"
    assert last_letter(EMAIL).headers["Content-Language"] == "en"


def test_unconfirmed_accounts_are_forgotten_after_a_day(player):
    from accounts.services import forget_unconfirmed

    stale = UserFactory(unconfirmed=True)
    fresh = UserFactory(unconfirmed=True)
    User.objects.exclude(pk=fresh.pk).update(date_joined="2020-01-01T00:00Z")
    assert forget_unconfirmed() == 1
    assert set(User.objects.values_list("pk", flat=True)) == {player.pk, fresh.pk}
    assert not selectors.name_is_taken(stale.display_name)
