"""Every address of responses and notifications × who asks × how the response stands: what is answered.

Conversations have a table of their own (`responses/tests/test_thread_doors.py`), and so have co-recruiters
(`tests/test_who_helps_with_what.py`). Each request is undone afterwards; what was refused must have changed
nothing, and to whom a response isn't there it isn't in any way: the answer is the one to an id that never
was. An address in no table fails `test_no_address_is_left_out`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest

from notifications.models import Notification
from responses.models import Response
from tests.support.matrix import addresses
from tests.support.standing import (
    AUTHORS,
    GONE,
    NOBODY,
    OPEN,
    OUTSIDERS,
    SECRET,
    SIDES,
    STATES,
    Stage,
    answer_of,
    everybody_there,
)
from tests.support.thorough import in_turn

NOBODY_HAS = 10**9
# To the responder one that was put away still waits.
RESPONDERS = {"withdraw": (*OPEN, *GONE)}
EDITABLE = ("new", "seen")  # What takes another text.
MINE, API = "my/responses/", "api/v1/responses/"
ONE_OF_MINE, ONE_OF_API = f"{MINE}<int:response_id>/", f"{API}<int:response_id>/"
ONE_SENT = f"{MINE}sent/<int:response_id>/"
NOTES = "my/notifications/"
# What is about helping has a table of its own, and answers everybody else as if it weren't there.
OF_HELPERS = {
    f"{ONE_OF_MINE}history/",
    f"{MINE}helpers/<int:ad_id>/",
    f"{MINE}helpers/<int:ad_id>/<int:player_id>/remove/",
    *(f"{MINE}helping/<int:ad_id>/{verb}" for verb in ("", "accept/", "leave/")),
}
PAGES = (MINE, f"{MINE}sent/", f"{MINE}triage/", f"{MINE}answers/")
LISTS = (f"{API}inbox/", f"{API}inbox/counts/", f"{API}sent/", f"{API}answers/")
REST = {
    *PAGES,
    *LISTS,
    f"{MINE}bulk/",
    f"{API}bulk/",
    f"{MINE}to/<int:ad_id>/",
    ONE_SENT,
    f"{ONE_SENT}edit/",
    ONE_OF_API,
    f"{ONE_OF_API}<slug:move>/",
    NOTES,
    f"{NOTES}stop/<str:token>/",
    f"{NOTES}read/",
    f"{NOTES}<int:notification_id>/read/",
    f"{NOTES}<int:notification_id>/open/",
    *(f"{NOTES}listings/<int:listing_id>/{verb}/" for verb in ("mute", "unmute")),
    *(f"{NOTES}players/<int:player_id>/{verb}/" for verb in ("block", "unblock")),
}
TABLE = {f"{ONE_OF_MINE}{move}/" for move in (*AUTHORS, *RESPONDERS)} | REST | OF_HELPERS


@pytest.fixture(scope="module")
def stage(django_db_setup: None, django_db_blocker: Any) -> Iterator[Stage]:
    """Set up once for all tests of this file: each request is undone, and this at the end."""
    with django_db_blocker.unblock(), everybody_there() as stage:
        yield stage


@pytest.fixture
def responses(stage: Stage, db: None) -> dict[str, Response]:
    return stage.responses


@pytest.fixture
def ask(stage: Stage, db: None) -> Callable[..., tuple[int, str, bool]]:
    return partial(answer_of, stage)


def test_no_address_is_left_out():
    ours = {route for route in addresses() if route.startswith((MINE, API, NOTES))}
    assert ours == TABLE


def test_moves_by_pages(ask, responses):
    for move in AUTHORS | RESPONDERS:
        assert ask("stranger", "POST", f"/{MINE}{NOBODY_HAS}/{move}/")[0] == 404, move
    for state, response in responses.items():
        for move, done_in in (AUTHORS | RESPONDERS).items():
            here, what = f"/{MINE}{response.pk}/{move}/", (move, state)
            mover, other = SIDES if move in AUTHORS else SIDES[::-1]
            status, said, changed = ask(mover, "POST", here)
            assert changed == (state in done_in), what
            assert status in (302, 404), what
            for who in in_turn(OUTSIDERS, what):
                status, said, changed = ask(who, "POST", here)
                assert (status, changed, SECRET in said) == (404, False, False), (what, who)
            status, said, changed = ask(other, "POST", here)
            assert (changed, SECRET in said) == (False, False), what
            for who in in_turn(NOBODY, what):
                status, said, changed = ask(who, "POST", here)
                assert (status, changed) == (302, False), (what, who)
                assert said.startswith("/accounts/login/"), (what, who)


def test_moves_by_the_api(ask, responses):
    nowhere = {move: ask("stranger", method, f"/{API}{NOBODY_HAS}/{move}") for method, move, _ in api_doors()}
    assert {answer[0] for answer in nowhere.values()} == {404}
    for state, response in responses.items():
        for method, move, done_in in api_doors():
            here, what = f"/{API}{response.pk}/{move}", (method, move, state)
            mover, other = SIDES if move != "withdraw/" else SIDES[::-1]
            status, said, changed = ask(mover, method, here)
            assert changed == (state in done_in), what
            assert status in (
                (200, 204) if changed or (move == "seen/" and state != "hidden") else (404, 409)
            ), (what, status)
            for who in in_turn(OUTSIDERS, what):
                assert ask(who, method, here) == nowhere[move], (what, who)
            status, said, changed = ask(other, method, here)
            assert (status in (403, 404), changed, SECRET in said) == (True, False, False), what
            for who in in_turn(NOBODY, what):
                status, said, changed = ask(who, method, here)
                assert (status, changed, SECRET in said) == (401, False, False), (what, who)


def api_doors() -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Method, the rest of the address, and the states in which something changes."""
    for move, done_in in (AUTHORS | RESPONDERS).items():
        if move != "delete":
            yield "POST", f"{move}/", done_in
    yield "DELETE", "", AUTHORS["delete"]


