"""The release page of the CMS: audience, test letters, dry run, ticks, two persons, the review."""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import TaskState, WorkflowState

from accounts.tests.factories import UserFactory
from common.errors import InvalidInput, NotAllowed, TooMany
from mailing.models import OutboxMessage
from moderation.models import ModerationAct
from newsletter import rehearsal, services
from newsletter.models import (
    AudienceRule,
    DryRun,
    Mailing,
    NewsletterPage,
    NewsletterRules,
    Segment,
    Topic,
)
from newsletter.tests.factories import IssueFactory, release, subscriber

pytestmark = pytest.mark.django_db

HTTP = [("text", '<p><a href="http://example.org/">карта</a></p>')]


def address(issue: NewsletterPage) -> str:
    return reverse("newsletter_mailings:release", args=[issue.pk])


def edit(issue: NewsletterPage) -> str:
    return reverse("wagtailadmin_pages:edit", args=[issue.pk])


def client_of(**who) -> Client:
    client = Client()
    client.force_login(UserFactory(**who))
    return client


def ask(**conditions):
    return {"audience": "1", **conditions}


def test_an_issue_is_for_those_who_chose_its_topic(cms):
    chosen, other = subscriber(), subscriber()
    topic = Topic.objects.get(name_en="Events")
    services.set_subscription(wanted=True, by=chosen.user, topics=[topic.pk])
    issue = IssueFactory(topic=topic)
    assert cms.get(address(issue)).context["recipients"] == 1
    cms.post(address(issue))
    mailing = Mailing.objects.get()
    assert mailing.audience_rule == AudienceRule(topic=topic.pk)
    assert other.topics != [topic.pk]


def test_a_segment_fills_in_its_conditions(cms):
    subscriber(language="en")
    subscriber()
    segment = Segment.objects.create(name="Англичане", language="en")
    pressed = ask(do="segment", segment=segment.pk, per_minute="30")
    page = cms.post(address(IssueFactory()), pressed, follow=True)
    assert page.context["recipients"] == 1
    assert page.context["form"]["language"].value() == "en"
    assert page.context["pace"]["per_minute"].value() == "30"


def test_no_segment_at_all_is_refused_where_one_is_asked_for(cms):
    Segment.objects.create(name="Англичане", language="en")
    shown = cms.get(address(IssueFactory())).context["segments"]
    assert "required" not in str(shown["segment"]), "a browser would hold back every button of the page"
    page = cms.post(address(IssueFactory()), ask(do="segment", language="ru"))
    assert page.status_code == 400
    assert list(page.context["segments"].errors) == ["segment"]
    assert page.context["form"]["language"].value() == "ru"


def test_the_number_is_counted_by_a_button_and_by_fetch(cms):
    subscriber(language="en")
    subscriber()
    page = cms.post(address(IssueFactory()), ask(do="count", language="en"))
    assert page.context["recipients"] == 1
    answer = cms.get(reverse("newsletter_mailings:audience"), {"language": "en", "seen_within_days": "7"})
    assert answer.json()["count"] == 1
    assert "no-store" in answer["Cache-Control"]
    assert not Mailing.objects.exists()


def test_nonsense_conditions_are_refused(cms):
    wrong = {"language": "xx", "seen_within_days": "-1"}
    assert cms.post(address(IssueFactory()), ask(**wrong)).status_code == 400
    assert cms.get(reverse("newsletter_mailings:audience"), wrong).status_code == 400
    assert not Mailing.objects.exists()


def test_the_dry_run_is_shown_and_signed_by_the_release(cms, editor):
    subscriber()
    subscriber(confirmed=False)
    issue = IssueFactory()
    page = cms.post(address(issue), ask(do="dry-run", language="ru"), follow=True)
    assert page.context["report"].dry_run.would_go == 1
    assert page.context["form"]["language"].value() == "ru"
    cms.post(address(issue), ask(do="release", language="ru"))
    dry_run, mailing = DryRun.objects.get(), Mailing.objects.get()
    assert (dry_run.mailing, dry_run.signed_name) == (mailing, editor.display_name)
    ledger = cms.get(reverse("newsletter_mailings:letters", args=[mailing.pk]))
    assert editor.display_name in ledger.text


