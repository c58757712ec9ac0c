"""Answers for what went wrong, in the site's own words and look."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.csrf import csrf_failure
from django.views.decorators.csrf import requires_csrf_token

from ads.views.rescue import rescued_form

CMS = "/cms/"
# Where the links lead that letters end with: they hold a key, and mail programs cut long lines.
LINKS_OF_LETTERS = ("/unsubscribe/", "/my/notifications/stop/")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say so without looking at the form again: it may be what can't be read."""
    request.POST = QueryDict()
    return _bad_request(request)


@requires_csrf_token
def _bad_request(request: HttpRequest) -> HttpResponse:
    return render(request, "400.html", status=400)


@requires_csrf_token
def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say no; who has business in the CMS stays there."""
    in_cms = request.path.startswith(CMS) and getattr(request.user, "has_power", False)
    return render(request, "home/cms_forbidden.html" if in_cms else "403.html", status=403)


@requires_csrf_token
def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say it of a link in a letter otherwise than of a page that was there."""
    is_letters = request.path.startswith(LINKS_OF_LETTERS)
    return render(request, "404.html", {"is_letters": is_letters}, status=404)


@requires_csrf_token
def server_error(request: HttpRequest) -> HttpResponse:
    """Render without a request: neither the database nor the session may be asked now."""
    return HttpResponse(render_to_string("500.html"), status=500)


@requires_csrf_token
def old_page(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that a form's token is no good any more; a listing that was being written is not lost by it."""
    return rescued_form(request) or csrf_failure(request, reason)
