"""What a co-recruiter may do with responses in each state, on pages and over the API; and who reads notes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest

from responses.models import Response
from tests.support.standing import (
    AUTHORS,
    GONE,
    NOBODY,
    OUTSIDERS,
    SECRET,
    STATES,
    Stage,
    answer_of,
    everybody_there,
)

MINE, API = "/my/responses/", "/api/v1/responses/"
# Nothing that deletes, and nothing about what the author or a moderator has put away.
HELPERS = {
    move: tuple(state for state in done_in if state not in GONE and move not in ("delete", "restore"))
    for move, done_in in AUTHORS.items()
}


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


def test_helpers_decide_and_delete_nothing(ask, responses):
    for state, response in responses.items():
        for move, done_in in HELPERS.items():
            method, door = ("DELETE", "") if move == "delete" else ("POST", f"{move}/")
            what = (move, state)
            assert ask("helper", "POST", f"{MINE}{response.pk}/{move}/")[2] == (state in done_in), what
            status, said, changed = ask("helper", method, f"{API}{response.pk}/{door}")
            assert changed == (state in done_in), what
            if state in GONE:
                assert (status, SECRET in said) == (404, False), what
            elif move in ("delete", "restore"):
                assert status == 403, what


def test_helpers_read_what_is_kept_and_nothing_private(ask, responses):
    inbox = ask("helper", "GET", f"{API}inbox/?page_size=50")[1]
    for state in STATES:
        response, is_kept = responses[state], state not in GONE
        assert (f'{SECRET}: {state}"' in inbox) == is_kept, state
        status, said, _ = ask("helper", "GET", f"{API}{response.pk}/")
        assert (status, SECRET in said) == ((200, True) if is_kept else (404, False)), state
        for path in (f"/my/messages/{response.pk}/", f"{MINE}sent/{response.pk}/"):
            assert ask("helper", "GET", path)[0] == 404, (path, state)


def test_notes_and_history_are_for_the_authors_side(ask, responses):
    note = {"text": "Ещё одна тайна"}
    for state, response in responses.items():
        here = f"{MINE}{response.pk}/history/"
        readers = () if state == "hidden" else ("author",) if state == "deleted" else ("author", "helper")
        for who in ("author", "helper", "responder", *OUTSIDERS):
            status, said, _ = ask(who, "GET", here)
            assert (status, SECRET in said) == ((200, True) if who in readers else (404, False)), (state, who)
        for who in ("responder", *OUTSIDERS, *NOBODY):
            status, _said, changed = ask(who, "POST", here, note)
            assert (status, changed) == (302 if who in NOBODY else 404, False), (state, who)
        assert ask("helper", "POST", here, note)[2] == (state not in GONE), state
