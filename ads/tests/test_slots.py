"""Places of roles: what an author may name, when they take effect, and what an edit can't take away."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from accounts.tests.factories import UserFactory
from ads import services
from ads.models import AdPage, BoardEntry, Category, RoleSlot
from ads.services.slots import clean_slots, fill_slot, free_slot
from ads.tests.factories import AdFactory, places
from common.errors import InvalidInput

pytestmark = pytest.mark.django_db


def rows_of(ad) -> list[tuple[str, int, int]]:
    """The counted places, which the card's copy must agree with."""
    counted = set(RoleSlot.objects.filter(ad_id=ad.pk).values_list("role", "wanted", "filled"))
    card = [(row["role"], row["wanted"], row["filled"]) for row in BoardEntry.objects.get(pk=ad.pk).slots]
    assert set(card) == counted
    return card


def edit(ad, **wanted: int) -> None:
    services.edit_ad(ad_id=ad.pk, text=services.AdText(slots=places(**wanted)), by=ad.owner)


def publish(ad) -> None:
    AdPage.objects.get(pk=ad.pk).get_latest_revision().publish(skip_permission_checks=True)


def test_roles_are_kept_in_the_order_of_the_categories():
    kept = clean_slots([*places(healers=2), {"role": "tanks", "wanted": 1}])
    assert kept == places(tanks=1, healers=2)
    assert clean_slots([]) == []


@pytest.mark.parametrize(
    "given",
    [
        [*places(tanks=1), *places(tanks=2)],
        [{"role": "cooks", "wanted": 1}],
        places(tanks=0),
        places(tanks=-1),
        places(tanks=41),
        places(tanks=40, healers=21),
        [{"role": role, "wanted": 1} for role in Category.values[:6]],
    ],
)
def test_more_than_fits_and_less_than_nothing_is_refused(given):
    with pytest.raises(InvalidInput) as refusal:
        services.create_ad(
            text=services.AdText(title="Состав", category="tanks", slots=given), by=UserFactory()
        )
    assert list(refusal.value.field_errors) == ["slots"]


def test_places_count_from_publication_on_and_keep_who_is_there():
    ad = AdFactory(slots=places(healers=2, tanks=1))
    assert rows_of(ad) == []
    publish(ad)
    assert rows_of(ad) == [("tanks", 1, 0), ("healers", 2, 0)]
    fill_slot(ad_id=ad.pk, role="healers")
    edit(ad, healers=3, dps=1)
    assert rows_of(ad) == [("tanks", 1, 0), ("healers", 2, 1)], "an edit waits for its approval"
    publish(ad)
    assert rows_of(ad) == [("healers", 3, 1), ("dps", 1, 0)]
    edit(ad, healers=1)
    publish(ad)
    assert BoardEntry.objects.get(pk=ad.pk).is_full


def test_an_edit_that_keeps_the_places_is_told_nothing_of_them():
    ad = AdFactory(live=True, slots=places(healers=2))
    services.edit_ad(ad_id=ad.pk, text=services.AdText(title="Другое имя"), by=ad.owner)
    publish(ad)
    assert rows_of(ad) == [("healers", 2, 0)]


@pytest.mark.parametrize("wanted", [{"healers": 1}, {"tanks": 5}, {}])
def test_an_edit_leaves_room_for_everybody_who_was_accepted(wanted):
    ad = AdFactory(live=True, slots=places(healers=2))
    for _ in range(2):
        fill_slot(ad_id=ad.pk)
    with pytest.raises(InvalidInput, match="2"):
        edit(ad, **wanted)


def test_who_was_accepted_after_the_edit_was_written_keeps_the_place():
    ad = AdFactory(live=True, slots=places(healers=2))
    edit(ad, healers=1)
    for _ in range(2):
        fill_slot(ad_id=ad.pk)
    with pytest.raises(InvalidInput, match="2"):
        services.submit_ad(ad_id=ad.pk, by=ad.owner)
    publish(ad)
    assert rows_of(ad) == [("healers", 2, 2)], "the moderator's approval is never refused"
    free_slot(ad_id=ad.pk, role="healers")
    assert rows_of(ad) == [("healers", 1, 1)], "and the text comes into effect once there is room"


def test_the_database_refuses_too_many():
    ad = AdFactory(live=True, slots=places(healers=1))
    rows = RoleSlot.objects.filter(ad=ad)
    for wrong in ({"filled": 2}, {"wanted": 0}, {"wanted": 41}, {"role": "cooks"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**wrong)
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleSlot.objects.create(ad=ad, role="healers", wanted=1)


def test_a_deleted_ad_takes_its_places_along():
    ad = AdFactory(live=True, slots=places(healers=1))
    services.delete_ad(ad_id=ad.pk, by=ad.owner)
    assert not RoleSlot.objects.exists()
