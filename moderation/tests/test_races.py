"""Two at once, in threads of their own: one winner, a clear word for the other."""

from __future__ import annotations

import pytest

from accounts.models import User
from accounts.tests.factories import UserFactory
from ads import services as ads
from ads.models import BoardEntry
from ads.tests.factories import AdFactory
from moderation import services
from moderation.errors import AlreadyDecided
from moderation.models import Case
from responses.tests.test_races import at_once

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def decide(case, decision, by):
    return services.decide_case(
        case_id=case.pk, decision=decision, comment="Так", by=by, seen_revision=case.revision_id
    )


def test_races_at_the_desk():
    first, second = UserFactory(moderator=True), UserFactory(moderator=True)
    ad = AdFactory(submitted=True)
    case = Case.objects.get(subject_id=ad.pk)
    refused = at_once(lambda: decide(case, "approved", first), lambda: decide(case, "rejected", second))
    assert sorted(type(error) for error in refused if error) == [AlreadyDecided]
    won = "live" if refused[0] is None else "rejected"
    assert BoardEntry.objects.get(pk=ad.pk).status == won

    ads_that_wait = [AdFactory(submitted=True) for _ in range(2)]
    taken = []
    at_once(*[lambda by=by: taken.append(services.take_next(by=by).pk) for by in (first, second)])
    assert len(set(taken)) == len(ads_that_wait)

    flagged = AdFactory(live=True)
    players = UserFactory.create_batch(3, trust=User.Trust.KNOWN)
    refused = at_once(
        *[
            lambda by=by: services.flag(kind="listing", pk=flagged.pk, reason="spam", text="", by=by)
            for by in players
        ]
    )
    assert refused == [None] * 3
    case = Case.objects.get(subject_id=flagged.pk, kind=Case.Kind.FLAG)
    assert (case.flags.count(), case.is_hidden) == (3, True)

    edited = AdFactory(submitted=True)
    case = Case.objects.get(subject_id=edited.pk)
    at_once(
        lambda: decide(case, "approved", first),
        lambda: ads.edit_ad(ad_id=edited.pk, text=ads.AdText(title="Подменено"), by=edited.owner),
    )
    entry = BoardEntry.objects.get(pk=edited.pk)
    assert (entry.status, entry.title) in {("live", edited.title), ("in_moderation", "Подменено")}
    assert Case.objects.waiting().filter(subject_id=edited.pk).count() == (entry.status == "in_moderation")
