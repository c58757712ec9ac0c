"""Every writing address of listings and pictures × who asks × the listing's state: what is answered.

The tables below are the expectation. Each request is undone afterwards; what was refused must have changed
nothing, and what isn't the asker's to know must not show in the answer. An address that stands in no table
fails `test_no_address_is_left_out`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from accounts import services as accounts_services
from accounts.tests.factories import UserFactory
from ads import services as ads_services
from ads.models import BoardEntry, WritingDraft
from ads.tests.states import LIVE, PUBLIC, STATES, ad_in
from content.tests.pictures import paint
from tests.support.matrix import (
    EVERYBODY,
    NOBODY,
    STRANGERS,
    Stage,
    addresses,
    assert_kept_out,
    everything,
    nobody_in,
    strangers_to,
    undone,
)
from tests.support.thorough import in_turn

EDITABLE = ("draft", "in_moderation", "changes_requested", *LIVE)
# The author's moves: in which states each is done; in the others it is refused.
MOVES: dict[str, tuple[str, ...]] = {
    "submit": ("draft", "changes_requested", "live+draft", "live+changes_requested"),
    "withdraw": ("in_moderation", "live+in_moderation"),
    "close": LIVE,
    "renew": (*LIVE, "closed", "expired"),
    "bump": LIVE,
    "confirm": LIVE,
    "discard": LIVE[1:],
    "copy": ("closed", "expired", "archived", "rejected"),
    "resume": (),
    "delete": STATES,
    "edit": EDITABLE,
}
API_MOVES = ("submit", "withdraw", "close", "renew", "bump", "confirm")
MINE, API, CMS = "my/listings/", "api/v1/listings/", "cms/listings/"
ONE_OF_MINE, ONE_OF_API = f"{MINE}<int:ad_id>/", f"{API}<int:ad_id>/"
# Pages of one's own listing: what the author gets by GET, in which states (redirected in the others).
PAGES = {"edit": EDITABLE, "preview": STATES, "renew": MOVES["renew"], "resume": (), "delete": STATES}
PAGES |= {"confirm": LIVE, "discard": MOVES["discard"]}
# What has a test of its own; that of confirming all at once is in ads/tests/test_patches.py.
REST = {MINE, f"{MINE}new/", f"{MINE}similar/", f"{MINE}confirm/", API, "api/v1/images/"}
DRAFTS = {f"{MINE}drafts/<uuid:uid>/", f"{MINE}drafts/<uuid:uid>/discard/"}
OF_CMS = {CMS, f"{CMS}results/", f"{CMS}<int:ad_id>/hide/", f"{CMS}<int:ad_id>/restore/"}
OURS = {f"{ONE_OF_MINE}{move}/" for move in (*MOVES, "preview")} | {ONE_OF_API, f"{ONE_OF_API}<slug:move>/"}
TABLE = OURS | REST | DRAFTS | OF_CMS | {f"{ONE_OF_API}responses/"}
TEXT = {"title": "Новые слова", "category": "tanks", "body": "<p>Иначе.</p>"}


@pytest.fixture(scope="module")
def stage(django_db_setup: None, django_db_blocker: Any) -> Iterator[Stage]:
    """Set up once for all tests of this file: each request is undone, and this at the end."""
    with django_db_blocker.unblock(), undone():
        people = {"author": UserFactory(), "player": UserFactory(), "suspended": UserFactory()}
        people["moderator"] = UserFactory(moderator=True)
        clients = {"anonymous": Client()} | {who: Client() for who in people}
        for who, user in people.items():
            clients[who].force_login(user)
        boss = UserFactory(administrator=True)
        accounts_services.deactivate_player(player_id=people["suspended"].pk, by=boss)
        author, moderator = people["author"], people["moderator"]
        ads = {state: ad_in(state, author=author, moderator=moderator).pk for state in STATES}
        # Newer than all of them: each has something to confirm.
        ads_services.publish_patch(name="11.2", by=boss)
        yield Stage(ads, clients, everything())


@pytest.fixture
def clients(stage: Stage, db: None) -> dict[str, Client]:
    return stage.clients


@pytest.fixture
def ads(stage: Stage, db: None) -> dict[str, int]:
    return stage.ads


@pytest.fixture
def ask(stage: Stage, db: None) -> Callable[..., tuple[int, str, bool]]:
    """Ask, and return the status, the body (or where it leads) and whether anything has changed."""

    def ask(who: str, method: str, path: str, data: Any = None) -> tuple[int, str, bool]:
        is_json = path.startswith("/api/") and "images" not in path
        body = json.dumps(data or {}) if is_json else encode_multipart(BOUNDARY, data or {})
        kind = "application/json" if is_json else MULTIPART_CONTENT
        with undone():
            answer = stage.clients[who].generic(method, path, body, kind)
            changed = everything() != stage.before
        return answer.status_code, answer.get("Location", "") or answer.content.decode(), changed

    return ask


def test_no_address_is_left_out():
    ours = {route for route in addresses() if route.startswith((MINE, API, CMS, "api/v1/images/"))}
    assert ours == TABLE


def test_moves_by_the_authors_pages(ask, ads):
    for state, ad_id in ads.items():
        for move, done_in in MOVES.items():
            path, data = f"/{MINE}{ad_id}/{move}/", TEXT if move == "edit" else {}
            what = (move, state)
            status, _, changed = ask("author", "POST", path, data)
            assert (status, changed) == (302, state in done_in), what
            for who in in_turn(strangers_to(state), what):
                assert_kept_out(ask(who, "POST", path, data), 404, what, who)
            for who in in_turn(nobody_in(state), what):
                status, said, changed = ask(who, "POST", path, data)
                assert not changed, what
                if move == "edit":
                    # The text comes back, to be sent again after signing in.
                    assert (status, TEXT["title"] in said, "Тайна" in said) == (403, True, False), what
                else:
                    assert (status, said.startswith("/accounts/login/?next=/my/")) == (302, True), what


def test_reading_the_authors_pages(ask, ads):
    for state, ad_id in ads.items():
        for page, shown_in in PAGES.items():
            path, what = f"/{MINE}{ad_id}/{page}/", (page, state)
            status, _, changed = ask("author", "GET", path)
            assert (status, changed) == (200 if state in shown_in else 302, False), what
            for who in in_turn(strangers_to(state), what):
                assert_kept_out(ask(who, "GET", path), 404, what, who)
            for who in in_turn(nobody_in(state), what):
                status, said, _ = ask(who, "GET", path)
                assert (status, said) == (302, f"/accounts/login/?next={path}"), what


def test_moves_by_the_api(ask, ads):
    for state, ad_id in ads.items():
        not_yours = 403 if state in PUBLIC else 404
        for method, path, data, done_in, good in api_doors(ad_id):
            what = (method, path, state)
            status, _, changed = ask("author", method, path, data)
            done = state in done_in
            assert (status, changed) == (good if done else 409, done), what
            for who in in_turn(strangers_to(state), what):
                assert_kept_out(ask(who, method, path, data), not_yours, what, who)
            for who in in_turn(nobody_in(state), what):
                assert_kept_out(ask(who, method, path, data), 401, what, who)


def api_doors(ad_id: int) -> Iterator[tuple[str, str, Any, tuple[str, ...], int]]:
    """Method, path, data, the states in which it is done, and the answer then."""
    one = f"/{API}{ad_id}/"
    yield "PATCH", one, {"title": "Новые слова"}, EDITABLE, 200
    yield "DELETE", one, None, STATES, 204
    for move in API_MOVES:
        yield "POST", f"{one}{move}/", None, MOVES[move], 200


def test_reading_by_the_api_and_on_the_board(ask, ads):
    for state, ad_id in ads.items():
        paths = (f"/{API}{ad_id}/", BoardEntry.objects.get(pk=ad_id).url)
        for path in paths:
            assert ask("author", "GET", path)[0] == 200, (path, state)
            for who in (*strangers_to(state), *nobody_in(state)):
                answer = ask(who, "GET", path)
                if state in PUBLIC:
                    assert answer[0] == 200, (path, state, who)
                    assert "Тайна правки" not in answer[1], (path, state, who)
                else:
                    assert_kept_out(answer, 404, (path, state), who)


def test_moderators_read_everything_in_the_cms_and_hide_what_is_public(ask, ads):
    hide, restore = f"/{CMS}{{}}/hide/", f"/{CMS}{{}}/restore/"
    for state, ad_id in ads.items():
        if state not in PUBLIC:
            assert ask("moderator", "GET", f"/cms/pages/{ad_id}/edit/")[0] == 200, state
        for address, done_in in ((hide, PUBLIC), (restore, ("hidden",))):
            path = address.format(ad_id)
            status, _, changed = ask("moderator", "POST", path, {"comment": "Жалобы"})
            assert (status, changed) == (302, state in done_in), (path, state)
            for who, refused in (("author", 403), ("player", 403), ("anonymous", 302), ("suspended", 302)):
                assert_kept_out(ask(who, "POST", path), refused, (path, state), who)
    for path in (f"/{CMS}", f"/{CMS}results/"):
        statuses = {who: ask(who, "GET", path)[0] for who in EVERYBODY}
        assert statuses == {
            "moderator": 200,
            "author": 403,
            "player": 403,
            "anonymous": 302,
            "suspended": 302,
        }


def test_answering_by_the_api(ask, ads):
    for state, ad_id in ads.items():
        path, data = f"/{API}{ad_id}/responses/", {"text": "Жрец, среда свободна."}
        expected = 201 if state in LIVE else 409 if state in PUBLIC else 404
        statuses = {who: ask(who, "POST", path, data)[0] for who in EVERYBODY}
        assert statuses == {
            "author": 403,
            "player": expected,
            "moderator": expected,
            "anonymous": 401,
            "suspended": 401,
        }, state


def test_what_needs_no_listing(ask, ads):
    picture = {"upload": SimpleUploadedFile("picture.png", paint("PNG"), "image/png")}
    for who in EVERYBODY:
        may = who not in NOBODY
        picture["upload"].seek(0)
        assert ask(who, "POST", "/api/v1/images/", picture)[0] == (201 if may else 401), who
        assert ask(who, "POST", f"/{API}", TEXT)[::2] == (201 if may else 401, may), who
        assert ask(who, "POST", f"/{MINE}new/", TEXT)[::2] == (302 if may else 403, may), who
        assert ask(who, "GET", f"/{MINE}new/")[0] == (200 if may else 302), who
        status, said, _ = ask(who, "GET", f"/{MINE}")
        assert (status, "Тайна" in said) == (200 if may else 302, who == "author"), who
        status, said, _ = ask(who, "GET", f"/{API}")
        assert (status, "Тайна live" in said, "Тайна draft" in said) == (200, True, False), who


def test_unfinished_texts_are_their_authors_alone(ask, ads):
    author = BoardEntry.objects.get(pk=ads["live"]).author
    uid = uuid4()
    fields = {"title": ["Тайна черновика"], "body": ["<p>Тайна</p>"]}
    WritingDraft.objects.create(author=author, uid=uid, writer="tab", sequence=1, fields=fields)
    path = f"/{MINE}drafts/{uid}/"
    for method in ("GET", "PUT", "DELETE"):
        for who in (*STRANGERS, *NOBODY):
            answer = ask(who, method, path)
            assert answer[0] in (204, 400, 404, 415) if who in STRANGERS else answer[0] == 401, (who, method)
            assert "Тайна" not in answer[1], (who, method)
    assert ask("author", "GET", path)[0] == 200
    for who in STRANGERS:
        assert ask(who, "POST", f"{path}discard/")[0] == 302, who
        status, said, _ = ask(who, "GET", f"/{MINE}similar/?category=healers&title=Тайна+черновика")
        assert (status in (200, 204), "черновика" in said) == (True, False), who
    for who in NOBODY:
        assert ask(who, "POST", f"{path}discard/")[0] == 302, who
        assert ask(who, "GET", f"/{MINE}similar/?category=healers&title=Тайна")[0] in (302, 401), who
    assert WritingDraft.objects.filter(uid=uid).exists()


def test_other_methods_and_other_listings_are_refused(ask, ads):
    live = ads["live"]
    takes = {f"/{API}{live}/": ("GET", "PATCH", "DELETE"), f"/{API}": ("GET", "POST")}
    takes |= {f"/{API}{live}/{move}/": ("POST",) for move in API_MOVES}
    takes |= {f"/{MINE}{live}/{move}/": ("GET", "POST") for move in PAGES if move != "preview"}
    takes |= {f"/{MINE}{live}/{move}/": ("POST",) for move in MOVES if move not in PAGES}
    takes |= {"/api/v1/images/": ("POST",), f"/{MINE}{live}/preview/": ("GET",)}
    for path, methods in takes.items():
        for method in {"GET", "POST", "PUT", "PATCH", "DELETE"} - set(methods):
            status, _, changed = ask("author", method, path)
            assert (status, changed) == (405, False), (method, path)
            assert ask("anonymous", method, path)[0] in (401, 405, 302), (method, path)
    for number in (0, 999_999_999, 10**30):
        for path in (f"/{API}{number}/submit/", f"/{MINE}{number}/submit/", f"/{MINE}{number}/delete/"):
            assert ask("author", "POST", path)[0] == 404, path
        assert ask("author", "PATCH", f"/{API}{number}/", TEXT)[0] == 404
    assert ask("author", "POST", f"/{API}{live}/dance/")[0] == 404


def test_suspended_authors_write_nothing_of_their_own(ads, clients):
    author = BoardEntry.objects.get(pk=ads["draft"]).author
    accounts_services.deactivate_player(player_id=author.pk, by=UserFactory(administrator=True))
    client = Client()
    client.force_login(author)
    before = everything()
    for browser in (clients["author"], client):
        for move in MOVES:
            refusal = 403 if move == "edit" else 302
            assert browser.post(f"/{MINE}{ads['draft']}/{move}/", TEXT).status_code == refusal, move
        assert browser.post(f"/{API}{ads['draft']}/submit/").status_code == 401
        assert browser.delete(f"/{API}{ads['draft']}/").status_code == 401
    assert everything() == before
