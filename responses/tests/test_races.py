"""Two at once: one winner, one letter, a clear word for the other."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from django.db import connection

from accounts.tests.factories import UserFactory
from ads.models import BoardEntry
from common.errors import DomainError, IllegalTransition
from mailing.models import OutboxMessage
from responses import services
from responses.models import Response
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
