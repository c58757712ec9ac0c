"""The form field of a name on the board."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.names import MAX_LENGTH, clean_display_name


class DisplayNameField(forms.CharField):
    """Normalises and checks the name; whether it is free is asked by the form, which knows who asks."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Name on the board"))
        kwargs.setdefault("help_text", _("Others see it beside your listings. 3 to 32 characters."))
        kwargs.setdefault(
            "widget", forms.TextInput(attrs={"autocomplete": "nickname", "maxlength": MAX_LENGTH})
        )
        super().__init__(**kwargs)

    def clean(self, value: Any) -> str:
        return clean_display_name(super().clean(value))
