"""The one table of legal moves: every legal one is made by a verb, every other is refused by every verb."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction

from accounts.tests.factories import UserFactory
from ads import services
from ads.errors import BumpedToday, IllegalMove, NothingToDiscard
from ads.models import LEGAL_MOVES, AdPage, AdStatus, BoardEntry, Server
from ads.models.pages import written_fields
from ads.tests.factories import AdFactory, places
from ads.tests.game import EVENING, EVENINGS, LEVEL, NORTH
from ads.tests.states import ad_in, decide
from common.errors import IllegalTransition
from common.tests.fresh_cache import empty_cache

pytestmark = pytest.mark.django_db

S = AdStatus
# From where each verb leads, and where to; the sweeps of time are in `test_terms`.
VERBS: dict[str, dict[str, str]] = {
    "submit": {S.DRAFT: S.IN_MODERATION, S.CHANGES_REQUESTED: S.IN_MODERATION},
    "withdraw": {S.IN_MODERATION: S.DRAFT},
    "approve": {S.IN_MODERATION: S.LIVE},
    "ask": {S.IN_MODERATION: S.CHANGES_REQUESTED},
    "refuse": {S.IN_MODERATION: S.REJECTED},
    "close": {S.LIVE: S.CLOSED},
    "renew": {S.LIVE: S.LIVE, S.CLOSED: S.LIVE, S.EXPIRED: S.LIVE},
    "hide": {S.LIVE: S.HIDDEN, S.CLOSED: S.HIDDEN, S.EXPIRED: S.HIDDEN},
    "restore": {S.HIDDEN: S.LIVE},
}


@pytest.fixture
def people(db):
    return {"author": UserFactory(), "moderator": UserFactory(moderator=True)}


def verb_named(name: str, ad: AdPage, moderator: Any) -> Callable[[], Any]:
    if name in ("approve", "ask", "refuse"):
        action = {"ask": "reject"}.get(name, name)
        state = AdPage.objects.get(pk=ad.pk).current_workflow_task_state
        if state is None:
            return lambda: services.reject_ad(ad_id=ad.pk, by=moderator)
        return lambda: decide(ad, moderator, action, "Почему")
    by = moderator if name in ("hide", "restore") else ad.owner
    return lambda: getattr(services, f"{name}_ad")(ad_id=ad.pk, by=by)


def test_every_verb_makes_its_moves_and_no_other(people):
    for status in AdStatus:
        ad = ad_in(status, **people)
        for name, moves in VERBS.items():
            if status == S.CHANGES_REQUESTED and name in ("approve", "ask", "refuse"):
                continue  # Wagtail offers no decision before the author has answered
            with transaction.atomic():
                verb = verb_named(name, ad, people["moderator"])
                if status in moves:
                    verb()
                else:
                    with pytest.raises(IllegalTransition) as refused:
                        verb()
                    assert len(str(refused.value)) > 10, (name, status)
                now = BoardEntry.objects.get(pk=ad.pk).status
                assert now == moves.get(status, status), (name, status)
                assert now == status or now in LEGAL_MOVES[status], (name, status)
                transaction.set_rollback(True)


def test_the_table_knows_every_state_and_holds_in_memory():
    assert set(LEGAL_MOVES) == set(AdStatus)
    for before in AdStatus:
        for after in AdStatus:
            entry = BoardEntry(status=before)
            if after in LEGAL_MOVES[before]:
                entry.move_to(after)
                assert entry.status == after
            else:
                with pytest.raises(IllegalMove):
                    entry.move_to(after)
                assert entry.status == before


def test_an_edit_is_discarded_in_every_state_that_it_may_have(people):
    for state in ("live+draft", "live+in_moderation", "live+changes_requested", "live+rejected"):
        ad = ad_in(state, **people)
        services.discard_edit(ad_id=ad.pk, by=ad.owner)
        page = AdPage.objects.get(pk=ad.pk)
        assert BoardEntry.objects.get(pk=ad.pk).pending == ""
        assert page.get_latest_revision_as_object().title == page.title == "Тайна " + state
        assert (page.current_workflow_state, page.has_unpublished_changes, page.live) == (None, False, True)
        with pytest.raises(NothingToDiscard):
            services.discard_edit(ad_id=ad.pk, by=ad.owner)


def test_a_copy_is_a_new_draft_with_the_latest_words(people):
    for state in ("draft", "live", "hidden"):
        ad = ad_in(state, **people)
        with pytest.raises(IllegalMove):
            services.copy_ad(ad_id=ad.pk, by=ad.owner)
    for state in ("closed", "archived", "rejected"):
        ad = ad_in(state, **people)
        copy = services.copy_ad(ad_id=ad.pk, by=ad.owner)
        entry = BoardEntry.objects.get(pk=copy.pk)
        assert (entry.status, entry.title, entry.author_id) == ("draft", ad.title, ad.owner_id)
        assert entry.excerpt
        assert BoardEntry.objects.get(pk=ad.pk).status == state


def test_a_copy_says_all_that_the_listing_said_but_for_choices_that_are_retired(choices):
    ad = AdFactory(
        live=True,
        kind="wanted",
        server=NORTH,
        level=LEVEL,
        hours=[EVENINGS],
        week=EVENING,
        time_zone="Asia/Tomsk",
        slots=places(healers=2),
    )
    services.close_ad(ad_id=ad.pk, by=ad.owner)
    copy = services.copy_ad(ad_id=ad.pk, by=ad.owner).latest_text()
    for field in written_fields():
        if field.name != "body":
            assert field.value_to_string(copy) == field.value_to_string(ad), field.name
    Server.objects.update(retired=True)
    empty_cache()
    again = services.copy_ad(ad_id=ad.pk, by=ad.owner)
    assert (again.server_id, again.level_id) == (None, LEVEL)


def test_hiding_calls_off_an_edit_that_waits_so_that_its_approval_shows_nothing(people):
    ad = ad_in("live+in_moderation", **people)
    services.hide_ad(ad_id=ad.pk, by=people["moderator"], comment="Жалобы")
    entry = BoardEntry.objects.get(pk=ad.pk)
    assert (entry.status, entry.pending, entry.moderator_comment) == ("hidden", "draft", "Жалобы")
    assert AdPage.objects.get(pk=ad.pk).current_workflow_state is None
    services.restore_ad(ad_id=ad.pk, by=people["moderator"])
    assert BoardEntry.objects.get(pk=ad.pk).moderator_comment == ""


def test_a_bump_right_after_publication_is_refused(people):
    ad = ad_in("in_moderation", **people)
    decide(ad, people["moderator"], "approve")
    with pytest.raises(BumpedToday):
        services.bump_ad(ad_id=ad.pk, by=ad.owner)
