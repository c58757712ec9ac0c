"""Wagtail's own log-in pages know nothing of our limits and codes: they lead to the site's."""

from __future__ import annotations

from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse


def log_in(request: HttpRequest) -> HttpResponse:
    """Lead to the site's log-in, and from there to where one wanted to go."""
    target = request.GET.get("next") or reverse("wagtailadmin_home")
    if request.user.is_authenticated:
        return redirect("wagtailadmin_home")
    return redirect(f"{reverse('account_login')}?{urlencode({'next': target})}")


def log_in_to_page(request: HttpRequest) -> HttpResponse:
    """Lead a visitor of a private page of the CMS to the site's log-in.

    Raises:
        PermissionDenied: signed in, and the page isn't for this player; a log-in would lead back here.
    """
    if request.user.is_authenticated:
        raise PermissionDenied
    target = request.GET.get("next") or "/"
    return redirect(f"{reverse('account_login')}?{urlencode({'next': target})}")


def log_out(request: HttpRequest) -> HttpResponse:
    """Lead to the site's log-out, which asks once."""
    return redirect("account_logout")


def reset_password(request: HttpRequest, **kwargs: str) -> HttpResponse:
    """Lead to the site's password reset."""
    return redirect("account_reset_password")