def test_a_release_without_a_dry_run_makes_a_small_one(cms):
    subscriber()
    cms.post(address(IssueFactory()))
    assert DryRun.objects.get().mailing == Mailing.objects.get()


def test_a_large_audience_waits_for_its_dry_run(cms, monkeypatch, broker, django_capture_on_commit_callbacks):
    monkeypatch.setattr(rehearsal, "AT_ONCE", 1)
    for _ in range(2):
        subscriber()
    issue = IssueFactory()
    with django_capture_on_commit_callbacks(execute=True):
        cms.post(address(issue))
    dry_run = DryRun.objects.get()
    assert (dry_run.is_done, broker) == (False, ["newsletter.tasks.rehearse"])
    assert not Mailing.objects.exists()
    progress = reverse("newsletter_mailings:dry_run", args=[dry_run.pk])
    assert cms.get(progress).json() == {"done": False, "percent": 0, "looked_at": 0}
    assert progress in cms.get(address(issue)).text
    rehearsal.rehearse(dry_run.pk, seconds=9)
    assert cms.get(progress).json()["done"]
    cms.post(address(issue))
    assert Mailing.objects.get().dry_run == dry_run


def test_warnings_want_a_tick(cms):
    issue = IssueFactory(body=HTTP)
    page = cms.get(address(issue))
    assert 'name="accepted"' in page.text
    refused = cms.post(address(issue), ask(do="release"))
    assert refused.status_code == 409
    assert not Mailing.objects.exists()
    cms.post(address(issue), ask(do="release", accepted="1"))
    assert Mailing.objects.exists()


def test_a_letter_that_cannot_be_made_wants_a_tick(cms):
    subscriber(email="почта@example.com")
    issue = IssueFactory()
    assert cms.post(address(issue), ask(do="release")).status_code == 409
    cms.post(address(issue), ask(do="release", accepted="1"))
    assert Mailing.objects.exists()


def test_an_error_closes_the_release(cms):
    issue = IssueFactory(body=[("button", {"label": "Туда", "address": "/board/999999-gone/"})])
    assert "/board/999999-gone/" in cms.get(address(issue)).text
    cms.post(address(issue), ask(do="release", accepted="1"))
    assert not Mailing.objects.exists()


def test_a_test_goes_to_the_addresses_that_are_given(cms, editor):
    issue = IssueFactory(subject="Ярмарка")
    cms.post(address(issue), {"do": "test", "addresses": "One@example.com, two@example.com\none@example.com"})
    letters = OutboxMessage.objects.order_by("to")
    assert [letter.to for letter in letters] == ["one@example.com", "two@example.com"]
    for letter in letters:
        assert letter.subject.endswith("] Ярмарка")
        assert editor.display_name in letter.text
        assert editor.display_name in letter.html
    act = ModerationAct.objects.get(what="newsletter.test")
    assert (act.by, act.after) == (editor, {"letters": 2})


def test_left_empty_the_test_goes_to_oneself_and_uses_no_power(cms, editor):
    cms.post(address(IssueFactory()), {"do": "test", "addresses": " "})
    assert OutboxMessage.objects.get().to == editor.email
    assert not ModerationAct.objects.exists()


@pytest.mark.parametrize("to", [["nonsense"], [" "], [f"{number}@example.com" for number in range(11)]])
def test_wrong_or_too_many_addresses_are_refused(editor, to):
    with pytest.raises(InvalidInput):
        services.send_test(page_id=IssueFactory().pk, by=editor, to=to)
    assert not OutboxMessage.objects.exists()


def test_tests_are_limited(editor, settings):
    settings.LIMITS_FACTOR = 1
    issue = IssueFactory()
    for _ in range(20):
        services.send_test(page_id=issue.pk, by=editor)
    with pytest.raises(TooMany):
        services.send_test(page_id=issue.pk, by=editor)


def two_persons() -> None:
    rules = NewsletterRules.load()
    rules.two_persons = True
    rules.save()


