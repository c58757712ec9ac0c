"""The link in each letter that stops its kind: for whoever has the letter, for nothing else."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client

from accounts.letters import post_account_letter
from accounts.tests.factories import UserFactory
from mailing.models import OutboxMessage
from notifications import kinds, services
from notifications.selectors import chosen_channels
from notifications.stop_links import stop_url

pytestmark = pytest.mark.django_db
KIND, OTHER = "response-received", "response-accepted"


@pytest.fixture
def player():
    return UserFactory()


def wants_mail(player, kind: str) -> bool:
    return kinds.channel_of(kind, chosen_channels(player).get(kind)) == "at_once"


def path_of(player, kind: str = KIND) -> str:
    return stop_url(player, kind).removeprefix(settings.BASE_URL)


def test_one_press_without_login_or_cookie_stops_this_kind_alone(player):
    mail_program = Client(enforce_csrf_checks=True)
    answer = mail_program.post(path_of(player), {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert not answer.cookies
    assert (wants_mail(player, KIND), wants_mail(player, OTHER)) == (False, True)
    mail_program.post(path_of(player), {"List-Unsubscribe": "One-Click"})
    assert not wants_mail(player, KIND)


def test_looking_at_the_link_changes_nothing(client, player):
    page = client.get(path_of(player))
    assert kinds.label_of(KIND) in page.content.decode()
    assert page["Referrer-Policy"] == "no-referrer"
    client.head(path_of(player))
    assert wants_mail(player, KIND)


def test_a_slip_is_taken_back(client, player):
    client.post(path_of(player))
    client.post(path_of(player), {"undo": "1"})
    assert wants_mail(player, KIND)


def test_made_up_keys_and_gone_accounts_are_not_found(client, player):
    path = path_of(player)
    assert client.post(f"{path[:-2]}x/").status_code == 404
    player.delete()
    assert client.get(path).status_code == 404
    assert client.put(path).status_code == 405


def test_letters_of_notifications_carry_it_and_codes_and_keys_do_not(player):
    facts = {"who": "Марта", "listing": "Руда", "listing_url": "/board/1-ruda/", "text": "Беру"}
    letter = {"letter": "responses/received", "context": facts | {"category_slug": "traders"}}
    services.notify(recipient=player, kind=KIND, key=f"{KIND}:1", url="/my/responses/", **letter)
    for kind in ("password_reset_code", "password_changed"):
        post_account_letter(kind=kind, to=player.email, context={"code": "ABCD-EFGH"})
    headers = {row.kind: row.headers for row in OutboxMessage.objects.all()}
    assert headers[KIND]["List-Unsubscribe"] == f"<{stop_url(player, KIND)}>"
    assert [kind for kind, kept in headers.items() if "List-Unsubscribe" in kept] == [KIND]
    assert headers["security-notice"]["Reply-To"] == settings.MODERATORS_EMAIL
