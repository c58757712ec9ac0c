"""A response and a place in the roster: asking for it, getting it, losing it."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from ads import services as ads
from ads.errors import AdIsFull, RoleIsFull
from ads.models import AdPage, BoardEntry, RoleSlot
from ads.tests.factories import AdFactory, places
from common.errors import InvalidInput
from mailing.models import OutboxMessage
from responses import services
from responses.errors import AlreadyResponded, HasNoPlace, IllegalMove, TooLateToUndo
from responses.models import Response, ResponseStatus
from responses.tests.factories import ResponseFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def undo_window(settings):
    settings.UNDO_SECONDS = 120


def filled(ad) -> dict[str, int]:
    """Who is there, which the card's copy must agree with."""
    counted = dict(RoleSlot.objects.filter(ad_id=ad.pk).values_list("role", "filled"))
    assert {row["role"]: row["filled"] for row in BoardEntry.objects.get(pk=ad.pk).slots} == counted
    return counted


def looking_for(**wanted: int):
    return AdFactory(live=True, slots=places(**wanted))


def accept(response, role: str = "") -> Response:
    return services.accept_response(response_id=response.pk, by=response.recipient, role=role)


def test_a_response_is_for_the_place_it_names_or_for_the_only_open_one():
    ad = looking_for(tanks=1, healers=1)
    assert ResponseFactory(ad=ad, role="healers").role == "healers"
    assert ResponseFactory(ad=ad).role == ""
    accept(ResponseFactory(ad=ad, role="tanks"))
    assert ResponseFactory(ad=ad).role == "healers"
    assert ResponseFactory(ad=AdFactory(live=True)).role == ""
    for role, refusal in (("dps", InvalidInput), ("cooks", InvalidInput), ("tanks", RoleIsFull)):
        with pytest.raises(refusal):
            ResponseFactory(ad=ad, role=role)
    with pytest.raises(InvalidInput):
        ResponseFactory(ad=AdFactory(live=True), role="tanks")


def test_accepting_fills_the_place_that_the_author_chooses_or_the_player_asked_for():
    ad = looking_for(tanks=2, healers=1)
    assert accept(ResponseFactory(ad=ad, role="healers")).slot == "healers"
    assert accept(ResponseFactory(ad=ad, role="tanks"), role="tanks").slot == "tanks"
    assert filled(ad) == {"tanks": 1, "healers": 1}
    assert accept(ResponseFactory(ad=ad)).slot == "tanks", "the only one that is left"
    assert BoardEntry.objects.get(pk=ad.pk).is_full
    assert accept(ResponseFactory()).slot == "", "an ad without places counts nobody"


def test_the_author_chooses_where_nobody_else_did():
    ad = looking_for(tanks=1, healers=1)
    undecided, healer, other = (ResponseFactory(ad=ad, role=role) for role in ("", "healers", "healers"))
    with pytest.raises(InvalidInput):
        accept(undecided)
    with pytest.raises(InvalidInput):
        accept(undecided, role="dps")
    accept(healer)
    with pytest.raises(RoleIsFull):
        accept(other)
    assert Response.objects.get(pk=other.pk).status == ResponseStatus.NEW
    assert accept(other, role="tanks").slot == "tanks"
    assert filled(ad) == {"tanks": 1, "healers": 1}


def test_full_takes_no_response_and_loses_nobody_who_waits():
    ad = looking_for(healers=1)
    first, waiting = ResponseFactory(ad=ad), ResponseFactory(ad=ad)
    accept(first)
    with pytest.raises(AdIsFull):
        ResponseFactory(ad=ad)
    with pytest.raises(AdIsFull):
        accept(waiting)
    with pytest.raises(AlreadyResponded):
        ResponseFactory(ad=ad, author=waiting.author)
    assert Response.objects.get(pk=waiting.pk).status == ResponseStatus.NEW
    assert OutboxMessage.objects.filter(kind="response-accepted").count() == 1
    assert BoardEntry.objects.get(pk=ad.pk).status == "live"
    services.undo_decision(response_id=first.pk, by=first.recipient)
    assert accept(waiting).slot == "healers"
    assert not Response.objects.get(pk=first.pk).slot


def test_undoing_frees_the_place_at_once_and_once():
    ad = looking_for(healers=2)
    response, other = ResponseFactory(ad=ad), ResponseFactory(ad=ad)
    accept(response)
    accept(other)
    services.undo_decision(response_id=response.pk, by=ad.owner)
    with pytest.raises(TooLateToUndo):
        services.undo_decision(response_id=response.pk, by=ad.owner)
    assert filled(ad) == {"healers": 1}
    assert ResponseFactory(ad=ad).role == "healers"


def test_declining_and_a_second_acceptance_count_nobody():
    ad = looking_for(healers=3)
    response = ResponseFactory(ad=ad)
    accept(response)
    with pytest.raises(IllegalMove):
        accept(response)
    ResponseFactory(ad=ad, declined=True)
    assert filled(ad) == {"healers": 1}


def test_tidying_up_keeps_the_place_and_freeing_it_keeps_the_response():
    ad = looking_for(healers=1)
    response = accept(ResponseFactory(ad=ad))
    services.delete_response(response_id=response.pk, by=ad.owner)
    assert filled(ad) == {"healers": 1}
    services.restore_response(response_id=response.pk, by=ad.owner)
    freed = services.free_place(response_id=response.pk, by=ad.owner)
    assert (freed.status, freed.slot, filled(ad)) == (ResponseStatus.ACCEPTED, "", {"healers": 0})
    with pytest.raises(HasNoPlace):
        services.free_place(response_id=response.pk, by=ad.owner)
    services.undo_decision(response_id=response.pk, by=ad.owner)
    assert filled(ad) == {"healers": 0}


def test_an_account_that_goes_frees_its_place_and_an_ad_that_goes_is_gone():
    ad = looking_for(healers=2)
    leaving = accept(ResponseFactory(ad=ad))
    accept(ResponseFactory(ad=ad))
    leaving.author.delete()
    assert filled(ad) == {"healers": 1}
    ads.delete_ad(ad_id=ad.pk, by=ad.owner)
    assert not RoleSlot.objects.exists()


def test_a_role_that_an_edit_took_away_is_no_wish_any_more():
    ad = looking_for(tanks=1, healers=1)
    tank = ResponseFactory(ad=ad, role="tanks")
    ads.edit_ad(ad_id=ad.pk, text=ads.AdText(slots=places(healers=1)), by=ad.owner)
    AdPage.objects.get(pk=ad.pk).get_latest_revision().publish(skip_permission_checks=True)
    assert accept(tank).slot == "healers"


def test_the_responder_sees_the_place_once_it_is_told():
    response = accept(ResponseFactory(ad=looking_for(healers=1)))
    assert response.visible_slot == ""
    response.announced_at -= (response.announced_at - response.decided_at) * 2
    assert response.visible_slot == "healers"


def test_only_the_accepted_take_a_place():
    response = ResponseFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        Response.objects.filter(pk=response.pk).update(slot="tanks")
    with pytest.raises(IntegrityError), transaction.atomic():
        Response.objects.filter(pk=response.pk).update(role="cooks")


def test_the_letters_name_the_place():
    response = ResponseFactory(ad=looking_for(healers=1, tanks=1), role="healers")
    accept(response, role="tanks")
    received, accepted = (
        OutboxMessage.objects.get(kind=f"response-{what}") for what in ("received", "accepted")
    )
    assert "На место: Хилы" in received.text
    assert "На место: Хилы." in received.html
    assert "Ваше место: Танки" in accepted.text
    assert "Ваше место: Танки." in accepted.html
