"""A mailing's letters in the CMS: by state, by reader, page by page, and sums that nobody counts."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.tests.factories import UserFactory
from mailing.engine.claim import claim
from mailing.engine.marks import mark
from mailing.engine.outcomes import Outcome
from mailing.rows import Status
from newsletter import delivery, services, tasks
from newsletter.models import Delivery, Mailing, MailingStatus, Tally
from newsletter.selectors import letters
from newsletter.tests.factories import release, subscriber

pytestmark = pytest.mark.django_db


def page(mailing: Mailing) -> str:
    return reverse("newsletter_mailings:letters", args=[mailing.pk])


def set_status(mailing: Mailing, status: str, *readers) -> None:
    finished = timezone.now() if status not in (Status.QUEUED, Status.SENDING) else None
    rows = mailing.deliveries.filter(subscriber__in=readers) if readers else mailing.deliveries.all()
    rows.update(status=status, finished_at=finished, lease_until=None)


def names(shown: letters.LetterPage) -> list[str | None]:
    return [it.subscriber.user.email if it.subscriber else None for it in shown.letters]


def test_pages_show_each_letter_once_and_those_of_gone_readers_last(monkeypatch):
    monkeypatch.setattr(letters, "LETTERS_ON_A_PAGE", 2)
    people = [subscriber() for _ in range(6)]
    mailing = release()
    for gone in people[:3]:
        gone.user.delete()
    seen, start, pages = [], "", 0
    while pages == 0 or start:
        shown = letters.page_of_letters(mailing, start=start)
        seen += [it.pk for it in shown.letters]
        start, pages = shown.following, pages + 1
    assert pages == 3
    assert len(seen) == len(set(seen)) == 6
    assert [Delivery.objects.get(pk=pk).subscriber_id for pk in seen[3:]] == [None] * 3


@pytest.mark.parametrize("start", ["", "x", "r", "rr1", "g-1", "r" + "9" * 30, "r٣"])
def test_a_broken_place_is_the_beginning(start):
    person = subscriber()
    assert names(letters.page_of_letters(release(), start=start)) == [person.user.email]


def test_letters_are_found_by_state_and_by_the_beginning_of_address_or_name():
    first = subscriber(email="Anna.K@example.com", display_name="Анна")
    second = subscriber(email="boris@example.com", display_name="Борис")
    mailing = release()
    set_status(mailing, Status.FAILED, second)
    assert names(letters.page_of_letters(mailing, status="failed")) == [second.user.email]
    assert names(letters.page_of_letters(mailing, reader="anna.k@")) == [first.user.email]
    assert names(letters.page_of_letters(mailing, reader="БОР")) == [second.user.email]
    assert names(letters.page_of_letters(mailing, reader="anna", status="failed")) == []
    assert names(letters.page_of_letters(mailing, reader="%")) == []
    assert len(names(letters.page_of_letters(mailing, status="burnt"))) == 2


def test_the_page_leads_on_and_keeps_what_was_asked(cms, monkeypatch):
    monkeypatch.setattr(letters, "LETTERS_ON_A_PAGE", 1)
    people = [subscriber(email=f"reader{number}@example.com") for number in range(2)]
    mailing = release()
    first = cms.get(page(mailing), {"q": "reader", "status": "queued"})
    assert people[0].user.email in first.text
    assert people[1].user.email not in first.text
    following = re.search(r'href="(\?[^"]*from=[^"]*)"', first.text)
    assert following is not None
    second = cms.get(page(mailing) + following[1].replace("&amp;", "&"))
    assert people[1].user.email in second.text
    assert 'value="reader"' in second.text
    assert "from=" not in second.text.partition('<nav class="mailing-pages"')[2]


def test_whoever_releases_sends_one_doubtful_letter_again_from_its_row(cms, client):
    person, other = subscriber(), subscriber()
    mailing = release()
    set_status(mailing, Status.UNCERTAIN)
    letter = mailing.deliveries.get(subscriber=person)
    assert f'name="letter" value="{letter.pk}"' in cms.get(page(mailing)).text
    cms.post(f"{page(mailing)}steer/again/", {"letter": letter.pk, "sure": "1"})
    letter.refresh_from_db()
    assert letter.status == Status.QUEUED
    assert mailing.deliveries.get(subscriber=other).status == Status.UNCERTAIN


def test_the_page_has_no_query_that_counts_the_letters(cms):
    for _ in range(3):
        subscriber()
    mailing = release()
    cms.get(page(mailing))
    with CaptureQueriesContext(connection) as asked:
        cms.get(page(mailing))
    about = [it["sql"] for it in asked if "newsletter_delivery" in it["sql"] and "COUNT(" in it["sql"]]
    # Those in flight, by their own small index; those who have left the list since.
    assert all("'sending'" in sql or "unsubscribed_at" in sql for sql in about), about


@pytest.mark.parametrize("who", [{}, {"moderator": True}])
def test_nobody_else_reads_the_list(who):
    mailing = release()
    client = Client()
    client.force_login(UserFactory(**who))
    answer = client.get(page(mailing))
    assert answer.status_code == 403 or answer.url == reverse("wagtailadmin_home")


def test_an_unknown_mailing_is_not_found(cms):
    assert cms.get(reverse("newsletter_mailings:letters", args=[0])).status_code == 404


def test_the_tallies_say_what_a_count_says_whatever_happens_to_the_letters(editor):
    people = [subscriber() for _ in range(8)]
    mailing = release()

    def check() -> None:
        fresh = Mailing.objects.get(pk=mailing.pk)
        assert fresh.letters == fresh.count_letters()

    check()
    queue = delivery.DeliveryQueue(mailing.pk)
    rows = claim(queue, "worker")
    check()
    mark(queue, rows[:3], Outcome(Status.SENT), "worker")
    mark(queue, rows[3:4], Outcome(Status.FAILED, "550"), "worker")
    mark(queue, rows[4:5], Outcome(Status.SKIPPED, "left"), "worker")
    mark(queue, rows[5:6], Outcome(Status.QUEUED, "later"), "worker")
    check()
    Delivery.objects.filter(status=Status.SENDING).update(lease_until=timezone.now() - timezone.timedelta(1))
    assert delivery.recover_abandoned() == 2
    check()
    services.send_doubtful_again(mailing_id=mailing.pk, by=editor)
    people[0].user.delete()
    check()
    services.cancel_mailing(mailing_id=mailing.pk, by=editor)
    services.close_mailings()
    check()
    assert not Tally.objects.exists()


def test_a_mailing_that_goes_on_after_its_end_adds_to_what_it_had(editor, mail_server):
    for _ in range(3):
        subscriber()
    mailing = release()
    set_status(mailing, Status.SENT)
    first = mailing.deliveries.first()
    mailing.deliveries.filter(pk=first.pk).update(status=Status.UNCERTAIN)
    services.close_mailings()
    services.send_doubtful_again(mailing_id=mailing.pk, by=editor)
    mailing = Mailing.objects.get(pk=mailing.pk)
    assert (mailing.letters[Status.SENT], mailing.letters[Status.QUEUED]) == (2, 1)
    tasks.carry_on()
    mailing = Mailing.objects.get(pk=mailing.pk)
    assert (mailing.status, mailing.sent, mailing.uncertain) == (MailingStatus.FINISHED, 3, 0)


def test_a_slow_worker_whose_letter_did_not_go_after_all_opens_the_mailing_again(mail_server):
    person = subscriber()
    mailing = release()
    queue = delivery.DeliveryQueue(mailing.pk)
    rows = claim(queue, "slow")
    mailing.deliveries.update(lease_until=timezone.now() - timezone.timedelta(1))
    tasks.sweep_newsletters()
    assert Mailing.objects.get(pk=mailing.pk).status == MailingStatus.FINISHED
    mark(queue, rows, Outcome(Status.QUEUED, "451 Later"), "slow")
    services.close_mailings()
    assert Mailing.objects.get(pk=mailing.pk).status == MailingStatus.SENDING
    tasks.carry_on()
    assert mail_server.recipients() == [person.user.email]
    assert Mailing.objects.get(pk=mailing.pk).sent == 1


def test_a_mailing_paused_meanwhile_is_not_closed(editor):
    subscriber()
    mailing = release()
    set_status(mailing, Status.SENT)
    services.pause_mailing(mailing_id=mailing.pk, by=editor)
    services.close_mailings()
    mailing = Mailing.objects.get(pk=mailing.pk)
    assert (mailing.status, mailing.finished_at) == (MailingStatus.PAUSED, None)
    services.resume_mailing(mailing_id=mailing.pk, by=editor)
    services.close_mailings()
    mailing = Mailing.objects.get(pk=mailing.pk)
    assert (mailing.status, mailing.sent) == (MailingStatus.FINISHED, 1)
