"""The writing form: checks what a person types; the body's own rules are content's."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ads.limits import TITLE_MAX, TITLE_MIN
from ads.models import AdPage, Category
from common.errors import InvalidInput
from content.typed import typed_to_html


class AdForm(forms.Form):
    """Title, category and text of an ad, as the author's page sends them."""

    title = forms.CharField(
        label=_("Title"),
        min_length=TITLE_MIN,
        max_length=TITLE_MAX,
        help_text=_("Who, where and when: it is the first thing people read."),
    )
    category = forms.ChoiceField(
        label=_("Category"),
        choices=Category.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the ten categories.")},
    )
    kind = forms.ChoiceField(label=_("Wanted or offered"), choices=AdPage.Kind.choices, required=False)
    body = forms.CharField(label=_("Text"), required=False, widget=forms.Textarea, strip=False)

    def clean_title(self) -> str:
        title: str = " ".join(self.cleaned_data["title"].split())
        if len(title) < TITLE_MIN:
            raise forms.ValidationError(_("Too short: say who, where and when."), code="min_length")
        return title

    def clean_body(self) -> str:
        """Take plain text too: it is what a bare textarea sends where no script runs."""
        try:
            return typed_to_html(self.cleaned_data["body"])
        except InvalidInput as error:
            raise forms.ValidationError(error.field_errors["body"]) from error

    def add_refusal(self, field_errors: dict[str, list[str]], message: str) -> None:
        """Show what a verb refused, at its fields."""
        if not field_errors:
            self.add_error(None, message)
        for field, sentences in field_errors.items():
            errors: Any = sentences
            self.add_error(field if field in self.fields else None, errors)
