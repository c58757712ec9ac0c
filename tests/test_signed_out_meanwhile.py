"""Pressed or sent after the session ended: the log-in leads to a page, and what was typed is there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from accounts.models import User
from accounts.tests.factories import PASSWORD, UserFactory
from ads.tests.factories import AdFactory
from responses.tests.factories import ResponseFactory

pytestmark = pytest.mark.django_db

PLACE = re.compile(r"<(?:(?P<kind>\w+):)?\w+>")
SAMPLES = {"int": "1", "uuid": str(UUID(int=1)), "category": "healers"}
# Programs get problems, the CMS has doors of its own, the entrance is allauth's.
ELSEWHERE = ("cms/", "api/", "_allauth/", "accounts/", "documents/", "media/", "dev/")
PAGE = "/my/notifications/?before=x"


def routes(resolver: URLResolver, prefix: str = "") -> Iterator[str]:
    for entry in resolver.url_patterns:
        route = f"{prefix}{entry.pattern}"
        if isinstance(entry, URLResolver):
            yield from routes(entry, route)
        elif isinstance(entry, URLPattern) and not route.startswith(ELSEWHERE):
            yield route


def paths() -> list[str]:
    """Every address of the site, with something in each place; those of expressions take GET alone."""
    plain = [route for route in routes(get_resolver()) if "(?P" not in route and "^" not in route]
    return ["/" + PLACE.sub(lambda place: SAMPLES.get(place["kind"], "x"), route) for route in plain]


def led_to(answer) -> str | None:
    """Where the log-in leads on to, when the answer is one."""
    if answer.status_code != 302 or not answer.url.startswith("/accounts/login/"):
        return None
    return parse_qs(urlsplit(answer.url).query)["next"][0]


def test_after_the_log_in_no_button_leads_to_an_address_without_a_page():
    visitor, player = Client(), Client()
    player.force_login(UserFactory())
    led = {path: led_to(visitor.post(path)) for path in paths()}
    asked = {path: where for path, where in led.items() if where is not None}
    assert len(asked) > 40
    dead_ends = {path: where for path, where in asked.items() if player.get(where).status_code == 405}
    assert dead_ends == {}


@pytest.mark.parametrize(
    "path",
    [
        "/my/notifications/1/open/",
        "/my/notifications/players/1/block/",
        "/my/responses/1/withdraw/",
        "/my/responses/bulk/",
        "/my/messages/1/deal/",
        "/my/settings/data/ask/",
        "/my/settings/sessions/1/end/",
    ],
)
def test_the_log_in_leads_back_to_the_page_of_the_button(path):
    assert led_to(Client().post(path, headers={"referer": f"http://testserver{PAGE}"})) == PAGE


@pytest.mark.parametrize("referer", ["https://elsewhere.example/x/", "javascript:alert(1)", "", "//x.org/"])
def test_another_sites_page_is_none_of_ours(referer):
    path = "/my/notifications/1/open/"
    assert led_to(Client().post(path, headers={"referer": referer})) == "/"
    assert led_to(Client().post(path, {"next": "/board/"}, headers={"referer": referer})) == "/board/"
    assert led_to(Client().post(path, {"next": "https://elsewhere.example/"})) == "/"


def test_who_was_signed_out_stands_before_the_button_after_the_log_in():
    player, visitor = UserFactory(), Client()
    visitor.force_login(player)
    visitor.logout()
    door = visitor.post(
        "/my/notifications/read/", headers={"referer": "http://testserver/my/notifications/"}
    ).url
    answer = visitor.post(door, {"login": player.email, "password": PASSWORD})
    assert answer.url == "/my/notifications/"


def after_the_log_in(player: User, path: str, typed: dict[str, str]) -> str:
    """Send a form without a session, log in, and read the page that follows."""
    visitor = Client(headers={"accept-language": "en"})
    door = visitor.post(path, typed).url
    page = visitor.post(door, {"login": player.email, "password": PASSWORD}, follow=True)
    assert page.redirect_chain[-1][0] == path
    return page.content.decode()


def test_ready_answers_outlive_the_session():
    player = UserFactory()
    page = after_the_log_in(player, "/my/responses/answers/", {"answers": "Ждём в среду"})
    assert "Ждём в среду</textarea>" in page


def test_a_flag_outlives_the_session_with_its_reason():
    path = f"/flag/listing/{AdFactory(live=True).pk}/"
    page = after_the_log_in(UserFactory(), path, {"reason": "other", "text": "Просит пароль"})
    assert "Просит пароль</textarea>" in page
    assert re.search(r'value="other"[^>]*checked', page)


def test_a_note_outlives_the_session_once():
    response = ResponseFactory()
    path = f"/my/responses/{response.pk}/history/"
    assert "Надёжный</textarea>" in after_the_log_in(response.recipient, path, {"text": "Надёжный"})
    again = Client()
    again.force_login(response.recipient)
    assert "Надёжный" not in again.get(path).content.decode()
