"""The response form: what a person types; the rules are the verb's."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from responses.limits import TEXT_MAX


class ResponseForm(forms.Form):
    """The text of a response. Its length is checked after tidying up, by the verb."""

    text = forms.CharField(
        label=_("Your answer"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 5, "maxlength": TEXT_MAX}),
    )

    def add_refusal(self, field_errors: dict[str, list[str]], message: str) -> None:
        """Show what the verb refused, at the field or above the form."""
        for sentence in field_errors.get("text", []):
            self.add_error("text", sentence)
        if not field_errors:
            self.add_error(None, message)
