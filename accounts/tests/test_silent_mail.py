"""A player whose address refuses letters reads it on the site, and can do something about it."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.tests.factories import UserFactory
from mailing import delivery, suspension
from mailing.models import OutboxMessage
from mailing.tests.mail_server import MailServer, Mood

pytestmark = pytest.mark.django_db
TRY = "/my/settings/try-again/"


@pytest.fixture
def player() -> User:
    player: User = UserFactory(email="fox@example.com")
    for _ in range(3):
        suspension.note_refusal(address="Fox@example.com", reason="550 No such player here")
    return player


def pages_that_tell(client: Client) -> list[str]:
    return [page for page in ("/board/", "/my/settings/", "/my/notifications/") if tells(client, page)]


def tells(client: Client, page: str) -> bool:
    return 'id="silent-mail"' in client.get(page).content.decode()


def test_every_page_tells_the_owner_and_nobody_else(client, player):
    assert pages_that_tell(client) == []
    client.force_login(UserFactory())
    assert pages_that_tell(client) == []
    client.force_login(player)
    assert len(pages_that_tell(client)) == 3


def test_trying_again_lifts_it_when_the_server_takes_the_letter(client, player, settings):
    server = MailServer().start()
    settings.MAIL_TRANSPORT, settings.SMTP_URL = "smtp", server.url
    client.force_login(player)
    answer = client.post(TRY, follow=True)
    assert [str(message) for message in answer.context["messages"]]
    delivery.deliver_codes(seconds=5)
    server.stop()
    assert server.recipients() == ["fox@example.com"]
    assert pages_that_tell(client) == []


def test_trying_again_in_vain_waits_for_the_next_day(client, player, settings):
    server = MailServer(lambda recipient: Mood.REFUSE).start()
    settings.MAIL_TRANSPORT, settings.SMTP_URL = "smtp", server.url
    client.force_login(player)
    client.post(TRY)
    delivery.deliver_codes(seconds=5)
    server.stop()
    assert len(pages_that_tell(client)) == 3
    client.post(TRY)
    assert OutboxMessage.objects.count() == 1


def test_another_address_silences_the_notice(client, player):
    User.objects.filter(pk=player.pk).update(email="owl@example.com")
    client.force_login(player)
    assert pages_that_tell(client) == []


def test_trying_is_for_owners_of_suspended_addresses_and_by_post(client, player):
    assert client.post(TRY).url.startswith(reverse("account_login"))
    client.force_login(UserFactory())
    assert client.get(TRY).status_code == 405
    assert client.post(TRY).url == reverse("accounts:settings")
    assert not OutboxMessage.objects.exists()
