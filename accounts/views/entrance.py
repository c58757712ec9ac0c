"""Steps of sign-up that allauth leaves open: a polite wait between codes, and beginning anew."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.email_verification_by_code import EmailVerificationProcess
from allauth.account.views import ConfirmEmailVerificationCodeView
from allauth.core.exceptions import ImmediateHttpResponse
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts import services


@method_decorator(never_cache, name="dispatch")
class ConfirmCodeView(ConfirmEmailVerificationCodeView):
    """allauth's page of the code, where asking too early for another code is no dead end."""

    def _resend_form_valid(self, form: Any) -> HttpResponse:
        try:
            response: HttpResponse = super()._resend_form_valid(form)
        except ImmediateHttpResponse:
            messages.error(self.request, _("Not so fast: a new code can be sent ten seconds after the last."))
            return redirect("account_email_verification_sent")
        return response


confirm_code = ConfirmCodeView.as_view()


@require_POST
def start_over(request: HttpRequest) -> HttpResponse:
    """Begin sign-up anew with another address; the account that this session made is forgotten.

    Known and unknown addresses get the same answer.
    """
    process = EmailVerificationProcess.resume(request)
    if process and not request.user.is_authenticated:
        if process.user:
            services.forget_own_sign_up(player_id=process.user.pk)
        process.abort()
    return redirect("account_signup")
