"""Anonymous pages from the cache: one round trip, no database, no session, no template.

Pages carry the generation that was current *before* they were rendered. `forget_pages()` draws a new
generation after commit, so what was rendered from older rows never matches again, however late it is stored.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable
from hashlib import blake2b
from typing import NamedTuple, TypeGuard

from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import MiddlewareNotUsed
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language_from_request

logger = logging.getLogger(__name__)

GENERATION_KEY = "pages:generation"
LONGEST_QUERY = 200
VARY = ("Cookie", "Accept-Language")
KEPT_IN_NOT_MODIFIED = ("ETag", "Cache-Control", "Vary", "Content-Language")


class StoredPage(NamedTuple):
    generation: str
    body: bytes
    headers: dict[str, str]


class PageCacheMiddleware:
    """Answers anonymous GET and HEAD of public pages from the cache; stands above every other middleware.

    Which pages: settings.PAGE_CACHE_PATHS ("/" is itself alone, the others are prefixes), with no other
    query parameters than settings.PAGE_CACHE_PARAMETERS, for visitors with neither a session nor messages.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        if not settings.PAGE_CACHE_SECONDS:
            raise MiddlewareNotUsed
        self.get_response = get_response
        self.seconds: int = settings.PAGE_CACHE_SECONDS
        self.prefixes = tuple(path for path in settings.PAGE_CACHE_PATHS if path != "/")
        self.serves_home = "/" in settings.PAGE_CACHE_PATHS
        self.parameters = frozenset(settings.PAGE_CACHE_PARAMETERS)
        self.private_cookies = frozenset({settings.SESSION_COOKIE_NAME, "messages"})

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not self.may_serve(request):
            return self.get_response(request)
        key = page_key(request)
        generation, page = look_up(key)
        if page is not None:
            return answer(request, page)
        response = self.get_response(request)
        if generation and request.method == "GET" and is_public(response):
            store(key, generation, response, self.seconds)
        return response

    def may_serve(self, request: HttpRequest) -> bool:
        """Whether this request is for a page that looks the same to every visitor who is not signed in."""
        if request.method not in ("GET", "HEAD"):
            return False
        if not (request.path.startswith(self.prefixes) or (self.serves_home and request.path == "/")):
            return False
        if self.private_cookies & request.COOKIES.keys():
            return False
        query = request.META.get("QUERY_STRING", "")
        return not query or (len(query) <= LONGEST_QUERY and self.parameters.issuperset(request.GET))


def forget_pages() -> None:
    """Drop every stored page once the current transaction commits (at once outside of one)."""
    transaction.on_commit(lambda: start_generation())


def start_generation() -> str:
    """Draw and store a new generation; pages of earlier ones are never served again.

    A random text rather than a counter: a counter lost with the cache would begin again and wake old pages.
    """
    generation = secrets.token_hex(8)
    try:
        cache.set(GENERATION_KEY, generation, timeout=None)
    except Exception:
        logger.exception("The page cache can't be reached; stored pages may be up to a minute old")
        return ""
    return generation


def page_key(request: HttpRequest) -> str:
    """Return the cache key: scheme, host, address, and the language that LocaleMiddleware would choose."""
    parts = (request.scheme, request.get_host(), request.get_full_path(), get_language_from_request(request))
    return "page:" + blake2b("|".join(map(str, parts)).encode(), digest_size=16).hexdigest()


def look_up(key: str) -> tuple[str, StoredPage | None]:
    """Return the current generation ("" when the cache is broken) and the page stored under it, if any."""
    try:
        found = cache.get_many([GENERATION_KEY, key])
    except Exception:
        logger.exception("The page cache can't be reached; pages are rendered anew")
        return "", None
    generation = found.get(GENERATION_KEY)
    if not generation:
        return start_generation(), None
    stored = found.get(key)
    if stored is None or stored[0] != generation:
        return generation, None
    return generation, StoredPage(*stored)


def is_public(response: HttpResponseBase) -> TypeGuard[HttpResponse]:
    """Whether a response may be shown to other visitors: a whole page that sets no cookie."""
    if not isinstance(response, HttpResponse) or response.status_code != 200 or response.cookies:
        return False
    cache_control = response.get("Cache-Control", "")
    return "private" not in cache_control and "no-store" not in cache_control


def store(key: str, generation: str, response: HttpResponse, seconds: int) -> None:
    """Keep a page under the generation read before it was rendered, and give it its ETag."""
    response.headers["ETag"] = f'"{blake2b(response.content, digest_size=12).hexdigest()}"'
    # Browsers may keep the page but must ask: the same address shows another page after signing in.
    response.headers["Cache-Control"] = "no-cache"
    patch_vary_headers(response, VARY)
    page = (generation, response.content, dict(response.headers))
    try:
        cache.set(key, page, timeout=seconds)
    except Exception:
        logger.exception("The page cache can't be reached; a page was not stored")


def answer(request: HttpRequest, page: StoredPage) -> HttpResponse:
    """Return the stored page, or 304 when the visitor has it already."""
    if request.META.get("HTTP_IF_NONE_MATCH") == page.headers["ETag"]:
        return HttpResponseNotModified(
            headers={name: page.headers[name] for name in KEPT_IN_NOT_MODIFIED if name in page.headers}
        )
    return HttpResponse(page.body, headers=page.headers)
