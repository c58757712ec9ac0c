"""The last question before an issue leaves, what its certificate may say, and errors that are seen."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from newsletter import services, tasks
from newsletter.models import AudienceRule, DryRun, Mailing, MailingStatus
from newsletter.services.pacing import Pace
from newsletter.tests.factories import IssueFactory, release, subscriber
from newsletter.tests.test_release_page import HTTP, address, ask, two_persons

pytestmark = pytest.mark.django_db


def fields_of(page) -> dict[str, str]:
    """Return what the form of the question sends back."""
    found = page.context["pace"], page.context["form"]
    data = {field.html_name: field.value() for form in found for field in form}
    sent = {name: value for name, value in data.items() if value not in (None, "", False)}
    return ask(revision=page.context["revision_id"], **sent)


def certificate(cms: Client) -> str:
    return cms.get(f"/cms/mailings/{Mailing.objects.get().pk}/", headers={"accept-language": "en"}).text


def test_the_button_asks_once_more_with_subject_and_readers(cms):
    for _ in range(3):
        subscriber()
    subscriber(language="en")
    issue = IssueFactory(subject="Ярмарка")
    page = cms.post(address(issue), ask(do="ask", language="ru", per_minute="30"))
    assert (page.context["recipients"], page.context["issue"].subject) == (3, "Ярмарка")
    assert "Ярмарка" in page.text
    assert 'name="language" value="ru"' in page.text
    assert 'name="per_minute" value="30"' in page.text
    assert not Mailing.objects.exists()
    assert not DryRun.objects.exists()
    cms.post(address(issue), fields_of(page) | {"do": "release"})
    mailing = Mailing.objects.get()
    assert (mailing.audience_rule.language, mailing.per_minute) == ("ru", 30)


def test_a_dry_run_is_shown_by_the_question_and_answers_it_for_nobody(cms):
    subscriber()
    issue = IssueFactory()
    cms.post(address(issue), ask(do="dry-run", language="ru"))
    other = cms.post(address(issue), ask(do="ask", language="en"))
    assert other.context["report"] is None, "another audience"
    page = cms.post(address(issue), ask(do="ask", language="ru"))
    assert page.context["report"].dry_run.would_go == 1
    assert not Mailing.objects.exists()
    cms.post(address(issue), fields_of(page) | {"do": "release"})
    assert not Mailing.objects.get().dry_run.made_at_release


def test_while_a_dry_run_runs_nothing_is_asked(cms, editor):
    issue = IssueFactory()
    services.ask_for_dry_run(page_id=issue.pk, rule=AudienceRule(language="ru"), by=editor)
    answer = cms.post(address(issue), ask(do="ask", language="ru", per_minute="30"))
    assert answer.status_code == 302
    assert "per_minute=30" in answer.url
    assert not Mailing.objects.exists()


def test_what_the_dry_run_found_is_ticked_before_the_question(cms):
    subscriber(email="почта@example.com")
    issue = IssueFactory()
    cms.post(address(issue), ask(do="dry-run"))
    assert cms.post(address(issue), ask(do="ask")).status_code == 409
    assert cms.post(address(issue), ask(do="ask", accepted="1")).status_code == 200


def test_a_text_that_changed_is_asked_about_again(cms):
    issue = IssueFactory()
    page = cms.post(address(issue), ask(do="ask"))
    revised = issue.get_latest_revision_as_object()
    revised.subject = "Другая тема"
    revised.save_revision()
    again = cms.post(address(issue), fields_of(page) | {"do": "release"})
    assert again.context["issue"].subject == "Другая тема"
    assert not Mailing.objects.exists()
    cms.post(address(issue), fields_of(again) | {"do": "release"})
    assert Mailing.objects.get().subject == "Другая тема"


def test_warnings_are_ticked_before_the_question(cms):
    issue = IssueFactory(body=HTTP)
    assert cms.post(address(issue), ask(do="ask")).status_code == 409
    page = cms.post(address(issue), ask(do="ask", accepted="1"))
    assert page.status_code == 200
    assert 'name="accepted" value="1"' in page.text
    assert not DryRun.objects.exists()


def test_what_cannot_be_released_is_refused_instead_of_asked_about(cms, editor):
    assert cms.post(address(IssueFactory(subject="")), ask(do="ask")).status_code == 409
    released = IssueFactory()
    release(released)
    assert cms.post(address(released), ask(do="ask")).status_code == 409
    two_persons()
    own = IssueFactory()
    own.get_latest_revision_as_object().save_revision(user=editor)
    assert cms.post(address(own), ask(do="ask")).status_code == 409
    assert Mailing.objects.count() == 1


@pytest.mark.parametrize("tried", [True, False])
def test_no_certificate_speaks_of_a_dry_run_that_nobody_made(cms, tried):
    subscriber()
    issue = IssueFactory()
    if tried:
        cms.post(address(issue), ask(do="dry-run"))
    cms.post(address(issue), ask(do="release"))
    tasks.carry_on()
    assert Mailing.objects.get().status == MailingStatus.FINISHED
    assert Mailing.objects.get().dry_run.made_at_release != tried
    text = certificate(cms)
    assert ("every letter of the dry run was sent" in text) == tried
    assert ("Nobody made a dry run before" in text) != tried


@pytest.mark.parametrize("cancelled", [True, False])
def test_a_mailing_that_has_not_begun_differs_in_nothing(cms, editor, cancelled):
    subscriber()
    issue = IssueFactory()
    cms.post(address(issue), ask(do="dry-run"))
    mailing = services.release_mailing(
        page_id=issue.pk,
        by=editor,
        dry_run_id=DryRun.objects.get().pk,
        pace=Pace(at=timezone.now() + timedelta(days=1)),
    )
    if cancelled:
        services.cancel_mailing(mailing_id=mailing.pk, by=editor)
        tasks.carry_on()
    text = certificate(cms)
    assert "Differences" not in text
    assert "under way" not in text
    assert ("cancelled before it began" if cancelled else "has not begun") in text


def test_a_moment_that_is_over_is_told_at_the_top_and_leads_to_its_field(cms):
    page = cms.post(address(IssueFactory()), ask(do="ask", at="2020-01-01T10:00"))
    assert page.status_code == 400
    top = page.text.split("data-errors")[1].split("</div>")[0]
    assert 'href="#id_at"' in top
    assert str(page.context["pace"].errors["at"][0]) in top
    assert "data-errors" not in cms.get(address(IssueFactory())).text
