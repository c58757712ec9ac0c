"""Who waits for a code may come in by another door, and nobody learns from it which addresses are known."""

import pytest
from allauth.account.models import EmailAddress
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from accounts.tests.factories import PASSWORD
from accounts.tests.mailbox import last_code
from accounts.tests.test_entrance import RESET
from accounts.tests.test_sign_up import CONFIRM, EMAIL, FORM, SIGN_UP, sign_up
from mailing.models import OutboxMessage

LOG_IN = "/accounts/login/"
ASK = "/accounts/login/code/"


def shown(client: Client, path: str, email: str) -> str:
    """What a page says, but for the address and the form's secret."""
    answer = client.get(path)
    assert answer.status_code == 200
    lines = answer.text.replace(email, "…").splitlines()
    return "\n".join(line for line in lines if "csrfmiddlewaretoken" not in line and "opened" not in line)


def test_who_signed_up_with_a_known_address_logs_in_in_the_same_browser(visitor, player):
    sign_up(visitor, email=player.email)
    assert visitor.get(LOG_IN).status_code == 200
    assert visitor.post(LOG_IN, {"login": player.email, "password": PASSWORD}).url == "/"
    assert visitor.session["_auth_user_id"] == str(player.pk)
    assert visitor.get(CONFIRM).url == reverse("account_email")


def test_the_page_of_the_code_leads_to_the_log_in(visitor):
    sign_up(visitor)
    assert f'href="{LOG_IN}"' in visitor.get(CONFIRM).text.partition("<main")[2]


@pytest.mark.parametrize("door", [LOG_IN, ASK, SIGN_UP])
def test_every_door_is_open_and_leads_back_to_the_code(visitor, door):
    sign_up(visitor)
    assert f'href="{CONFIRM}"' in visitor.get(door).text
    assert visitor.post(LOG_IN, {"login": EMAIL, "password": "nope"}).status_code == 200
    assert visitor.post(CONFIRM, {"code": last_code(EMAIL)}).url == "/"
    assert f'href="{CONFIRM}"' not in Client().get(door).text


@pytest.mark.parametrize("door", [LOG_IN, ASK, SIGN_UP, CONFIRM])
def test_the_doors_say_the_same_to_known_and_unknown_addresses(visitor, player, door):
    other = Client()
    sign_up(visitor, email=player.email)
    sign_up(other, email="ninth@example.com", display_name="Девятый")
    assert shown(visitor, door, player.email) == shown(other, door, "ninth@example.com")


@pytest.mark.parametrize("known", [True, False])
def test_asking_for_a_log_in_code_ends_the_wait_alike(visitor, player, known):
    sign_up(visitor, email=player.email if known else EMAIL)
    assert visitor.post(ASK, {"email": "third@example.com"}).url == "/accounts/login/code/confirm/"
    assert visitor.get(CONFIRM).url == LOG_IN


@pytest.mark.parametrize("known", [True, False])
@pytest.mark.parametrize("pressed", [True, False])
def test_signing_up_anew_with_another_address_finds_the_name_free(visitor, player, known, pressed):
    sign_up(visitor, email=player.email if known else "mistyped@example.com")
    if pressed:
        visitor.post(reverse("accounts:start_over"))
    assert sign_up(visitor).url == CONFIRM
    assert User.objects.get(display_name=FORM["display_name"]).email == EMAIL
    assert User.objects.filter(pk=player.pk).exists()
    assert not User.objects.filter(email="mistyped@example.com").exists()
    assert visitor.post(CONFIRM, {"code": last_code(EMAIL)}).url == "/"


def test_nobody_frees_a_name_that_another_browser_holds(visitor, player):
    sign_up(visitor, email=player.email)
    spy = Client()
    assert "display_name" in sign_up(spy, email="spy@example.com").context["form"].errors
    sign_up(spy, email="spy@example.com", display_name="Другое имя")
    spy.post(reverse("accounts:start_over"))
    assert "display_name" in sign_up(spy, email="spy@example.com").context["form"].errors


def test_a_pending_log_in_by_code_still_leads_on(visitor, player):
    visitor.post(ASK, {"email": player.email})
    assert visitor.get(LOG_IN).url == "/accounts/login/code/confirm/"


@pytest.mark.parametrize("door", [ASK, RESET])
def test_an_address_that_gets_no_code_takes_the_same_work(player, door):
    """The clock would tell who is known: writing a letter takes longer than all the rest."""

    def letters_written(email: str) -> int:
        with CaptureQueriesContext(connection) as asked:
            assert Client().post(door, {"email": email}).status_code == 302
        return sum(one["sql"].startswith('INSERT INTO "mailing_outboxmessage"') for one in asked)

    EmailAddress.objects.get_or_create(user=player, email=player.email, primary=True)
    EmailAddress.objects.update(verified=True)
    assert letters_written(player.email) == 1
    assert letters_written("stranger@example.com") == 1
    if door == ASK:
        EmailAddress.objects.update(verified=False)
        assert letters_written(player.email) == 1
    assert OutboxMessage.objects.get().to == player.email, "and nobody else gets one"
