"""The way of staff to their second factor, and back to where they wanted to go."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.second_factor import has_second_factor

# Templates of the last steps read it: `request.session.wanted_page`.
WANTED = "wanted_page"


def lead_to_second_factor(request: HttpRequest) -> HttpResponse:
    """Lead to setting up a second factor, or to proving it in this session, and say why."""
    assert isinstance(request.user, User)
    wanted = request.get_full_path() if request.method == "GET" else reverse("wagtailadmin_home")
    if has_second_factor(request.user):
        messages.info(request, _("Your role needs the second factor in this session, too: give a code."))
        return redirect(f"{reverse('mfa_reauthenticate')}?{urlencode({'next': wanted})}")
    # The page says why, as long as this is there.
    request.session[WANTED] = wanted
    return redirect("mfa_activate_totp")
