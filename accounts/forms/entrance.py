"""allauth's forms in our words: labels instead of placeholders, one password field, hints that help."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as allauth_forms
from django.utils.translation import gettext_lazy as _

from accounts.forms import shield

PASSWORD_HINT = _("At least 8 characters. A phrase is easier to remember than signs.")


class PlainFields:
    """No placeholders (the label says it), no second password field (one can look at the first)."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields = self.fields  # type: ignore[attr-defined]
        fields.pop("password2", None)
        for field in fields.values():
            field.widget.attrs.pop("placeholder", None)
        for name in ("email", "login"):
            if name in fields:
                fields[name].label = _("E-mail")
        if "password1" in fields:
            fields["password1"].label = _("Password")
            fields["password1"].help_text = PASSWORD_HINT
        if "password" in fields:
            fields["password"].help_text = ""


class SignUpForm(PlainFields, allauth_forms.SignupForm):
    """E-mail, name on the board, password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].help_text = _(
            "The code and answers to your listings come here. Nobody else sees it."
        )

    @property
    def mark(self) -> str:
        """When the page was opened, for the template."""
        return shield.mark_of(self.data)

    def clean(self) -> dict[str, Any]:
        """Refuse what no person sends, before anything is said about addresses and names."""
        shield.check(self.data)
        data: dict[str, Any] = super().clean()
        return data


class LogInForm(PlainFields, allauth_forms.LoginForm):
    """E-mail and password."""


class ChangePasswordForm(PlainFields, allauth_forms.ChangePasswordForm):
    """The old password and a new one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"].label = _("New password")
        self.fields["oldpassword"].help_text = ""


class SetPasswordForm(PlainFields, allauth_forms.SetPasswordForm):
    """The first password of an account that has none."""


class ResetPasswordForm(PlainFields, allauth_forms.ResetPasswordKeyForm):
    """The new password after the code."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"].label = _("New password")


class RequestLoginCodeForm(PlainFields, allauth_forms.RequestLoginCodeForm):
    """An e-mail to send a log-in code to."""


class ChangeEmailForm(PlainFields, allauth_forms.AddEmailForm):
    """The new e-mail."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("New e-mail")


class RequestPasswordForm(PlainFields, allauth_forms.ResetPasswordForm):
    """An e-mail to send the code of a new password to."""
