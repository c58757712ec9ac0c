"""The doors that allauth leaves half open: coming in while a sign-up waits for its code, a polite wait
between codes, and beginning anew.
"""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.email_verification_by_code import (
    EMAIL_VERIFICATION_CODE_SESSION_KEY,
    EmailVerificationProcess,
)
from allauth.account.stages import EmailVerificationStage, LoginStage
from allauth.account.views import (
    ConfirmEmailVerificationCodeView,
    LoginView,
    RequestLoginCodeView,
    SignupView,
)
from allauth.core.exceptions import ImmediateHttpResponse
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts import selectors, services

# Under which name this session has asked for a code.
NAME_KEY = "sign-up-name"


class OpenDoor:
    """A page at the entrance that a sign-up without its code shuts to nobody; it leads on to the code.

    A known address gets a letter without a code, which says to log in: who reads it has to come in here.
    """

    request: HttpRequest

    def _redirect_to_pending_stage(self, request: HttpRequest, stage: LoginStage) -> HttpResponse | None:
        if stage.key == EmailVerificationStage.key:
            return None
        answer: HttpResponse | None = super()._redirect_to_pending_stage(request, stage)  # type: ignore[misc]
        return answer

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Name the address that a code is on its way to."""
        process = EmailVerificationProcess.resume(self.request)
        facts = super().get_context_data(**kwargs)  # type: ignore[misc]
        return {**facts, "awaits_code": process.email if process else ""}


class AnotherWayIn(OpenDoor):
    """Coming in by another way ends the wait for a code, alike for known and unknown addresses."""

    def form_valid(self, form: Any) -> HttpResponse:
        self.request.session.pop(EMAIL_VERIFICATION_CODE_SESSION_KEY, None)
        answer: HttpResponse = super().form_valid(form)  # type: ignore[misc]
        return answer


class LogInPage(AnotherWayIn, LoginView):
    """allauth's log-in."""


class LogInCodePage(AnotherWayIn, RequestLoginCodeView):
    """allauth's page that asks for a log-in code."""


class SignUpPage(OpenDoor, SignupView):
    """allauth's sign-up, which may be begun anew."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Sign up; with another address than before, the name of the earlier attempt is free again."""
        process = EmailVerificationProcess.resume(request)
        email = request.POST.get("email", "").strip().lower()
        if process and email != process.email.lower():
            _forget_sign_up(request, process)
        answer: HttpResponse = super().post(request, *args, **kwargs)
        return answer

    def form_valid(self, form: Any) -> HttpResponse:
        self.request.session[NAME_KEY] = form.cleaned_data["display_name"]
        answer: HttpResponse = super().form_valid(form)
        return answer


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


log_in = LogInPage.as_view()
log_in_code = LogInCodePage.as_view()
sign_up = SignUpPage.as_view()
confirm_code = ConfirmCodeView.as_view()


@require_POST
def start_over(request: HttpRequest) -> HttpResponse:
    """Begin sign-up anew with another address; the account that this session made is forgotten.

    Known and unknown addresses get the same answer.
    """
    process = EmailVerificationProcess.resume(request)
    if process and not request.user.is_authenticated:
        _forget_sign_up(request, process)
    return redirect("account_signup")


def _forget_sign_up(request: HttpRequest, process: EmailVerificationProcess) -> None:
    """Forget the account that waits for its code, or what stands in for one where the address is known."""
    if process.user:
        services.forget_own_sign_up(player_id=process.user.pk)
    if name := request.session.pop(NAME_KEY, ""):
        selectors.release_name(name, email=process.email)
    process.abort()
