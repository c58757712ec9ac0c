"""Every address of private conversations × who asks × how the response stands: what is answered.

To whom a conversation isn't there it isn't in any way: the same answer as for an id that never was.
"""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLResolver, get_resolver
from django.utils import translation
from rest_framework.test import APIClient

from accounts.tests.factories import UserFactory
from common.errors import DomainError
from notifications.services import block_player
from responses import services
from responses.models import Response
from responses.tests.factories import ResponseFactory

pytestmark = pytest.mark.django_db

PAGE, API = "/my/messages/{}/", "/api/v1/threads/{}/"
SECRET = "Тайна двоих"
NOBODY_HAS = 10**9
FORM = "application/x-www-form-urlencoded"
# Method and address of all that concerns one conversation.
DOORS = {
    ("GET", PAGE),
    ("POST", PAGE),
    ("POST", f"{PAGE}read/"),
    ("GET", f"{PAGE}fresh/"),
    ("POST", f"{PAGE}deal/"),
    ("POST", f"{PAGE}deal/confirm/"),
    ("GET", f"{API}messages/"),
    ("POST", f"{API}messages/"),
    ("POST", f"{API}read/"),
}
LISTS = ("/my/messages/", "/api/v1/threads/")
# How the response stands: is the conversation there for its author, and for the responder?
STATES = {
    "new": (True, False),
    "asked": (True, True),
    "accepted, may be undone": (True, False),
    "accepted": (True, True),
    "declined": (False, False),
    "declined after words": (True, True),
    "withdrawn": (False, False),
}


def response_in(state: str, settings: Any) -> Response:
    settings.UNDO_SECONDS = 120 if "undone" in state else 0
    decided = state.split(" ")[0].strip(",")
    asked = state in ("asked", "accepted", "declined after words")
    response = ResponseFactory(withdrawn=state == "withdrawn")
    if asked:
        services.write_message(response_id=response.pk, text=SECRET, by=response.recipient)
    if decided == "accepted":
        services.accept_response(response_id=response.pk, by=response.recipient)
    if decided == "declined":
        services.decline_response(response_id=response.pk, by=response.recipient)
    return response


def session_of(user: Any) -> str:
    """Sign in once for all that is asked: it would cost as much as the answers."""
    client = Client()
    client.force_login(user)
    return client.cookies["sessionid"].value


def ask(session: str, method: str, address: str) -> tuple[int, str]:
    """Ask in a session or as a visitor, and take back what it changed; return the status and the body."""
    is_api = address.startswith("/api/")
    client = APIClient() if is_api else Client()
    body, kind = ('{"text": "Слова"}', "application/json") if is_api else ("text=1", FORM)
    if session:
        client.cookies["sessionid"] = session
    with transaction.atomic():
        answer = client.generic(method, address, body, kind)
        transaction.set_rollback(True)
    return answer.status_code, answer.content.decode()


def test_no_address_is_left_out():
    def addresses(resolver: URLResolver, prefix: str = ""):
        for entry in resolver.url_patterns:
            route = f"{prefix}{entry.pattern}"
            yield from addresses(entry, route) if isinstance(entry, URLResolver) else [route]

    ours = {
        f"/{route}".replace("<int:response_id>", "{}")
        for route in addresses(get_resolver())
        if route.startswith(("my/messages/", "api/v1/threads/"))
    }
    assert ours == {address for _method, address in DOORS} | set(LISTS)


@pytest.mark.parametrize("state", STATES)
def test_only_the_two_find_it_and_only_once_it_is_there(state, settings):
    response = response_in(state, settings)
    there_for_author, there_for_responder = STATES[state]
    people = {
        "stranger": (session_of(UserFactory()), False),
        "moderator": (session_of(UserFactory(moderator=True)), False),
        "author": (session_of(response.recipient), there_for_author),
        "responder": (session_of(response.author), there_for_responder),
    }
    for method, address in DOORS:
        here, nowhere = address.format(response.pk), address.format(NOBODY_HAS)
        for who, (session, is_there) in people.items():
            status, body = ask(session, method, here)
            assert (status != 404) == is_there, (state, method, here, who, status)
            if not is_there:
                assert SECRET not in body
                if address.startswith("/api/"):
                    assert (status, body) == ask(session, method, nowhere), (method, here, who)
        status, body = ask("", method, here)
        assert status == (401 if address.startswith("/api/") else 302), (method, here)
        assert SECRET not in body
    for address in LISTS:
        assert SECRET not in ask(people["stranger"][0], "GET", address)[1]
        assert SECRET not in ask(people["moderator"][0], "GET", address)[1]
        assert ask("", "GET", address)[0] == (401 if "api" in address else 302)
        told = SECRET in ask(people["responder"][0], "GET", address)[1]
        assert told == (there_for_responder and state in ("asked", "accepted", "declined after words"))


def test_other_methods_are_refused():
    response = ResponseFactory()
    author = session_of(response.recipient)
    for address in {address for _method, address in DOORS}:
        for method in {"GET", "POST", "PUT", "PATCH", "DELETE"} - {m for m, a in DOORS if a == address}:
            assert ask(author, method, address.format(response.pk))[0] == 405, (method, address)


def test_nobody_writes_to_whom_has_blocked_them_nor_learns_of_it():
    response = ResponseFactory()
    author, player = response.recipient, response.author
    services.write_message(response_id=response.pk, text="Какая броня?", by=author)
    block_player(player_id=player.pk, by=author)
    for writer in (player, author):
        with translation.override("en"), pytest.raises(DomainError) as refused:
            services.write_message(response_id=response.pk, text="Ау", by=writer)
        with translation.override("en"):
            assert ("block" in str(refused.value)) == (writer == author)
