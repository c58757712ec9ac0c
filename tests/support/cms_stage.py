"""One of everything that the CMS has an address for, and everybody who may ask for it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import Group
from django.db import models
from django.test import Client
from django.urls import URLResolver, get_resolver
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents.models import Document
from wagtail.models import Collection, Page, Site

from accounts.models import User
from accounts.tests.factories import UserFactory
from ads.models import AdPage, BoardPage, LevelRange, Patch, Picture, PlayHours, Server
from ads.tests.states import ad_in
from mailing.models import OutboxMessage
from moderation import services as moderation
from moderation.models import CannedReason, Case, ModerationAct, WatchedWord
from newsletter import services as newsletter
from newsletter.models import EVERYONE, NewsletterIndexPage, Segment, Topic
from newsletter.tests.factories import IssueFactory, release
from responses.tests.factories import ResponseFactory
from tests.support.matrix import undone
from tests.support.pictures import upload_picture

ADS = ("draft", "in_moderation", "live", "hidden")
PEOPLE = ("player", "suspended", "moderator", "editor", "administrator", "owner")
ISSUE, RESPONSE, SANCTION = "Секрет выпуска", "Шёпот отклика", "Слова приговора"
PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")
PAGE_PARAMETERS = ("page_id", "page_to_move_id", "parent_page_id", "page_pk")


@dataclass(frozen=True)
class CmsStage:
    """`pages` and `users` are the objects that rules tell apart; `things` fill every other parameter."""

    clients: dict[str, Client]
    people: dict[str, User]
    pages: dict[str, int]
    users: dict[str, int]
    things: dict[str, Any]
    author: User


@contextmanager
def cms_stage() -> Iterator[CmsStage]:
    """Set the stage, until the block ends."""
    with undone():
        traits = {"moderator": "moderator", "editor": "editor", "administrator": "administrator"}
        people = {who: UserFactory(**{traits[who]: True} if who in traits else {}) for who in PEOPLE[2:-1]}
        people |= {"player": UserFactory(), "owner": UserFactory(staff=True)}
        people["suspended"] = UserFactory(moderator=True, suspended_until=timezone.now() + timedelta(days=1))
        # Wagtail answers a script with 403 where it leads a browser to the home page.
        clients = {who: Client(headers={"x-requested-with": "XMLHttpRequest"}) for who in people}
        for who, person in people.items():
            clients[who].force_login(person)
        author = UserFactory(email="secret-address@example.com")
        pages = {state: ad_in(state, author=author, moderator=people["moderator"]).pk for state in ADS}
        pages |= {"issue": IssueFactory(title=ISSUE).pk, "home": Page.objects.get(depth=2).pk}
        pages |= {"board": BoardPage.objects.get().pk, "news": NewsletterIndexPage.objects.get().pk}
        users = {"author": author.pk, "superuser": people["owner"].pk}
        things = _things(pages, author, people["moderator"])
        things["patch_id"] = Patch.objects.create(name="11.2").pk
        yield CmsStage(clients | {"anonymous": Client()}, people, pages, users, things, author)


def _things(pages: dict[str, int], author: User, moderator: User) -> dict[str, Any]:
    sanction = moderation.sanction_player(player_id=author.pk, kind="warn", reason=SANCTION, by=moderator)
    review = AdPage.objects.get(pk=pages["in_moderation"]).current_workflow_task_state
    document = Document.objects.create(title="a", file="a.txt", file_size=1).pk
    return _kept_by_staff() | {
        "task_state_id": review.pk,
        "workflow_state_id": review.workflow_state_id,
        "workflow_pk": review.workflow_state.workflow_id,
        "task_id": review.task_id,
        "image_id": Picture.objects.get(uid=upload_picture(by=author)).pk,
        "document_id": document,
        "doc_id": document,
        "uploaded_file_id": 1,
        "session_id": 1,
        "filter_spec": "width-100",
        "collection_id": Collection.objects.last().pk,
        "redirect_id": Redirect.objects.create(old_path="/a", redirect_link="/b").pk,
        "mailing_id": release().pk,
        "verb": "pause",
        "dry_run_id": _dry_run(pages["issue"]),
        "topic": Topic.objects.first().pk,
        "segment": Segment.objects.create(name="a", language="en").pk,
        "response_id": ResponseFactory(text=RESPONSE).pk,
        "case_id": Case.objects.waiting().first().pk,
        "sanction_id": sanction.pk,
        "message_id": OutboxMessage.objects.filter(kind="response-received").first().pk,
        "ad_id": pages["live"],
        "sweep_id": moderation.sweep_wave(player_ids=[UserFactory().pk], reason=SANCTION, by=moderator).pk,
        "act": ModerationAct.objects.first().pk,
        "workflow": review.workflow_state.workflow_id,
        "document": document,
        "task": review.task_id,
        "site": Site.objects.get().pk,
        "group": Group.objects.get(name="Moderators").pk,
    }


def _kept_by_staff() -> dict[str, Any]:
    facts = (Server, LevelRange, PlayHours)
    return {
        **{model.__name__.lower(): model.objects.create(name="a", slug="a").pk for model in facts},
        "reason": CannedReason.objects.first().pk,
        "rule_id": WatchedWord.objects.create(watched="казино").pk,
    }


def _dry_run(page_id: int) -> int:
    editor = UserFactory(editor=True)
    return newsletter.ask_for_dry_run(page_id=page_id, rule=EVERYONE, by=editor).pk


def cms_addresses(
    resolver: URLResolver | None = None, prefix: str = "", space: str = ""
) -> Iterator[tuple[str, str]]:
    """Every address under /cms/: its name with the namespaces, and its pattern."""
    for entry in (resolver or get_resolver()).url_patterns:
        route = f"{prefix}{entry.pattern}"
        if isinstance(entry, URLResolver):
            yield from cms_addresses(entry, route, f"{space}{entry.namespace}:" if entry.namespace else space)
        elif route.startswith("cms/"):
            yield f"{space}{entry.name or route}", route


# Whose number stands for "pk", by a part of the address's name; the first that fits.
KEYS = {
    "newsletter_topic": "topic",
    "newsletter_segment": "segment",
    "task": "task",
    "workflows": "workflow",
    "collections": "collection_id",
    "sites": "site",
    "groups": "group",
    "documents": "document",
    "docs": "document",
    "images": "image_id",
    "cannedreason": "reason",
    "watchedword": "rule_id",
    "server": "server",
    "levelrange": "levelrange",
    "playhours": "playhours",
}
MODELADMINS = {"mail-log": "message_id", "responses": "response_id", "decisions": "act"}
WORDS = {
    "wagtailadmin_pages:add": {
        "content_type_app_name": "newsletter",
        "content_type_model_name": "newsletterpage",
    },
    "wagtailadmin_pages:preview_on_add": {
        "content_type_app_name": "newsletter",
        "content_type_model_name": "newsletterpage",
    },
    "wagtailadmin_pages:type_use": {"content_type_app_name": "board", "content_type_model_name": "adpage"},
    "wagtailadmin_pages:type_use_results": {
        "content_type_app_name": "board",
        "content_type_model_name": "adpage",
    },
    "wagtailadmin_pages:choose_parent": {"app_label": "newsletter", "model_name": "newsletterpage"},
    "wagtailadmin_workflows:add_task": {"app_label": "board", "model_name": "adreviewtask"},
    "wagtailadmin_editing_sessions:ping": {
        "app_label": "wagtailcore",
        "model_name": "page",
        "object_id": "1",
    },
    "wagtailadmin_tag_model_autocomplete": {"app_name": "taggit", "model_name": "tag"},
    "wagtail_bulk_action": {"app_label": "wagtailcore", "model_name": "page", "action": "delete"},
    "wagtailsettings:edit": {"app_name": "board", "model_name": "boardrules", "pk": 1},
    "wagtailsettings:preview_on_edit": {"app_name": "board", "model_name": "boardrules", "pk": 1},
}


# Where every state of an ad is asked for; elsewhere a draft stands for all of them.
EVERY_STATE = (
    "pages:edit",
    "view_draft",
    "pages:history",
    "pages:detail",
    "choose_page_child",
    "pages:delete",
)
STANDING_FOR_ALL = ("draft", "issue", "home", "board")


def paths_of(stage: CmsStage, name: str, route: str) -> Iterator[tuple[str, str]]:
    """Every path of an address, each with the kind of object that it is about ("" where there is none)."""
    if name.endswith("revisions_compare"):
        for kind, page in _pages_for(stage, name):
            yield kind, f"/cms/pages/{page}/revisions/compare/earliest...latest/"
        return
    place = {
        "uidb64": "a",
        "token": "a",
        **stage.things,
        **WORDS.get(name, {}),
        "action_name": "copy" if "api:" in name else "approve",
    }
    for kind, found in _objects(stage, name, PARAMETER.findall(route)):
        values = {**place, **found}
        if (model := next((key for key in KEYS if key in name), None)) and "pk" not in values:
            values["pk"] = place[KEYS[model]]
        if model := next((one for one in MODELADMINS if name.startswith(f"{one}_modeladmin")), None):
            values["instance_pk"] = place[MODELADMINS[model]]
        values["destination_id"] = stage.pages["board"]
        yield kind, f"/{_filled(route, values)}"


def _objects(stage: CmsStage, name: str, parameters: list[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    page = next((one for one in PAGE_PARAMETERS if one in parameters), "pk" if "api:pages" in name else "")
    person = "pk" if name.startswith("wagtailusers_users") else "player_id"
    if page in parameters:
        for kind, pk in _pages_for(stage, name):
            yield kind, {page: pk, "revision_id": Page.objects.get(pk=pk).latest_revision_id or 1}
    elif person in parameters:
        for kind, pk in stage.users.items():
            yield kind, {person: pk}
    else:
        yield "", {}


def _pages_for(stage: CmsStage, name: str) -> list[tuple[str, int]]:
    kinds = stage.pages if name.endswith(EVERY_STATE) else STANDING_FOR_ALL
    if "pages:workflow" in name or "collect_workflow" in name:
        kinds = ("in_moderation", "issue")
    return [(kind, stage.pages[kind]) for kind in kinds]


def _filled(route: str, values: dict[str, Any]) -> str:
    plain = re.sub(r"\(\?P(<\w+>)[^)]*\)", r"\1", route)
    return PARAMETER.sub(lambda found: str(values[found[1]]), plain).replace("^", "").replace("$", "")


def digest_models() -> tuple[type[models.Model], ...]:
    """What a refused request must not have changed."""
    from django.apps import apps

    labels = ("board", "accounts", "newsletter", "moderation", "responses", "mailing", "wagtailcore", "auth")
    return tuple(
        model
        for label in labels
        for model in apps.get_app_config(label).get_models(include_auto_created=True)
    )
