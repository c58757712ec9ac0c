"""The writing form: checks what a person types; the body's own rules are content's."""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping
from hashlib import blake2b
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from ads.limits import TITLE_MAX, TITLE_MIN
from ads.models import AdPage, Category
from ads.services import FormMark
from content.characters import storable


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

    def add_refusal(self, field_errors: dict[str, list[str]], message: str) -> None:
        """Show what a verb refused, at its fields."""
        if not field_errors:
            self.add_error(None, message)
        for field, sentences in field_errors.items():
            errors: Any = sentences
            self.add_error(field if field in self.fields else None, errors)


class MarkForm(forms.Form):
    """The hidden fields of the writing page: which draft it is, on which revision, by which script."""

    draft = forms.UUIDField(required=False)
    base = forms.IntegerField(required=False, min_value=1)
    writer = forms.CharField(required=False, max_length=40)

    def mark(self, form: AdForm) -> FormMark:
        """Return where the valid `form` comes from; a form that names no draft is one of its own."""
        given = self.cleaned_data if self.is_valid() else {}
        uid, base = given.get("draft") or uuid.uuid4(), given.get("base")
        said = json.dumps([str(uid), base, form.cleaned_data], sort_keys=True, default=str)
        return FormMark(
            uid=uid,
            base=base,
            digest=blake2b(said.encode(), digest_size=16).hexdigest(),
            scripted=bool(given.get("writer")),
        )


def known_values(sent: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """Keep, of what a browser has sent, the raw values of the writing form's fields and of their parts."""
    names = tuple(AdForm().fields)
    parts = tuple(f"{name}{sign}" for name in names for sign in "_-")
    return {
        name: [storable(value) for value in values]
        for name, values in sent.items()
        if name in names or name.startswith(parts)
    }


def typed_values(kept: Mapping[str, list[str]]) -> dict[str, Any]:
    """Return raw values as `initial`, each as its field's widget reads it."""
    data = QueryDict(mutable=True)
    for name, values in kept.items():
        data.setlist(name, values)
    return {
        name: field.widget.value_from_datadict(data, {}, name)
        for name, field in AdForm().fields.items()
        if not field.widget.value_omitted_from_data(data, {}, name)
    }
