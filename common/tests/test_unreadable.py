"""What a request can say and nobody can read is refused or passed over, not broken over."""

from __future__ import annotations

import base64

import pytest
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.core.servers.basehttp import get_internal_wsgi_application
from django.test import RequestFactory
from drf_spectacular.generators import SchemaGenerator

from accounts.tests.factories import UserFactory
from ads.tests.factories import AdFactory
from common.api.schema_view import SchemaView
from common.content_type import with_readable_type
from responses.tests.factories import ResponseFactory

pytestmark = pytest.mark.django_db
FORM = "application/x-www-form-urlencoded"
TYPES = (
    *(f"{{}}; charset={name}" for name in ("hex", "zlib", "rot13", "undefined", "idna", "nothing", "")),
    "{}; x*=nothing''%41",
    "{}; charset",
    ";;;=",
)
DEEP = ("[" * 100_000, '{"a":' * 100_000)


@pytest.fixture
def player(client):
    player = UserFactory()
    client.force_login(player)
    return player


@pytest.mark.parametrize("body", [*DEEP, '{"category": "\\ud800", "title": "Т", "body": ""}'])
def test_json_that_cannot_be_read_is_a_problem(client, player, body):
    answer = client.post("/api/v1/listings/", body, content_type="application/json")
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")


@pytest.mark.parametrize("path", ["responses/bulk/", "responses/{response}/accept/", "listings/{ad}/submit/"])
@pytest.mark.parametrize("body", ['{"move": "\\ud800", "role": "\\ud800", "ids": [1]}', DEEP[1]])
def test_no_door_of_the_api_breaks(client, player, path, body):
    response = ResponseFactory(ad=AdFactory(author=player, live=True))
    path = path.format(response=response.pk, ad=response.ad.pk)
    answer = client.post(f"/api/v1/{path}", body, content_type="application/json")
    assert 400 <= answer.status_code < 500


@pytest.mark.parametrize("body", [*DEEP, '{"email": "a@b.example", "password": "\\ud800"}'])
def test_the_entrance_of_apps_refuses_it_too(client, body):
    answer = client.post("/_allauth/app/v1/auth/login", body, content_type="application/json")
    assert answer.status_code == 400


@pytest.mark.parametrize("position", ["abc", "\0", "9" * 5_000, "-1", "1.5", ""])
def test_a_cursor_that_nobody_wrote_is_refused(client, player, position):
    response = ResponseFactory(ad=AdFactory(author=player, live=True))
    cursor = base64.b64encode(f"p={position}".encode()).decode()
    answer = client.get(f"/api/v1/threads/{response.pk}/messages/", {"cursor": cursor})
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")


def test_the_schema_is_composed_once_and_read_in_both_formats(client, monkeypatch):
    monkeypatch.setattr(SchemaView, "kept", {})
    composed = []
    real = SchemaGenerator.get_schema
    monkeypatch.setattr(
        SchemaGenerator, "get_schema", lambda self, **more: composed.append(1) or real(self, **more)
    )
    for query in ("", "?lang=en", "?version=2"):
        answer = client.get(f"/api/v1/schema/{query}")
        assert answer["Content-Type"].startswith("application/vnd.oai.openapi")
        assert answer.content.startswith(b"openapi: 3")
    assert client.get("/api/v1/schema/", headers={"accept": "application/json"}).json()["openapi"]
    assert len(composed) == 2


def read(environ, start_response):
    """Read a request as Django does before any middleware."""
    request = WSGIRequest(environ)
    return [*request.GET.values(), *request.POST.values()]


@pytest.mark.parametrize("content_type", TYPES)
@pytest.mark.parametrize("kind", ["text/plain", FORM, "application/json"])
def test_a_charset_that_reads_no_text_is_passed_over(content_type, kind):
    environ = RequestFactory().generic("POST", "/?q=%D1%85", b"x=%D1%85", content_type=kind).environ
    environ["CONTENT_TYPE"] = content_type.format(kind)
    words = with_readable_type(read)(environ, None)
    assert words == ["\u0445"] * (2 if kind == FORM and content_type.startswith("{}") else 1)


def test_a_charset_that_reads_text_stays(monkeypatch):
    seen = []
    monkeypatch.setattr(WSGIHandler, "__call__", lambda self, environ, start: seen.append(environ))
    for given in ("multipart/form-data; boundary=x; charset=koi8-r", "multipart/form-data; charset=hex", ""):
        get_internal_wsgi_application()({"CONTENT_TYPE": given}, None)
    types = [environ["CONTENT_TYPE"] for environ in seen]
    assert types == ["multipart/form-data; boundary=x; charset=koi8-r", "multipart/form-data", ""]


@pytest.mark.parametrize("charset", ["utf-16", "utf-7", "windows-1251"])
def test_a_form_in_another_charset_is_refused(client, charset):
    client.handler.enforce_csrf_checks = True
    client.get("/accounts/login/")
    answer = client.post("/accounts/login/", b"login=%e9", content_type=f"{FORM}; charset={charset}")
    assert answer.status_code == 400


@pytest.mark.parametrize("key", [r'"aaaaaaaa\000bbbbbbbb"', r'"\330\000aaaaaaaa"', "*" * 32, "a" * 5_000])
def test_a_session_under_no_key_is_none(client, key):
    client.cookies.load(f"sessionid={key}")
    assert client.get("/my/listings/").status_code == 302
    assert client.get("/api/v1/me/").status_code == 401


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "DELETE", "OPTIONS"])
def test_nobody_has_a_telephone(client, player, method):
    answer = client.generic(method, "/_allauth/app/v1/account/phone", "{}", "application/json")
    assert answer.status_code == 404
