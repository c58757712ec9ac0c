"""GET /api/v1/me/ and how the API refuses."""

import pytest
from django.test import Client

from accounts import services
from accounts.tests.factories import UserFactory

ME = "/api/v1/me/"


def assert_problem(answer, status: int) -> dict:
    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"
    document = answer.json()
    assert document["status"] == status
    assert {"type", "title", "detail"} <= document.keys()
    return document


def test_me_shows_the_player_to_themselves(signed_in, player):
    body = signed_in.get(ME).json()
    assert body["id"] == player.pk
    assert body["email"] == player.email
    assert body["display_name"] == "Рыжая Марта"
    assert body["trust"] == "new"
    assert body["url"] == player.get_absolute_url()


def test_nobody_is_a_401(visitor):
    answer = visitor.get(ME)
    assert_problem(answer, 401)
    assert answer["WWW-Authenticate"]


@pytest.mark.parametrize("token", ["x", "0" * 32, "я", "a b"])
def test_a_bad_token_is_a_401(visitor, token):
    assert_problem(visitor.get(ME, headers={"X-Session-Token": token}), 401)


def test_a_bad_token_is_a_401_even_with_a_good_cookie(signed_in):
    assert_problem(signed_in.get(ME, headers={"X-Session-Token": "0" * 32}), 401)


def test_a_deactivated_player_is_a_401(signed_in, player):
    services.deactivate_player(player_id=player.pk, by=UserFactory(administrator=True))
    assert_problem(signed_in.get(ME), 401)


def test_writing_by_cookie_takes_the_csrf_token(player):
    client = Client(enforce_csrf_checks=True)
    client.force_login(player)
    assert_problem(client.post(ME), 403)


def test_another_method_is_a_405(signed_in):
    assert signed_in.post(ME)["Allow"] == "GET, HEAD, OPTIONS"
    assert_problem(signed_in.post(ME), 405)


def test_an_unknown_address_is_a_problem_too(visitor):
    assert_problem(visitor.get("/api/v1/nothing-here/"), 404)


def test_schema_and_docs_are_served_from_here(visitor):
    schema = visitor.get("/api/v1/schema/")
    assert schema.status_code == 200
    assert "/api/v1/me/" in schema.text
    assert "/cms/" not in schema.text
    page = visitor.get("/api/v1/docs/")
    assert page.status_code == 200
    assert "https://" not in page.text
    assert "<script>" not in page.text


def test_the_api_as_a_whole_is_limited_and_says_when_to_come_back(signed_in, settings):
    settings.LIMITS_FACTOR = 1
    settings.LIMITS = settings.LIMITS | {"api": ("2/h", "2/h", "2/h", "100/h")}
    answers = [signed_in.get("/api/v1/me/") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert answers[-1]["Content-Type"].startswith("application/problem+json")
    assert 0 < int(answers[-1]["Retry-After"]) <= 3600
