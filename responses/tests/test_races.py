"""Two at once: one winner, one letter, a clear word for the other."""

from __future__ import annotations

import threading
from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from django.db import connection

from accounts.models import User
from accounts.tests.factories import UserFactory
from ads.models import BoardEntry
from common.errors import DomainError, IllegalTransition
from mailing.models import OutboxMessage
from responses import services
from responses.models import Deal, Message, Response, Thread, ThreadSide
from responses.tests.factories import ResponseFactory

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def at_once(*calls: Callable[[], object]) -> list[Exception | None]:
    """Run every call in a thread of its own, all starting together; return what each was refused with."""
    start = threading.Barrier(len(calls))
    outcomes: list[Exception | None] = [None] * len(calls)

    def run(place: int, call: Callable[[], object]) -> None:
        start.wait()
        try:
            call()
        except DomainError as error:
            outcomes[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return outcomes


def test_races_have_one_winner(settings):
    settings.UNDO_SECONDS = 0
    response = ResponseFactory()
    author = response.recipient

    refused = at_once(*[lambda: services.accept_response(response_id=response.pk, by=author)] * 4)
    assert sum(error is None for error in refused) == 1
    assert all(isinstance(error, IllegalTransition) and str(error) for error in refused if error)
    assert OutboxMessage.objects.filter(kind="response-accepted").count() == 1

    other = ResponseFactory(ad=response.ad)
    refused = at_once(
        lambda: services.accept_response(response_id=other.pk, by=author),
        lambda: services.withdraw_response(response_id=other.pk, by=other.author),
    )
    assert sum(error is None for error in refused) == 1
    told = OutboxMessage.objects.filter(kind="response-accepted", to=other.author.email).count()
    assert told == (1 if refused[0] is None else 0)

    player = UserFactory()
    refused = at_once(*[lambda: services.send_response(ad_id=response.ad_id, text="Я.", by=player)] * 4)
    assert sum(error is None for error in refused) == 1
    assert Response.objects.filter(author=player).count() == 1

    many = UserFactory.create_batch(6)
    at_once(
        *[lambda who=who: services.send_response(ad_id=response.ad_id, text="Я.", by=who) for who in many]
    )
    counted = sum(row.counts for row in Response.objects.filter(ad=response.ad))
    assert BoardEntry.objects.get(pk=response.ad_id).response_count == counted


def test_conversations_are_exact_when_all_write_at_once(settings):
    settings.UNDO_SECONDS = 0
    response = ResponseFactory(accepted=True, ad__category="traders")
    author, player, nonce = response.recipient, response.author, uuid4()

    def write(by: User, nonce: UUID | None = None):
        return services.write_message(response_id=response.pk, text="Да", by=by, nonce=nonce)

    at_once(*[lambda: write(author)] * 4, *[lambda: write(author, nonce)] * 3, lambda: write(player))
    side = ThreadSide.objects.get(thread=response.pk, player=player)
    assert side.unread == Message.objects.filter(author=author).count() == 5
    assert OutboxMessage.objects.filter(kind="message-received", to=player.email).count() == 1
    assert side.thread.latest == Message.objects.order_by("pk").last()

    refused = at_once(
        *[lambda who=who: services.propose_deal(response_id=response.pk, by=who) for who in (author, player)]
    )
    assert sum(error is None for error in refused) == 1
    others = [
        ResponseFactory(accepted=True, author=player, ad__author=author, ad__category="traders")
        for _ in range(2)
    ]
    deals = [services.propose_deal(response_id=other.pk, by=author) for other in others]
    at_once(
        *[
            lambda deal=deal: services.confirm_deal(response_id=deal.response_id, code=deal.code, by=player)
            for deal in deals
        ]
    )
    assert Deal.objects.filter(confirmed_at__isnull=False).count() == 2
    assert Deal.objects.filter(counts=True).count() == 1


def test_undoing_an_acceptance_against_a_first_message_leaves_no_half(settings):
    settings.UNDO_SECONDS = 120
    response = ResponseFactory(accepted=True)
    author = response.recipient
    at_once(
        lambda: services.undo_decision(response_id=response.pk, by=author),
        lambda: services.write_message(response_id=response.pk, text="Да", by=author),
    )
    thread = Thread.objects.get(response=response)
    assert thread.latest is not None
    assert thread.sides.count() == 2
