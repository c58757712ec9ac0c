"""The queue: what comes into it, how it is claimed, and who wins."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.tests.factories import UserFactory
from ads import services as ads
from ads.errors import ReviewOutdated
from ads.models import AdPage, AdStatus, BoardEntry, PendingEdit
from ads.tests.factories import AdFactory
from ads.tests.states import decide as decide_in_wagtail
from moderation import services
from moderation.errors import AlreadyDecided, NoSuchDecision, NotModerator, OnAnothersDesk
from moderation.models import Case, ModerationAct
from moderation.services import reviews
from moderation.services.reviews import reconcile_queue

pytestmark = pytest.mark.django_db
D = Case.Decision


@pytest.fixture
def ad():
    return AdFactory(submitted=True)


def case_of(ad) -> Case:
    return Case.objects.waiting().get(subject_id=ad.pk)


def decide(case, decision, by, comment=""):
    return services.decide_case(
        case_id=case.pk, decision=decision, by=by, comment=comment, seen_revision=case.revision_id
    )


def edited(ad, title="Иначе"):
    ads.edit_ad(ad_id=ad.pk, text=ads.AdText(title=title), by=ad.owner)
    return ad


def test_a_listing_that_was_sent_waits_in_the_queue(ad):
    case = case_of(ad)
    assert (case.kind, case.author, case.title) == (Case.Kind.NEW, ad.owner, ad.title)
    assert case.revision_id == ad.latest_revision_id


def test_an_edit_waits_beside_the_text_that_it_would_replace():
    ad = edited(AdFactory(live=True))
    ads.submit_ad(ad_id=ad.pk, by=ad.owner)
    case = case_of(ad)
    assert (case.kind, case.title) == (Case.Kind.EDIT, "Иначе")
    assert case.base_revision_id == AdPage.objects.get(pk=ad.pk).live_revision_id != case.revision_id


@pytest.mark.parametrize(
    ("decision", "status"),
    [
        (D.APPROVED, AdStatus.LIVE),
        (D.CHANGES_ASKED, AdStatus.CHANGES_REQUESTED),
        (D.REJECTED, AdStatus.REJECTED),
    ],
)
def test_a_decision_moves_the_listing_and_empties_the_queue(ad, moderator, decision, status):
    case = decide(case_of(ad), decision, moderator, "Слова")
    entry = BoardEntry.objects.get(pk=ad.pk)
    assert entry.status == status
    assert (case.decision, case.decided_by) == (decision, moderator)
    assert not Case.objects.waiting().exists()
    assert ModerationAct.objects.get().why == "Слова"


@pytest.mark.parametrize(
    ("action", "decision"), [("approve", D.APPROVED), ("reject", D.CHANGES_ASKED), ("refuse", D.REJECTED)]
)
def test_a_decision_in_wagtails_own_editor_counts_the_same(ad, moderator, action, decision):
    case = case_of(ad)
    decide_in_wagtail(ad, moderator, action)
    case.refresh_from_db()
    assert (case.decision, case.decided_by) == (decision, moderator)


def test_an_answered_request_for_changes_waits_again(ad, moderator):
    decide(case_of(ad), D.CHANGES_ASKED, moderator)
    edited(ad)
    ads.submit_ad(ad_id=ad.pk, by=ad.owner)
    assert case_of(ad).title == "Иначе"


def test_what_the_author_takes_back_waits_no_more(ad):
    ads.withdraw_ad(ad_id=ad.pk, by=ad.owner)
    assert not Case.objects.waiting().exists()
    assert not ModerationAct.objects.exists()


def test_an_edit_between_look_and_decision_publishes_nothing(ad, moderator):
    seen = case_of(ad)
    edited(ad)
    with pytest.raises(ReviewOutdated):
        decide(seen, D.APPROVED, moderator)
    now = case_of(ad)
    with pytest.raises(ReviewOutdated):
        services.decide_case(
            case_id=now.pk, decision=D.APPROVED, by=moderator, seen_revision=seen.revision_id
        )
    assert BoardEntry.objects.get(pk=ad.pk).status == AdStatus.IN_MODERATION
    decide(now, D.APPROVED, moderator)
    assert BoardEntry.objects.get(pk=ad.pk).title == "Иначе"


def test_the_second_moderator_is_told_who_decided_what(ad, moderator):
    case = case_of(ad)
    decide(case, D.REJECTED, moderator)
    with pytest.raises(AlreadyDecided, match=str(moderator)):
        decide(case, D.APPROVED, UserFactory(moderator=True))
    assert BoardEntry.objects.get(pk=ad.pk).status == AdStatus.REJECTED


def test_what_one_has_on_the_desk_another_neither_takes_nor_decides(ad, moderator):
    case, other = case_of(ad), UserFactory(moderator=True)
    services.claim_case(case_id=case.pk, by=moderator)
    with pytest.raises(OnAnothersDesk, match=str(moderator)):
        services.claim_case(case_id=case.pk, by=other)
    with pytest.raises(OnAnothersDesk):
        decide(case, D.APPROVED, other)
    assert services.take_next(by=other) is None
    Case.objects.update(claimed_until=timezone.now())
    assert services.take_next(by=other) == case


def test_a_released_case_is_anybodys(ad, moderator):
    case, other = case_of(ad), UserFactory(moderator=True)
    services.claim_case(case_id=case.pk, by=moderator)
    services.release_case(case_id=case.pk, by=other)
    assert services.take_next(by=other) is None
    services.release_case(case_id=case.pk, by=moderator)
    assert services.take_next(by=other) == case


def test_the_oldest_is_taken_first_and_the_next_one_behind_it(moderator):
    young, old = case_of(AdFactory(submitted=True)), case_of(AdFactory(submitted=True))
    Case.objects.filter(pk=old.pk).update(since=timezone.now() - timedelta(days=1))
    first = services.take_next(by=moderator)
    assert first == old
    assert services.take_next(by=moderator, after=first) == young
    assert services.take_next(by=moderator, kind=Case.Kind.FLAG) is None


@pytest.mark.parametrize("trait", [{}, {"editor": True}])
def test_others_neither_claim_nor_decide(ad, trait):
    case, other = case_of(ad), UserFactory(**trait)
    for door in (
        lambda: decide(case, D.APPROVED, other),
        lambda: services.claim_case(case_id=case.pk, by=other),
        lambda: services.take_next(by=other),
    ):
        with pytest.raises(NotModerator):
            door()


@pytest.mark.parametrize("decision", [D.UPHELD, D.GONE, D.LIFTED, "unheard-of"])
def test_a_listing_takes_no_decision_of_another_kind(ad, moderator, decision):
    with pytest.raises(NoSuchDecision):
        decide(case_of(ad), decision, moderator)


def test_the_sweep_puts_right_what_no_signal_told(ad):
    other = AdFactory(submitted=True)
    Case.objects.filter(subject_id=ad.pk).delete()
    BoardEntry.objects.filter(pk=other.pk).update(status=AdStatus.DRAFT, pending=PendingEdit.NONE)
    assert reconcile_queue() == 2
    assert case_of(ad).revision_id == ad.latest_revision_id
    assert Case.objects.get(subject_id=other.pk).decision == D.GONE
    assert reconcile_queue() == 0


def test_one_listing_that_cannot_be_queued_stops_no_other(ad, monkeypatch, caplog):
    other = AdFactory(submitted=True)
    Case.objects.all().delete()
    written = reviews.record_wait

    def fail_for_one(*, entry, revision_id):
        if entry.pk == ad.pk:
            raise ArithmeticError
        written(entry=entry, revision_id=revision_id)

    monkeypatch.setattr(reviews, "record_wait", fail_for_one)
    assert reconcile_queue() == 1
    assert Case.objects.get().subject_id == other.pk
    assert f"waits without a case, {ad.pk}" in caplog.text
