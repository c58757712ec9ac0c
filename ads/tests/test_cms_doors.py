"""Doors of the CMS that would lead past the state machine: each is shut, for the owner of the site too."""

from __future__ import annotations

import json

import pytest
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.urls import reverse
from wagtail.admin.models import EditingSession
from wagtail.models import Page, PageViewRestriction, Task

from accounts.models import User
from accounts.tests.factories import UserFactory
from ads import services
from ads.models import AdPage, AdStatus, BoardEntry, BoardPage
from ads.tests.factories import AdFactory
from content.tests.pictures import paint, upload
from mailing.models import OutboxMessage
from tests.support.matrix import fingerprint

pytestmark = pytest.mark.django_db
ACTIONS = ("publish", "unpublish", "delete", "copy", "move", "create_alias", "revert_to_page_revision")


@pytest.fixture
def owner() -> User:
    return UserFactory(staff=True)


@pytest.fixture
def desk(owner) -> Client:
    client = Client()
    client.force_login(owner)
    return client


@pytest.fixture
def moderators_desk() -> Client:
    client = Client()
    client.force_login(UserFactory(moderator=True))
    return client


def state() -> tuple[str | None, ...]:
    return fingerprint(Page, AdPage, BoardEntry, PageViewRestriction, OutboxMessage)


def form_of(ad: AdPage, **fields: str) -> dict[str, str]:
    """What Wagtail's form of an ad sends, with the revision that it shows."""
    comments = ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS")
    revision = AdPage.objects.get(pk=ad.pk).latest_revision_id
    data = {"title": "Из CMS", "category": "tanks", "kind": "", "loaded_revision_id": str(revision)}
    return data | {f"comments-{name}": "0" for name in comments} | {"body-count": "0"} | fields


def edit_address(ad: AdPage) -> str:
    return reverse("wagtailadmin_pages:edit", args=[ad.pk])


@pytest.mark.parametrize("action", ["publish", "unpublish", "delete", "move"])
def test_nothing_is_done_to_ads_in_bulk(desk, action):
    waiting, live, board = AdFactory(submitted=True), AdFactory(live=True), BoardPage.objects.get()
    before = state()
    address = f"/cms/bulk/wagtailcore/page/{action}/?id={waiting.pk}"
    for chosen in (address, f"{address}&id={board.pk}", address.replace(f"={waiting.pk}", f"={board.pk}")):
        desk.post(chosen, {"include_descendants": "on", "chooser": board.pk})
    if action != "unpublish":  # which hides it, as its own page does
        desk.post(address.replace(f"={waiting.pk}", f"={live.pk}"), {"chooser": board.pk})
    assert state() == before


def test_the_cms_own_api_moves_nothing(desk):
    ad = AdFactory(submitted=True)
    before = state()
    for action in ACTIONS:
        address = f"/cms/api/main/pages/{ad.pk}/action/{action}/"
        body = json.dumps({"revision_id": ad.latest_revision_id, "destination_page_id": ad.get_parent().pk})
        assert desk.post(address, body, content_type="application/json").status_code == 404, action
    assert state() == before


@pytest.mark.parametrize("door", ["copy", "delete", "lock", "unlock", "set_privacy", "convert_alias", "move"])
def test_an_ad_stays_where_and_what_it_is(desk, door):
    for ad in (AdFactory(), AdFactory(live=True)):
        before = state()
        answer = desk.post(reverse(f"wagtailadmin_pages:{door}", args=[ad.pk]), {"restriction_type": "login"})
        assert answer.status_code == 403
        assert state() == before


@pytest.mark.parametrize("action", ["action-publish", "action-submit", "action-cancel-workflow", ""])
def test_what_nobody_has_sent_is_its_authors_alone(desk, moderators_desk, action):
    for ad in (AdFactory(), AdFactory(live=True), AdFactory(closed=True)):
        for client in (desk, moderators_desk):
            before = state()
            fields = {action: "1"} if action else {}
            assert client.post(edit_address(ad), form_of(ad, **fields)).status_code == 302
            assert state() == before


