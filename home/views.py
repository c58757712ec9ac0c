"""Pages of the site that belong to no part of it in particular."""

from __future__ import annotations

import re
from collections.abc import Callable

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps import views as sitemap_views
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from common.languages import keep_language
from common.way_back import address_here
from home.models import InfoPage

Sitemaps = dict[str, type[Sitemap] | Sitemap]
SITEMAP_SECONDS = 1800
PAGE_NUMBER = re.compile(r"[1-9][0-9]?")


@require_safe
def information(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Show a page of information in the reader's language."""
    page = get_object_or_404(InfoPage.objects.live(), slug=slug)
    response: HttpResponseBase = page.serve(request)
    return response


@require_safe
def language(request: HttpRequest, code: str) -> HttpResponse:
    """Remember the language in a cookie and lead back to the page (`next`, or where the link stood)."""
    if code not in dict(settings.LANGUAGES):
        raise Http404("The site doesn't speak this language.")
    onward = request.GET.get("next") or request.headers.get("Referer", "")
    response = redirect(address_here(request, onward) or reverse("home"))
    keep_language(request, response, code)
    return response


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Tell crawlers what is public and where the sitemap lies."""
    lines = [
        "User-agent: *",
        *(f"Disallow: {path}" for path in ("/my/", "/accounts/", "/cms/", "/api/", "/language/", "/search/")),
        f"Sitemap: {settings.BASE_URL}{reverse('home:sitemap')}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
def sitemap_index(request: HttpRequest, sitemaps: Sitemaps) -> HttpResponse:
    """List the sitemaps of the site's sections."""
    return _kept(
        "index", lambda: sitemap_views.index(request, sitemaps, sitemap_url_name="home:sitemap-section")
    )


@require_safe
def sitemap(request: HttpRequest, sitemaps: Sitemaps, section: str) -> HttpResponse:
    """List the addresses of one section, page by page.

    Raises:
        Http404: there is no such section, or no such page of it.
    """
    page = request.GET.get("p", "1")
    if not PAGE_NUMBER.fullmatch(page):
        raise Http404
    return _kept(f"{section}:{page}", lambda: sitemap_views.sitemap(request, sitemaps, section))


def _kept(name: str, make: Callable[[], TemplateResponse]) -> HttpResponse:
    """Make a sitemap now and then: anybody may ask for thousands of addresses, and search engines wait."""
    key = f"sitemap:{name}"
    body: str | None = cache.get(key)
    if body is None:
        body = make().rendered_content
        cache.set(key, body, SITEMAP_SECONDS)
    return HttpResponse(body, content_type="application/xml", headers={"X-Robots-Tag": "noindex"})