def test_with_two_persons_the_last_editor_does_not_release(cms, editor):
    two_persons()
    issue = IssueFactory()
    issue.get_latest_revision_as_object().save_revision(user=editor)
    page = cms.get(address(issue))
    assert page.context["is_last_editor"]
    assert 'value="ask"' not in page.text
    assert "action-newsletter-release" not in cms.get(edit(issue)).text
    cms.post(address(issue))
    with pytest.raises(NotAllowed):
        services.release_mailing(page_id=issue.pk, by=editor)
    assert not Mailing.objects.exists()


def test_with_two_persons_the_other_one_releases(editor):
    two_persons()
    issue = IssueFactory()
    issue.get_latest_revision_as_object().save_revision(user=editor)
    client_of(editor=True).post(address(issue))
    assert Mailing.objects.exists()


def test_at_first_one_person_is_enough(editor):
    issue = IssueFactory()
    issue.get_latest_revision_as_object().save_revision(user=editor)
    assert services.release_mailing(page_id=issue.pk, by=editor)


def test_only_administrators_change_that_rule(cms):
    settings_page = reverse("wagtailsettings:edit", args=["newsletter", "newsletterrules"])
    assert cms.get(settings_page, follow=True).redirect_chain[-1][0] == reverse("wagtailadmin_home")
    assert client_of(administrator=True).get(settings_page, follow=True).status_code == 200


@pytest.fixture
def handed_over(editor) -> NewsletterPage:
    issue = IssueFactory()
    issue.get_workflow().start(issue, editor)
    return issue


def test_an_issue_that_was_handed_over_waits_for_those_who_release(handed_over):
    releaser, moderator = client_of(editor=True), client_of(moderator=True)
    home = reverse("wagtailadmin_home")
    assert handed_over.title in releaser.get(home).text
    assert handed_over.title not in moderator.get(home).text
    answer = moderator.get(edit(handed_over))
    assert answer.status_code == 403 or answer.url == home


def test_going_on_leads_to_the_release_and_the_release_ends_the_review(handed_over, editor):
    task = handed_over.current_workflow_task
    assert [name for name, *_ in task.get_actions(handed_over, editor)] == ["reject", "release"]
    assert task.get_actions(handed_over, UserFactory(moderator=True)) == []
    task.on_action(handed_over.current_workflow_task_state, editor, "release")
    assert handed_over.workflow_in_progress
    release(handed_over)
    state = WorkflowState.objects.get()
    assert state.status == WorkflowState.STATUS_APPROVED
    assert state.current_task_state.status == TaskState.STATUS_APPROVED
    assert Mailing.objects.count() == 1


def test_asking_for_changes_sends_it_back_and_a_release_still_works(handed_over, editor):
    task = handed_over.current_workflow_task
    task.on_action(handed_over.current_workflow_task_state, editor, "approve")
    assert handed_over.workflow_in_progress, "approving is what the release does"
    task.on_action(handed_over.current_workflow_task_state, editor, "reject", comment="Короче")
    state = WorkflowState.objects.get()
    assert state.status == WorkflowState.STATUS_NEEDS_CHANGES
    release(handed_over)
    state.refresh_from_db()
    assert state.status == WorkflowState.STATUS_CANCELLED


@pytest.mark.parametrize("name", ["audience", "dry_run"])
def test_figures_are_for_those_who_release(name, visitor, editor):
    dry_run = services.ask_for_dry_run(page_id=IssueFactory().pk, rule=AudienceRule(), by=editor)
    url = reverse(f"newsletter_mailings:{name}", args=[dry_run.pk] if name == "dry_run" else [])
    assert client_of().get(url).status_code == 403
    moderator = client_of(moderator=True).get(url)
    assert moderator.status_code == 403 or moderator.url == reverse("wagtailadmin_home")
    assert "login" in visitor.get(url).url
    releaser = client_of(editor=True)
    assert releaser.post(url).status_code == 405
    assert releaser.get(reverse("newsletter_mailings:dry_run", args=[0])).status_code == 404
