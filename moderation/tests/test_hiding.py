"""What hides something twice, a sanction and a flag: it comes back with the last of them, or never."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import User
from accounts.tests.factories import UserFactory
from ads.models import AdStatus, BoardEntry
from ads.tests.factories import AdFactory
from moderation import services
from moderation.models import Case, Sanction
from responses.models import Response
from responses.tests.factories import ResponseFactory

pytestmark = pytest.mark.django_db
D = Case.Decision


@pytest.fixture
def ad():
    return AdFactory(live=True)


def flag(subject, kind="listing", *, by=None) -> Case:
    by = by or UserFactory(trust=User.Trust.KNOWN)
    return services.flag(kind=kind, pk=subject.pk, reason="spam", text="", by=by).case


def hide_by_flags(ad) -> Case:
    for _ in range(2):
        flag(ad)
    return flag(ad)


def sanction(player, moderator) -> Sanction:
    until = timezone.now() + timedelta(days=1)
    return services.sanction_player(
        player_id=player.pk, kind=Sanction.Kind.MUTE, reason="Ругань", until=until, hides=True, by=moderator
    )


def end(given: Sanction) -> None:
    Sanction.objects.filter(pk=given.pk).update(until=timezone.now())
    assert services.end_sanctions(now=timezone.now()) == 1


def decide(case: Case, decision: str, moderator) -> None:
    services.decide_case(case_id=case.pk, decision=decision, by=moderator, comment="Ответ")


def status_of(ad) -> str:
    return BoardEntry.objects.get(pk=ad.pk).status


def test_a_listing_taken_down_for_a_flag_does_not_come_back_with_the_end_of_a_sanction(ad, moderator):
    case, given = flag(ad), sanction(ad.owner, moderator)
    decide(case, D.UPHELD, moderator)
    end(given)
    assert status_of(ad) == AdStatus.HIDDEN


def test_a_response_taken_down_for_a_flag_does_not_come_back_with_the_end_of_a_sanction(moderator):
    sent = ResponseFactory()
    case, given = flag(sent, "response", by=sent.ad.owner), sanction(sent.author, moderator)
    decide(case, D.UPHELD, moderator)
    end(given)
    assert Response.objects.get(pk=sent.pk).deleted_at is not None


@pytest.mark.parametrize("decision", [D.LEFT, D.ABUSED])
def test_leaving_a_flag_brings_nothing_back_that_a_sanction_hides(ad, moderator, decision):
    case, given = hide_by_flags(ad), sanction(ad.owner, moderator)
    decide(case, decision, moderator)
    assert status_of(ad) == AdStatus.HIDDEN
    end(given)
    assert status_of(ad) == AdStatus.LIVE


def test_the_end_of_a_sanction_brings_nothing_back_that_waits_for_a_moderator(ad, moderator):
    case, given = hide_by_flags(ad), sanction(ad.owner, moderator)
    end(given)
    assert status_of(ad) == AdStatus.HIDDEN
    decide(case, D.LEFT, moderator)
    assert status_of(ad) == AdStatus.LIVE


def test_what_a_moderator_hid_before_a_sanction_is_no_matter_of_the_sanction(ad, moderator):
    case = hide_by_flags(ad)
    decide(case, D.UPHELD, moderator)
    end(sanction(ad.owner, moderator))
    assert status_of(ad) == AdStatus.HIDDEN
