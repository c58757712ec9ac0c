"""What JSON can say and nobody can read is refused with 400, not broken over."""

from __future__ import annotations

import base64

import pytest
from drf_spectacular.generators import SchemaGenerator

from accounts.tests.factories import UserFactory
from ads.tests.factories import AdFactory
from common.api.schema_view import SchemaView
from responses.tests.factories import ResponseFactory

pytestmark = pytest.mark.django_db
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
