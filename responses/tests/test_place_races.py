"""The last place, and two who want it at once."""

from __future__ import annotations

import pytest

from ads import services as ads
from ads.errors import AdIsFull
from ads.models import AdPage, BoardEntry, RoleSlot
from ads.tests.factories import AdFactory, places
from common.errors import InvalidInput
from mailing.models import OutboxMessage
from responses import services
from responses.models import Response
from responses.tests.factories import ResponseFactory
from responses.tests.test_races import at_once

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def accepting(response: Response):
    return lambda: services.accept_response(response_id=response.pk, by=response.recipient)


def check_counts(ad) -> RoleSlot:
    """Everybody who was accepted has a place, nobody else has, and the card says so."""
    slot = RoleSlot.objects.get(ad_id=ad.pk)
    assert slot.filled == Response.objects.filter(ad_id=ad.pk, slot="healers").count() <= slot.wanted
    card = BoardEntry.objects.get(pk=ad.pk).slots
    assert card == [{"role": "healers", "wanted": slot.wanted, "filled": slot.filled}]
    return slot


def test_races_for_a_place(settings):
    settings.UNDO_SECONDS = 120
    ad = AdFactory(live=True, slots=places(healers=2))
    first, *rivals = [ResponseFactory(ad=ad) for _ in range(4)]
    accepting(first)()

    refused = at_once(*[accepting(rival) for rival in rivals])
    assert sum(error is None for error in refused) == 1
    assert all(isinstance(error, AdIsFull) and str(error) for error in refused if error)
    assert OutboxMessage.objects.filter(kind="response-accepted").count() == 2
    assert check_counts(ad).filled == 2

    waiting = Response.objects.filter(ad_id=ad.pk, status="new").first()
    at_once(
        lambda: services.undo_decision(response_id=first.pk, by=ad.owner),
        accepting(waiting),
    )
    if not Response.objects.get(pk=waiting.pk).slot:
        accepting(waiting)()
    assert check_counts(ad).filled == 2

    services.undo_decision(response_id=waiting.pk, by=ad.owner)
    fewer = ads.AdText(slots=places(healers=1))
    refused = at_once(accepting(waiting), lambda: ads.edit_ad(ad_id=ad.pk, text=fewer, by=ad.owner))
    assert refused[0] is None, "the live text still wants two"
    assert refused[1] is None or isinstance(refused[1], InvalidInput)
    AdPage.objects.get(pk=ad.pk).get_latest_revision().publish(skip_permission_checks=True)
    assert check_counts(ad).wanted == 2, "nobody who was accepted loses the place"
