"""What can't be undone asks first, without scripts, too; a mailing that hasn't begun can be moved."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.tests.factories import UserFactory
from common.errors import IllegalTransition, InvalidInput, NotAllowed
from mailing.rows import Status
from moderation.models import ModerationAct
from newsletter import services
from newsletter.models import Mailing, MailingStatus
from newsletter.services import Pace, carrying_on
from newsletter.services.pacing import pace_of
from newsletter.tests.factories import IssueFactory, release, subscriber

pytestmark = pytest.mark.django_db

ENGLISH = {"accept-language": "en"}
TOMORROW = timedelta(days=1)


@pytest.fixture
def scheduled(editor: User) -> Mailing:
    subscriber()
    return services.release_mailing(
        page_id=IssueFactory(subject="Ярмарка").pk,
        by=editor,
        pace=Pace(at=timezone.now() + TOMORROW, per_minute=90),
    )


def steer(mailing: Mailing, verb: str) -> str:
    return reverse("newsletter_mailings:steer", args=[mailing.pk, verb])


def move(mailing: Mailing) -> str:
    return reverse("newsletter_mailings:reschedule", args=[mailing.pk])


def page(mailing: Mailing) -> str:
    return reverse("newsletter_mailings:letters", args=[mailing.pk])


def status(mailing: Mailing) -> str:
    mailing.refresh_from_db()
    return mailing.status


def test_starting_asks_with_subject_readers_and_pace(cms, scheduled):
    question = cms.post(steer(scheduled, "start"), headers=ENGLISH)
    assert question.status_code == 200
    for said in ("Ярмарка", "Send to 1 reader now", "at most 90 letters", "can’t be called back"):
        assert said.lower() in question.text.lower(), said
    assert status(scheduled) == MailingStatus.SCHEDULED
    assert cms.post(steer(scheduled, "start"), {"sure": "1"}).url == page(scheduled)
    assert status(scheduled) == MailingStatus.QUEUED


def test_cancelling_asks_and_says_what_is_lost(cms, scheduled):
    question = cms.post(steer(scheduled, "cancel"), headers=ENGLISH)
    assert "can be released anew" in question.text
    assert status(scheduled) == MailingStatus.SCHEDULED
    cms.post(steer(scheduled, "cancel"), {"sure": "1"})
    assert status(scheduled) == MailingStatus.CANCELLED


def test_cancelling_on_the_way_says_how_many_letters_wait(cms):
    for _ in range(2):
        subscriber()
    mailing = release()
    question = cms.post(steer(mailing, "cancel"), headers=ENGLISH)
    assert question.context["waiting"] == 2
    assert "can be released anew" not in question.text
    assert status(mailing) == MailingStatus.SENDING


def test_sending_again_asks_and_takes_the_one_letter_along(cms):
    people = [subscriber() for _ in range(2)]
    mailing = release()
    mailing.deliveries.update(status=Status.UNCERTAIN, finished_at=timezone.now())
    letter = mailing.deliveries.get(subscriber=people[0])
    question = cms.post(steer(mailing, "again"), {"letter": letter.pk}, headers=ENGLISH)
    assert f'name="letter" value="{letter.pk}"' in question.text
    assert mailing.deliveries.filter(status=Status.UNCERTAIN).count() == 2
    cms.post(steer(mailing, "again"), {"letter": letter.pk, "sure": "1"})
    assert mailing.deliveries.filter(status=Status.UNCERTAIN).count() == 1


def test_pausing_and_going_on_ask_nothing(cms):
    mailing = release()
    cms.post(steer(mailing, "pause"))
    assert status(mailing) == MailingStatus.PAUSED
    cms.post(steer(mailing, "resume"))
    assert status(mailing) == MailingStatus.SENDING


def test_nothing_is_asked_about_another_state_or_a_mailing_that_is_not_there(cms):
    mailing = release()
    answer = cms.post(steer(mailing, "start"), follow=True, headers=ENGLISH)
    assert answer.redirect_chain[0][0] == page(mailing)
    assert "in another state by now" in answer.text
    assert cms.post(reverse("newsletter_mailings:steer", args=[0, "start"])).status_code == 404


def test_a_start_by_hand_is_called_so_in_the_log(editor, scheduled):
    services.start_late(mailing_id=scheduled.pk, by=editor)
    act = ModerationAct.objects.latest("pk")
    assert (act.what, act.before, act.after) == (
        "newsletter.start",
        {"status": "scheduled"},
        {"status": "queued"},
    )
    assert act.get_what_display() != act.what


def moved(days: int) -> Pace:
    at = timezone.now().replace(second=0, microsecond=0) + timedelta(days=days)
    return Pace(at=at, per_minute=30, local_hour=0)


def sent(pace: Pace) -> dict[str, str]:
    at = timezone.localtime(pace.at)
    return {"at": f"{at:%Y-%m-%dT%H:%M}", "per_minute": "30", "ramp_up_from": "", "local_hour": "0"}


def test_a_mailing_that_has_not_begun_is_moved(cms, editor, scheduled):
    form = cms.get(move(scheduled))
    assert form.context["pace"]["per_minute"].value() == 90
    assert form.context["pace"]["ramp_up_from"].value() is None
    assert move(scheduled) in cms.get(page(scheduled)).text
    html = Mailing.objects.get().html
    before, later = pace_of(scheduled), moved(days=3)
    assert cms.post(move(scheduled), sent(later)).url == page(scheduled)
    mailing = Mailing.objects.get()
    assert (mailing.status, pace_of(mailing), mailing.html) == (MailingStatus.SCHEDULED, later, html)
    act = ModerationAct.objects.latest("pk")
    assert (act.what, act.by) == ("newsletter.reschedule", editor)
    assert (act.before, act.after) == (before.as_told(), later.as_told())


def test_one_that_asks_whether_it_should_still_go_gets_a_new_moment(editor, scheduled):
    Mailing.objects.update(status=MailingStatus.LATE, scheduled_at=timezone.now() - TOMORROW)
    services.reschedule_mailing(mailing_id=scheduled.pk, by=editor, pace=moved(days=1))
    assert status(scheduled) == MailingStatus.SCHEDULED
    assert scheduled.scheduled_at == moved(days=1).at


@pytest.mark.parametrize("wrong", [{"at": ""}, {"at": "2020-01-01T10:00"}, {"per_minute": "0"}])
def test_a_wrong_moment_or_pace_is_refused_with_what_was_typed(cms, scheduled, wrong):
    answer = cms.post(move(scheduled), sent(moved(days=3)) | wrong)
    assert answer.status_code == 400
    assert list(answer.context["pace"].errors) == list(wrong)
    assert pace_of(Mailing.objects.get()) == pace_of(scheduled)


@pytest.mark.parametrize("at", [None, timezone.now() - TOMORROW])
def test_the_verb_itself_wants_a_moment_to_come(editor, scheduled, at):
    with pytest.raises(InvalidInput) as refused:
        services.reschedule_mailing(mailing_id=scheduled.pk, by=editor, pace=Pace(at=at))
    assert list(refused.value.field_errors) == ["at"]


@pytest.mark.parametrize(
    "state", [state for state in MailingStatus if state not in ("scheduled", "late", "finished")]
)
def test_what_has_begun_is_not_moved(cms, editor, scheduled, state):
    Mailing.objects.update(status=state)
    for answer in (cms.get(move(scheduled)), cms.post(move(scheduled), sent(moved(days=1)))):
        assert answer.status_code == 409
        assert page(scheduled) in answer.text
    with pytest.raises(IllegalTransition):
        services.reschedule_mailing(mailing_id=scheduled.pk, by=editor, pace=moved(days=1))


def test_one_that_is_moved_while_a_worker_looks_for_what_is_due_does_not_start(scheduled):
    carrying_on._start(scheduled.pk)
    assert status(scheduled) == MailingStatus.SCHEDULED


@pytest.mark.parametrize("who", [{}, {"moderator": True}])
def test_nobody_else_moves_a_mailing(client, scheduled, who):
    person = UserFactory(**who)
    client.force_login(person)
    answer = client.post(move(scheduled), sent(moved(days=3)))
    assert answer.status_code == 403 or answer.url == reverse("wagtailadmin_home")
    with pytest.raises(NotAllowed):
        services.reschedule_mailing(mailing_id=scheduled.pk, by=person, pace=moved(days=1))
    assert pace_of(Mailing.objects.get()) == pace_of(scheduled)


def test_a_mailing_that_is_not_there_is_not_moved(cms):
    assert cms.get(reverse("newsletter_mailings:reschedule", args=[0])).status_code == 404
