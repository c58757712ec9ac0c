"""Anonymous pages come from the cache, and never an old one after a change."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.utils.translation import get_language_from_request

from common.page_cache import PageCacheMiddleware, forget_pages, start_generation

get = RequestFactory().get


class Site:
    """A view that counts its renderings; `change` stands for what a commit does to the data."""

    def __init__(self) -> None:
        self.text = "first"
        self.rendered = 0
        self.while_rendering: Callable[[], None] | None = None

    def __call__(self, request: HttpRequest) -> HttpResponse:
        self.rendered += 1
        text = f"{self.text} {get_language_from_request(request)}"
        if self.while_rendering:
            self.while_rendering()
        return HttpResponse(text)


@pytest.fixture
def site() -> Site:
    return Site()


@pytest.fixture
def pages(site, settings):
    settings.PAGE_CACHE_SECONDS = 60
    return PageCacheMiddleware(site)


def test_the_second_visitor_gets_the_stored_page(pages, site):
    first, second = pages(get("/board/")), pages(get("/board/"))
    assert site.rendered == 1
    assert second.content == first.content
    assert dict(second.headers) == dict(first.headers)
    assert second.headers["Cache-Control"] == "no-cache"
    assert second.headers["Vary"] == "Cookie, Accept-Language"


def test_a_page_known_to_the_browser_is_not_sent_again(pages):
    etag = pages(get("/board/")).headers["ETag"]
    again = pages(get("/board/", headers={"If-None-Match": etag}))
    assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", etag)


def test_each_language_has_its_own_page(pages):
    russian = pages(get("/board/"))
    english = pages(get("/board/", headers={"Accept-Language": "en-GB,en;q=0.8"}))
    request = get("/board/", headers={"Accept-Language": "en"})
    request.COOKIES["django_language"] = "ru"
    assert [page.content for page in (russian, english, pages(request))] == [
        b"first ru",
        b"first en",
        b"first ru",
    ]


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"path": "/board/?utm_source=letter"}, id="unknown parameter"),
        pytest.param({"path": "/board/?after=" + "9" * 300}, id="endless query"),
        pytest.param({"path": "/my/listings/"}, id="private path"),
        pytest.param({"path": "/cms/"}, id="the CMS"),
        pytest.param({"cookie": "sessionid"}, id="session"),
        pytest.param({"cookie": "messages"}, id="waiting message"),
        pytest.param({"method": "POST"}, id="POST"),
    ],
)
def test_what_is_not_public_is_rendered_each_time(pages, site, change):
    for _visit in range(2):
        request = RequestFactory().generic(change.get("method", "GET"), change.get("path", "/board/"))
        if "cookie" in change:
            request.COOKIES[change["cookie"]] = "x"
        pages(request)
    assert site.rendered == 2


def test_home_is_stored_and_is_no_prefix(pages, site):
    for path in ("/", "/", "/search/", "/search/"):
        pages(get(path))
    assert site.rendered == 3


@pytest.mark.parametrize(
    "response",
    [
        pytest.param(HttpResponse(status=404), id="not found"),
        pytest.param(HttpResponse(status=302, headers={"Location": "/"}), id="redirect"),
        pytest.param(HttpResponse(headers={"Cache-Control": "private"}), id="private"),
        pytest.param(HttpResponse(headers={"Cache-Control": "no-store"}), id="not to be stored"),
    ],
)
def test_only_whole_public_pages_are_stored(pages, response):
    calls = []
    pages.get_response = lambda request: calls.append(request) or response
    pages(get("/board/"))
    pages(get("/board/"))
    assert len(calls) == 2


def test_a_page_that_sets_a_cookie_is_not_stored(pages, site):
    def with_cookie(request):
        response = site(request)
        response.set_cookie("csrftoken", "secret")
        return response

    pages.get_response = with_cookie
    pages(get("/board/"))
    pages(get("/board/"))
    assert site.rendered == 2


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_pages_are_forgotten_after_commit_and_not_before(pages, site):
    pages(get("/board/"))
    with transaction.atomic():
        site.text = "second"
        forget_pages()
        assert pages(get("/board/")).content == b"first ru"
    assert pages(get("/board/")).content == b"second ru"


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_rolled_back_change_forgets_nothing(pages, site):
    pages(get("/board/"))
    with transaction.atomic():
        forget_pages()
        transaction.set_rollback(True)
    pages(get("/board/"))
    assert site.rendered == 1


def test_a_page_rendered_before_a_change_and_stored_after_it_is_not_served(pages, site):
    def change_meanwhile() -> None:
        site.while_rendering = None
        site.text = "second"
        start_generation()

    pages(get("/board/"))
    start_generation()
    site.while_rendering = change_meanwhile
    assert pages(get("/board/")).content == b"first ru"
    assert pages(get("/board/")).content == b"second ru"


def test_pages_of_a_lost_generation_do_not_wake(pages, site):
    pages(get("/board/"))
    cache.delete("pages:generation")
    site.text = "second"
    pages(get("/players/1-x/"))
    assert pages(get("/board/")).content == b"second ru"


def test_one_round_trip_serves_a_stored_page(pages, monkeypatch):
    pages(get("/board/"))
    calls = []
    original = cache.get_many
    monkeypatch.setattr(cache, "get_many", lambda keys: calls.append(keys) or original(keys))
    pages(get("/board/"))
    assert len(calls) == 1


def test_a_broken_cache_breaks_no_page(pages, site, monkeypatch, caplog):
    def broken(*args, **kwargs):
        raise ConnectionError("no cache")

    monkeypatch.setattr(cache, "get_many", broken)
    monkeypatch.setattr(cache, "set", broken)
    assert pages(get("/board/")).content == b"first ru"
    assert start_generation() == ""
    assert "can't be reached" in caplog.text
