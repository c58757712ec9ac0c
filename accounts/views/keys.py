"""The keys of an account: places where one is signed in, recovery codes."""

from __future__ import annotations

from allauth.account.decorators import reauthentication_required
from allauth.mfa.recovery_codes import views as allauth_codes
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from accounts import services
from accounts.models import User
from common.errors import DomainError
from common.post_doors import signed_in_post

recovery_codes = reauthentication_required(app="allauth.mfa")(allauth_codes.view_recovery_codes)
download_codes = reauthentication_required(app="allauth.mfa")(allauth_codes.download_recovery_codes)


@signed_in_post
def end_session(request: HttpRequest, session_id: int) -> HttpResponse:
    """Sign oneself out at another place."""
    assert isinstance(request.user, User)
    try:
        services.end_session(session_id=session_id, by=request.user)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Signed out there."))
    return redirect("usersessions_list")
