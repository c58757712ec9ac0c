"""A response in each state and everybody who may ask for it, for tests of what is answered."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.test import Client, override_settings
from django.utils import timezone

from accounts import services as accounts_services
from accounts.models import User
from accounts.tests.factories import UserFactory
from ads.tests.factories import AdFactory, places
from notifications.models import Block, Mute, Notification
from responses import services
from responses.models import (
    CannedAnswers,
    EarlierText,
    Message,
    Recruiter,
    Response,
    ResponseEvent,
    SideNote,
)
from responses.tests.factories import ResponseFactory
from tests.support.matrix import fingerprint, undone

SECRET = "Тайна двоих"
OUTSIDERS = ("stranger", "moderator")
NOBODY = ("anonymous", "suspended")
SIDES = ("author", "responder")
OPEN = ("new", "seen", "shortlisted")
UNDOABLE = ("shortlisted", "accepted, may be undone", "declined, may be undone")
TAKEN = ("accepted", "accepted, may be undone")
DECLINED = ("declined", "declined, may be undone")
GONE = ("deleted", "hidden")
STATES = (*OPEN, *TAKEN, *DECLINED, "withdrawn", *GONE)
KEPT = tuple(state for state in STATES if state not in GONE)

# The author's moves, on pages and over the API alike: in which states they change something.
AUTHORS = {
    "seen": ("new", "withdrawn", "deleted"),
    "accept": OPEN,
    "decline": OPEN,
    "shortlist": ("new", "seen"),
    "allow": DECLINED,
    "undo": UNDOABLE,
    "free": TAKEN,
    "delete": KEPT,
    "restore": ("deleted",),
}


@dataclass(frozen=True)
class Stage:
    """A response in each state, everybody who may ask, and what there is before anybody changes it."""

    responses: dict[str, Response]
    clients: dict[str, Client]
    before: tuple[str | None, ...]


def everything() -> tuple[str | None, ...]:
    """What there is of responses and notifications."""
    return fingerprint(
        *(Response, ResponseEvent, EarlierText, Message, CannedAnswers, Notification, Block, Mute),
        *(Recruiter, SideNote),
    )


def response_in(state: str, people: dict[str, User]) -> Response:
    """A response that stands so, on a listing of its own, with which one player helps."""
    author, helper = people["author"], people["helper"]
    may_be_undone = state in UNDOABLE
    word = state.split(",")[0]
    with override_settings(UNDO_SECONDS=3600 if may_be_undone else 0):
        ad = AdFactory(live=True, author=author, slots=places(healers=2))
        services.invite_recruiter(ad_id=ad.pk, name=helper.display_name, by=author)
        services.accept_invitation(ad_id=ad.pk, by=helper)
        traits = {} if word in ("new", "hidden") else {word: True}
        response = ResponseFactory(ad=ad, author=people["responder"], text=f"{SECRET}: {state}", **traits)
        if state == "hidden":
            services.hide_response(response_id=response.pk, by=UserFactory(moderator=True))
    services.write_side_note(response_id=response.pk, text=f"{SECRET} автора", by=author)
    return Response.objects.get(pk=response.pk)


@contextmanager
def everybody_there() -> Iterator[Stage]:
    """Set the stage, until the block ends."""
    with undone():
        people = {who: UserFactory() for who in (*SIDES, "helper", "stranger", "suspended")}
        people["moderator"] = UserFactory(moderator=True)
        clients = {"anonymous": Client()} | {who: Client() for who in people}
        for who, user in people.items():
            clients[who].force_login(user)
        boss = UserFactory(administrator=True)
        accounts_services.deactivate_player(player_id=people["suspended"].pk, by=boss)
        responses = {state: response_in(state, people) for state in STATES}
        Notification.objects.update(created_at=timezone.now() - timedelta(hours=1))
        yield Stage(responses, clients, everything())


def answer_of(stage: Stage, who: str, method: str, path: str, data: Any = None) -> tuple[int, str, bool]:
    """Ask, and return the status, the body (or where it leads) and whether anything has changed."""
    client = stage.clients[who]
    with undone():
        if path.startswith("/api/"):
            answer = client.generic(method, path, json.dumps(data or {}), "application/json")
        else:
            answer = client.get(path, data) if method == "GET" else client.post(path, data or {})
        changed = everything() != stage.before
    if who == "anonymous":
        # The session that keeps a draft is undone with the request; its cookie must not outlive it.
        client.cookies.clear()
    return answer.status_code, answer.get("Location", "") or answer.content.decode(), changed
