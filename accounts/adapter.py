"""Where allauth meets the board: players are saved whole, letters leave through the outbox."""

from __future__ import annotations

import time
from typing import Any, NoReturn

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.templatekit import get_entrance_context_data
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.internal.httpkit import is_headless_request
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts import letters, services
from accounts.models import User
from common import alarm
from common.limits import client_address, household
from common.way_back import address_here


class AccountAdapter(DefaultAccountAdapter):
    """allauth's hooks, filled in."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("E-mail and password don't match. Check both, or set a new password."),
        "incorrect_code": _("This is not the code from the last letter. Check it and try again."),
        "incorrect_password": _("This is not your password."),
        "enter_current_password": _("This is not your current password."),
        "duplicate_email": _("This is your address already."),
        "email_taken": _("This address belongs to another player."),
        "too_many_login_attempts": _("Too many tries. Wait a few minutes and begin anew."),
        "rate_limited": _("A new code can be asked for a little later. Wait ten seconds and try again."),
    }

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return what the entrance counts by, and what the list of sessions shows."""
        return household(client_address(request))

    def is_safe_url(self, url: str | None) -> bool:
        """Lead on to an address of this site alone; allauth breaks over hosts that can't be read."""
        return address_here(context.request, url or "") is not None

    def save_user(self, request: HttpRequest, user: User, form: BaseForm, commit: bool = True) -> User:
        """Save a new player with name, language and consent in one row.

        Raises:
            ImmediateHttpResponse: the name or the address was taken between the check and the insert.
        """
        user.display_name = form.cleaned_data["display_name"]
        user.language = get_language() or user.language
        user.rules_accepted_at = timezone.now()
        if alarm.is_on():
            user.waits_since = user.rules_accepted_at
        try:
            with transaction.atomic():
                saved: User = super().save_user(request, user, form, commit)
        except IntegrityError:
            self._lost_the_race(request, form)
        services.record_sign_up_address(player=saved, address=client_address(request))
        return saved

    def _lost_the_race(self, request: HttpRequest, form: BaseForm) -> NoReturn:
        """Answer as the form would have, had it asked a moment later."""
        form.add_error(
            "display_name", _("Someone was quicker. Send the form once more, or take another name.")
        )
        if is_headless_request(request):
            from allauth.headless.internal.restkit.response import ErrorResponse

            raise ImmediateHttpResponse(ErrorResponse(request, input=form))
        page = {"form": form, **get_entrance_context_data(request)}
        raise ImmediateHttpResponse(render(request, "account/signup.html", page))

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Queue a letter of allauth's; which template and how secret, `accounts.letters` knows."""
        letters.post_account_letter(kind=template_prefix.rpartition("/")[2], to=email, context=context)

    def send_account_already_exists_mail(self, email: str) -> None:
        # A new account costs one password hash; without this one, the clock would tell who is known.
        make_password(email)
        super().send_account_already_exists_mail(email)

    def confirm_email(self, request: HttpRequest, email_address: Any) -> bool:
        """Confirm an address; whoever proves to own it takes it from an account that never confirmed it."""
        services.forget_unconfirmed_holder(email=email_address.email, except_for=email_address.user)
        confirmed: bool = super().confirm_email(request, email_address)
        return confirmed

    def is_reauthentication_required(self, *, app: str) -> bool:
        """Ask for the password again before keys change, unless the player came in a moment ago."""
        if not super().is_reauthentication_required(app=app):
            return False
        records = get_authentication_records(self.request, self.request.user)
        oldest = time.time() - app_settings.REAUTHENTICATION_TIMEOUT
        return not any(record["at"] > oldest for record in records)

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponse:
        if not is_headless_request(request):
            return render(request, "account/account_inactive.html", status=403)
        response: HttpResponse = super().respond_user_inactive(request, user)
        return response


class SecondFactorAdapter(DefaultMFAAdapter):
    """allauth's hooks of the second factor, filled in."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "cannot_delete_authenticator": _(
            "Your role on the board needs a second factor: hand the role over first, then switch it off."
        ),
        "incorrect_code": _("This code doesn’t fit. Take the one that the app shows right now."),
        "unverified_email": _("Confirm your e-mail first: without it nobody could help you back in."),
    }

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Let go what the player's role doesn't need."""
        return not (settings.STAFF_SECOND_FACTOR and authenticator.user.has_power)