def test_reading_one(ask, responses):
    for state, response in responses.items():
        here, nowhere = f"/{API}{response.pk}/", f"/{API}{NOBODY_HAS}/"
        status, said, _ = ask("author", "GET", here)
        assert (status, SECRET in said) == ((404, False) if state == "hidden" else (200, True)), state
        status, said, _ = ask("responder", "GET", here)
        assert (status, SECRET in said, "author_since" in said) == (200, True, False), state
        for who in OUTSIDERS:
            assert ask(who, "GET", here) == ask(who, "GET", nowhere), (state, who)
        for who in NOBODY:
            assert ask(who, "GET", here)[0] == 401, (state, who)


def test_changing_what_one_has_sent(ask, responses):
    for state, response in responses.items():
        page, api = f"/{MINE}sent/{response.pk}/", f"/{API}{response.pk}/"
        for method, path, done in (("GET", page, 200), ("POST", f"{page}edit/", 302), ("PATCH", api, 200)):
            what, writes = (state, method, path), method != "GET"
            expected = (409, False) if writes and state not in EDITABLE else (done, writes)
            assert ask("responder", method, path, {"text": "Иначе"})[::2] == expected, what
            for who in in_turn((*OUTSIDERS, "author", *NOBODY), what[:2]):
                status, said, changed = ask(who, method, path, {"text": "Иначе"})
                wrong = 403 if who == "author" else 401 if who in NOBODY else 404
                refused = wrong if method == "PATCH" else 302 if who in NOBODY else 404
                assert (status, changed, SECRET in said) == (refused, False, False), (what, who)


def test_lists_hold_ones_own_alone(ask, responses):
    for path in (*PAGES, *LISTS):
        for who in (*OUTSIDERS, *NOBODY):
            status, said, changed = ask(who, "GET", f"/{path}")
            expected = 200 if who in OUTSIDERS else 401 if path.startswith("api/") else 302
            assert (status, changed, SECRET in said) == (expected, False, False), (path, who)
    inbox = ask("author", "GET", f"/{API}inbox/?page_size=50")[1]
    for state in STATES:
        assert (f'{SECRET}: {state}"' in inbox) == (state not in GONE), state
    for other, path in (("responder", f"/{API}inbox/"), ("author", f"/{API}sent/")):
        assert SECRET not in ask(other, "GET", path)[1], path


def test_the_responder_does_not_learn_of_what_may_be_undone(ask, responses):
    sent = json.loads(ask("responder", "GET", f"/{API}sent/?page_size=50")[1])["results"]
    sent += [json.loads(ask("responder", "GET", f"/{API}{one.pk}/")[1]) for one in responses.values()]
    told = {row["id"]: row["status"] for row in sent}
    for state in ("accepted, may be undone", "declined, may be undone", "shortlisted"):
        assert told[responses[state].pk] in ("new", "shortlisted"), state


def test_bulk_moves_touch_ones_own_alone(ask, responses):
    ids = [response.pk for response in responses.values()]
    for move in ("accept", "decline", "shortlist", "delete", "undo", "restore"):
        for who in ("responder", *OUTSIDERS, *NOBODY):
            for path, data in (
                (f"/{API}bulk/", {"ids": ids, "move": move}),
                (f"/{MINE}bulk/", {"chosen": ids, "move": move}),
            ):
                status, said, changed = ask(who, "POST", path, data)
                assert (changed, SECRET in said) == (False, False), (path, move, who)
                if who in NOBODY:
                    assert status == (401 if "api" in path else 302), (path, who)


def test_notifications_are_their_readers_alone(ask, responses):
    note = Notification.objects.filter(recipient=responses["new"].recipient).first()
    assert note is not None
    for verb in ("read", "open"):
        here, nowhere = f"/{NOTES}{note.pk}/{verb}/", f"/{NOTES}{NOBODY_HAS}/{verb}/"
        assert ask("author", "POST", here)[0] == 302
        for who in ("responder", *OUTSIDERS):
            status, _said, changed = ask(who, "POST", here)
            assert (status, changed) == (404, False), (verb, who)
            assert ask(who, "POST", nowhere)[0] == 404
        for who in NOBODY:
            assert ask(who, "POST", here)[::2] == (302, False), (verb, who)
    for who in (*OUTSIDERS, *NOBODY):
        status, _said, changed = ask(who, "POST", f"/{NOTES}read/")
        assert (status, changed) == (302, False), who


def test_other_methods_are_refused(ask, responses):
    one = responses["new"].pk
    only_post = [f"/{MINE}{one}/{move}/" for move in (*AUTHORS, *RESPONDERS)]
    only_post += [
        f"/{NOTES}read/",
        f"/{NOTES}1/read/",
        f"/{NOTES}players/1/block/",
        f"/{NOTES}listings/1/mute/",
    ]
    for path in only_post:
        assert ask("author", "GET", path)[::2] == (405, False), path
    for move in (*AUTHORS, *RESPONDERS):
        for method in ("GET", "PUT", "DELETE"):
            assert ask("author", method, f"/{API}{one}/{move}/")[::2] == (405, False), (method, move)
