"""allauth's forms of the second factor in our words."""

from __future__ import annotations

from typing import Any

from allauth.mfa.base import forms as base_forms
from allauth.mfa.totp import forms as totp_forms
from django.utils.translation import gettext_lazy as _


class CodeField:
    """One field for a code, without placeholder, with a phone's digits at hand."""

    label: Any = _("Code from the app, or a recovery code")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["code"]  # type: ignore[attr-defined]
        field.label = self.label
        field.widget.attrs.pop("placeholder", None)
        field.widget.attrs |= {"inputmode": "numeric", "spellcheck": "false", "autocapitalize": "none"}


class ActivateForm(CodeField, totp_forms.ActivateTOTPForm):
    """The first code of a new app."""

    label = _("Code that the app shows now")


class AuthenticateForm(CodeField, base_forms.AuthenticateForm):
    """A code at log-in."""


class ReauthenticateForm(CodeField, base_forms.ReauthenticateForm):
    """A code before the keys of an account change."""
