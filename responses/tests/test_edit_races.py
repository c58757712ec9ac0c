"""A change of text, a decision, its letter, the ad's end and a block, each at the same moment as another."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.tests.factories import UserFactory
from ads.models import BoardEntry
from ads.services import close_ad
from ads.tests.factories import AdFactory
from common.errors import IllegalTransition
from mailing.delivery import OutboxQueue
from mailing.engine.claim import claim
from mailing.models import OutboxMessage
from notifications.models import Notification
from notifications.services import block_player
from responses import services
from responses.errors import BeingDecided, ConversationClosed, IllegalMove, TakesNoResponses, TextChanged
from responses.models import Message, Response
from responses.tests.factories import ResponseFactory
from responses.tests.test_races import at_once

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def by_author(verb: Callable[..., object], response: Response, **given: object) -> Callable[[], object]:
    return lambda: verb(response_id=response.pk, by=response.recipient, **given)


def by_player(verb: Callable[..., object], response: Response, **given: object) -> Callable[[], object]:
    return lambda: verb(response_id=response.pk, by=response.author, **given)


def letters(kind: str, response: Response) -> int:
    reader = response.author if kind != "response-received" else response.recipient
    return OutboxMessage.objects.filter(kind=kind, to=reader.email).exclude(status="cancelled").count()


def test_a_change_of_text_against_whatever_ends_it(settings):
    settings.UNDO_SECONDS = 120
    response = ResponseFactory()
    refused = at_once(
        by_player(services.edit_response, response, text="Иначе"),
        by_author(services.accept_response, response, edits=0),
    )
    assert sum(error is None for error in refused) == 1
    assert all(isinstance(error, (BeingDecided, TextChanged)) and str(error) for error in refused if error)
    after = Response.objects.get(pk=response.pk)
    assert (after.text == "Иначе") == (after.status == "new") == (refused[0] is None)
    assert letters("response-accepted", response) == (refused[1] is None)

    other = ResponseFactory(ad=response.ad)
    refused = at_once(
        by_player(services.edit_response, other, text="Иначе"), by_player(services.withdraw_response, other)
    )
    assert refused[1] is None
    assert refused[0] is None or isinstance(refused[0], IllegalTransition)
    assert Response.objects.get(pk=other.pk).edits == (refused[0] is None)

    twice = ResponseFactory(ad=response.ad, seen=True)
    refused = at_once(*[by_player(services.edit_response, twice, text="Иначе", edits=0)] * 4)
    assert refused == [None] * 4, "the same words four times are one change"
    assert Response.objects.get(pk=twice.pk).edits == twice.earlier_texts.count() == 1
    assert OutboxMessage.objects.filter(kind="response-edited").count() <= 1


def test_a_decision_against_deleting_undoing_and_its_letter(settings):
    settings.UNDO_SECONDS = 120
    response = ResponseFactory()
    refused = at_once(
        by_author(services.accept_response, response), by_author(services.delete_response, response)
    )
    after = Response.objects.get(pk=response.pk)
    assert refused[1] is None
    assert after.deleted_at
    assert (after.status == "accepted") == (refused[0] is None) == bool(letters("response-accepted", after))

    leaving = ResponseFactory(ad=response.ad, declined=True)
    OutboxMessage.objects.filter(kind="response-declined").update(
        not_before=timezone.now() - timedelta(seconds=1)
    )
    claimed: list[OutboxMessage] = []
    refused = at_once(
        by_author(services.undo_decision, leaving), lambda: claimed.extend(claim(OutboxQueue(), "worker"))
    )
    gone = [letter for letter in claimed if letter.kind == "response-declined"]
    assert len(gone) == (refused[0] is not None)
    after = Response.objects.get(pk=leaving.pk)
    assert after.status == ("declined" if gone else "new")
    told = Notification.objects.filter(recipient=leaving.author, kind="response-declined")
    assert told.count() == len(gone) == letters("response-declined", leaving)

    third = ResponseFactory(ad=response.ad)
    refused = at_once(
        by_author(services.accept_response, third), by_author(services.decline_response, third, again=True)
    )
    assert sum(error is None for error in refused) == 1
    assert all(isinstance(error, IllegalMove) for error in refused if error)
    assert letters("response-accepted", third) + letters("response-declined", third) == 1


def test_closing_and_blocking_against_responding(settings):
    settings.UNDO_SECONDS = 0
    response, player = ResponseFactory(), UserFactory()
    ad, author = response.ad, response.recipient
    refused = at_once(
        lambda: close_ad(ad_id=ad.pk, by=author),
        lambda: services.send_response(ad_id=ad.pk, text="Приду", by=player),
        by_author(services.accept_response, response),
    )
    assert refused[0] is None
    assert refused[2] is None, "who waited when it was closed can still be answered"
    assert refused[1] is None or isinstance(refused[1], TakesNoResponses)
    entry = BoardEntry.objects.get(pk=ad.pk)
    assert (entry.status, entry.response_count) == ("closed", Response.objects.filter(ad=ad).count())
    assert letters("response-accepted", response) == 1

    open_ad = AdFactory(live=True, author=author)
    refused = at_once(
        lambda: block_player(player_id=player.pk, by=author),
        lambda: services.send_response(ad_id=open_ad.pk, text="Приду", by=player),
        lambda: block_player(player_id=response.author_id, by=author),
        by_player(services.write_message, response, text="Когда?"),
    )
    assert isinstance(refused[1], TakesNoResponses | None)
    assert isinstance(refused[3], ConversationClosed | None)
    assert Response.objects.filter(ad=open_ad).count() == (refused[1] is None)
    assert Message.objects.count() == (refused[3] is None)
    with pytest.raises(TakesNoResponses):
        services.send_response(ad_id=open_ad.pk, text="Ещё", by=player)