@pytest.mark.parametrize("action", ["action-publish", "action-restart-workflow", "action-cancel-workflow"])
def test_a_review_is_only_decided(desk, action):
    ad = AdFactory(submitted=True)
    desk.post(edit_address(ad), form_of(ad, **{action: "1"}))
    assert BoardEntry.objects.get(pk=ad.pk).status == AdStatus.IN_MODERATION
    assert not AdPage.objects.get(pk=ad.pk).live
    assert not OutboxMessage.objects.filter(kind="ad-approved").exists()


def test_the_menu_offers_what_the_form_takes(desk):
    for ad, offered in (
        (AdFactory(), ()),
        (AdFactory(submitted=True), ('data-workflow-action-name="approve"',)),
    ):
        page = desk.get(edit_address(ad)).content.decode()
        for action in ("action-publish", "action-submit", "action-cancel-workflow"):
            assert f'name="{action}"' not in page
        assert all(action in page for action in offered)


def test_an_earlier_text_is_not_published_instead_of_what_waits(moderators_desk):
    ad = AdFactory(submitted=True, title="Сначала")
    first = AdPage.objects.get(pk=ad.pk).latest_revision_id
    services.edit_ad(ad_id=ad.pk, text=services.AdText(title="Потом"), by=ad.owner)
    address = reverse("wagtailadmin_pages:revisions_revert", args=[ad.pk, first])
    fields = {"action-workflow-action": "1", "workflow-action-name": "approve", "revision": str(first)}
    for path in (address, edit_address(ad)):
        moderators_desk.post(path, form_of(ad, **fields) | {"loaded_revision_id": str(first)})
        assert BoardEntry.objects.get(pk=ad.pk).status == AdStatus.IN_MODERATION
        assert not AdPage.objects.get(pk=ad.pk).live


def test_the_board_itself_is_no_page_to_edit(desk, moderators_desk):
    board = BoardPage.objects.get()
    for client in (desk, moderators_desk):
        for name in ("edit", "view_draft", "delete", "copy", "history"):
            assert client.get(reverse(f"wagtailadmin_pages:{name}", args=[board.pk])).status_code == 403, name
        assert client.post(reverse("wagtailadmin_pages:edit", args=[board.pk])).status_code == 403


@pytest.mark.parametrize("trait", ["moderator", "editor", "administrator"])
def test_no_task_of_a_workflow_is_made_in_passing(trait):
    client = Client()
    client.force_login(UserFactory(**{trait: True}))
    address = "/cms/workflows/task_chooser/create/?create_model=board.adreviewtask"
    fields = {"create-task-name": "Мимоходом", "create-task-groups": "1"}
    assert client.post(address, fields).status_code == 403
    assert not Task.objects.filter(name="Мимоходом").exists()


def test_who_writes_where_is_told_to_those_who_may_edit_there():
    ad, editor = AdFactory(), UserFactory(editor=True)
    client = Client()
    client.force_login(editor)
    assert client.post(f"/cms/editing-sessions/ping/wagtailcore/page/{ad.pk}/1/").status_code == 404
    kind = ContentType.objects.get_for_model(Page)
    assert not EditingSession.objects.filter(content_type=kind).exists()


@pytest.mark.parametrize("action", ["publish", "unpublish", "delete", "move"])
@pytest.mark.parametrize("alone", [True, False])
def test_what_is_done_to_several_names_nobody_elses_draft(client, action, alone):
    secret, live = AdFactory(title="Тайный черновик"), AdFactory(title="Видно всем", live=True)
    client.force_login(UserFactory(editor=True))
    named = [secret.pk] if alone else [secret.pk, live.pk]
    page = client.get(f"/cms/bulk/wagtailcore/page/{action}/", {"id": named})
    assert page.status_code == (403 if alone else 200)
    assert "Тайный черновик" not in page.content.decode()
    assert ("Видно всем" in page.content.decode()) is not alone


def test_what_is_done_to_several_names_no_picture_of_players(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    picture = services.store_picture(file=upload(paint()), by=UserFactory(display_name="Тайный художник"))
    client.force_login(UserFactory(moderator=True))
    page = client.get("/cms/bulk/board/picture/add_tags/", {"id": picture.pk})
    assert page.status_code == 403
    assert "Тайный художник" not in page.content.decode()
