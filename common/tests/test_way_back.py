"""Where buttons lead on: to a page of this site, and never to a view by its name."""

import pytest
from django.test import RequestFactory

from accounts.tests.factories import UserFactory
from common.way_back import address_here
from responses.tests.factories import ResponseFactory

FOREIGN = [
    "",
    "foo",
    "account_logout",
    "home",
    "?q=1",
    "//evil.example/",
    "https://evil.example/",
    "http:///evil.example/",
    "/\\evil.example/",
    "javascript:alert(1)",
    " /board/",
    "//\t/evil.example/",
    "/\t//evil.example/",
    "https://evil.c\u2100.example/",
]


@pytest.mark.parametrize("wanted", FOREIGN)
def test_anything_else_is_no_address_here(wanted):
    assert address_here(RequestFactory().get("/"), wanted) is None


@pytest.mark.parametrize("wanted", ["/", "/board/?q=1#x", "http://testserver/board/"])
def test_an_address_of_this_site_is_kept(wanted):
    assert address_here(RequestFactory().get("/"), wanted) == wanted


def test_a_secure_page_leads_to_no_plain_one():
    request = RequestFactory().get("/", secure=True)
    assert address_here(request, "http://testserver/") is None
    assert address_here(request, "https://testserver/") == "https://testserver/"


def test_behind_a_proxy_that_says_nothing_a_secure_address_is_one_of_ours():
    assert address_here(RequestFactory().get("/"), "https://testserver/board/") == "https://testserver/board/"


@pytest.mark.django_db
@pytest.mark.parametrize("wanted", FOREIGN)
def test_every_door_that_is_told_where_to_go_on_stays_here(client, wanted):
    response = ResponseFactory()
    ad = response.ad
    for player, path, home in (
        (None, "/language/en/", "/"),
        (UserFactory(), f"/my/notifications/listings/{ad.pk}/mute/", "/my/notifications/"),
        (response.author, f"/my/responses/{response.pk}/withdraw/", "/my/responses/sent/"),
        (ad.owner, f"/my/listings/{ad.pk}/close/", "/my/listings/"),
    ):
        if player is not None:
            client.force_login(player)
            answer = client.post(path, {"next": wanted})
        else:
            answer = client.get(path, {"next": wanted})
        assert (answer.status_code, answer["Location"]) == (302, home), path
