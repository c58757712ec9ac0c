"""What sign-up asks beside e-mail and password; allauth builds its page form and its API input on this."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.forms.names import DisplayNameField
from accounts.models import User
from accounts.selectors import hold_name, name_is_taken
from accounts.signals import newsletter_wanted
from common import watch
from common.errors import InvalidInput


def _refusal_of(name: str) -> Any:
    try:
        watch.check({"display_name": name})
    except InvalidInput as error:
        return error.field_errors["display_name"]
    return None


class SignUpFields(forms.Form):
    """The name on the board and the newsletter; submitting accepts the rules, as the page says."""

    display_name = DisplayNameField()
    newsletter = forms.BooleanField(
        label=_("Write to me about news of the board"),
        help_text=_("Not more than once a week; one press stops it."),
        required=False,
    )
    field_order = ("email", "display_name", "password1", "password", "newsletter")

    def clean(self) -> dict[str, Any]:
        """Refuse a name that is somebody else's; a known address gets no other answer than a new one."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        name, email = data.get("display_name"), data.get("email", "")
        if not name:
            return data
        if name_is_taken(name, email=email):
            self.add_error("display_name", _("This name is taken, or looks like one that is taken."))
        elif refused := _refusal_of(name):
            self.add_error("display_name", refused)
        elif email and not self.errors and getattr(self, "account_already_exists", False):
            hold_name(name, email=email)
        return data

    def signup(self, request: HttpRequest, user: User) -> None:
        """Complete a sign-up whose player has just been saved."""
        from allauth.account.internal.flows.login import record_authentication

        # The password was given a moment ago: no need to ask for it again before a change of e-mail.
        record_authentication(request, user, method="password", email=user.email)
        if self.cleaned_data.get("newsletter"):
            newsletter_wanted.send(sender=User, user=user)
