"""The short way into the moderators' queue writes what Wagtail's own way writes, and costs little."""

import pytest
from django.contrib.auth.models import Group
from django.db.models import DateTimeField
from wagtail.models import GroupApprovalTask, PageLogEntry, TaskState, Workflow, WorkflowState, WorkflowTask
from wagtail.signals import task_submitted, workflow_submitted

from accounts.tests.factories import UserFactory
from ads import services
from ads.models import AdPage, AdStatus, BoardEntry
from ads.models.pages import written_fields
from ads.services import sending
from ads.tests.factories import AdFactory

pytestmark = pytest.mark.django_db

FORM = {"title": "Ищем двух хилов", "category": "healers", "kind": "", "body": "<p>Голос обязателен.</p>"}


def rows_of(ad):
    entry = BoardEntry.objects.get(pk=ad.pk)
    state = WorkflowState.objects.get(object_id=str(ad.pk))
    line = PageLogEntry.objects.get(page=ad.pk, action="wagtail.workflow.start")
    line.data["workflow"].pop("task_state_id")
    step = state.current_task_state
    return {
        "state": (state.status, state.workflow, state.content_type, state.base_content_type),
        "by": (state.requested_by, line.user, step.finished_by),
        "step": (step.status, step.task, step.content_type, step.comment, step.finished_at),
        "steps": state.task_states.count(),
        "seen": (step.revision.object_id == str(ad.pk), step.revision.is_latest_revision()),
        "history": (line.content_type, line.data, line.revision, line.content_changed, line.deleted),
        "entry": (entry.status, entry.pending, entry.submitted_at is None),
    }


def test_the_short_way_leaves_the_rows_that_wagtails_way_leaves(monkeypatch):
    author = UserFactory()
    short, long = AdFactory(author=author), AdFactory(author=author)
    services.submit_ad(ad_id=short.pk, by=author)
    monkeypatch.setattr(sending, "review_route", lambda: None)
    services.submit_ad(ad_id=long.pk, by=author)
    ours, wagtails = rows_of(short), rows_of(long)
    for rows, ad in ((ours, short), (wagtails, long)):
        content_type, data, revision, *flags = rows["history"]
        assert revision == ad.get_latest_revision()
        rows["history"] = (content_type, data, *flags)
    assert ours == wagtails


def test_both_of_wagtails_signals_are_sent_once():
    ad, heard = AdFactory(), []

    def hear(sender, instance, user, **kwargs):
        heard.append((sender, instance.pk, user))

    for signal in (task_submitted, workflow_submitted):
        signal.connect(hear)
    try:
        services.submit_ad(ad_id=ad.pk, by=ad.owner)
    finally:
        for signal in (task_submitted, workflow_submitted):
            signal.disconnect(hear)
    state = WorkflowState.objects.get(object_id=str(ad.pk))
    assert heard == [
        (TaskState, state.current_task_state_id, ad.owner),
        (WorkflowState, state.pk, ad.owner),
    ]


def test_a_changed_workflow_is_heeded_at_once(django_capture_on_commit_callbacks):
    services.submit_ad(ad_id=(first := AdFactory()).pk, by=first.owner)
    workflow = Workflow.objects.get(pk=sending.review_route().workflow_id)
    with django_capture_on_commit_callbacks(execute=True):
        gate = GroupApprovalTask.objects.create(name="Редакторы")
        gate.groups.add(Group.objects.first())
        WorkflowTask.objects.create(workflow=workflow, task=gate, sort_order=-1)
    ad = AdFactory()
    services.submit_ad(ad_id=ad.pk, by=ad.owner)
    state = WorkflowState.objects.get(object_id=str(ad.pk))
    assert state.current_task_state.task_id == gate.pk


def test_an_ad_that_a_moderator_has_locked_goes_wagtails_way():
    ad = AdFactory()
    AdPage.objects.filter(pk=ad.pk).update(locked=True, locked_by=UserFactory())
    assert services.submit_ad(ad_id=ad.pk, by=ad.owner).status == AdStatus.IN_MODERATION
    assert not AdPage.objects.get(pk=ad.pk).locked


def test_the_latest_text_is_what_the_revision_says():
    ad = AdFactory(live=True, title="Было так", kind="offered")
    text = services.AdText(title="Стало иначе", kind="wanted", body="<p>Иначе.</p>")
    services.edit_ad(ad_id=ad.pk, text=text, by=ad.owner)
    page = AdPage.objects.get(pk=ad.pk)
    latest, wagtails = page.latest_text(), page.get_latest_revision_as_object()
    for field in AdPage._meta.concrete_fields:
        # Wagtail keeps times of publication in a revision, to the millisecond; ours are the page's.
        if not isinstance(field, DateTimeField):
            assert field.value_to_string(latest) == field.value_to_string(wagtails), field.name
    assert latest.title == "Стало иначе"
    assert page.title == "Было так"


def test_a_revision_changes_nothing_of_an_ad_that_the_latest_text_would_miss():
    """`latest_text` reads columns; an ad with rows of its own in a revision would need more."""
    from modelcluster.models import get_all_child_m2m_relations, get_all_child_relations

    children = {relation.get_accessor_name() for relation in get_all_child_relations(AdPage)}
    assert children == {"wagtail_admin_comments"}
    assert not get_all_child_m2m_relations(AdPage)
    assert {"title", "category", "kind", "body"} <= {field.name for field in written_fields()}


def test_sending_a_listing_takes_six_statements(django_assert_num_queries):
    author = UserFactory()
    first, second = AdFactory(author=author), AdFactory(author=author)
    # The workflow's route and content types are known to a process that has sent one.
    services.submit_ad(ad_id=first.pk, by=author)
    with django_assert_num_queries(6):
        services.submit_ad(ad_id=second.pk, by=author)


def test_writing_takes_few_queries(client, django_assert_max_num_queries):
    author = UserFactory()
    client.force_login(author)
    drafts = [AdFactory(author=author) for _ in range(3)]
    client.post(f"/api/v1/listings/{drafts[0].pk}/submit/")
    with django_assert_max_num_queries(7):
        assert client.post(f"/api/v1/listings/{drafts[1].pk}/submit/").json()["status"] == "in_moderation"
    with django_assert_max_num_queries(35):
        assert client.post("/api/v1/listings/", FORM, "application/json").status_code == 201
    with django_assert_max_num_queries(45):
        assert client.post("/my/listings/new/", FORM | {"action": "submit"}).status_code == 302
    with django_assert_max_num_queries(37):
        client.patch(f"/api/v1/listings/{drafts[2].pk}/", {"title": "Иначе, чем было"}, "application/json")
