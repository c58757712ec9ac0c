"""The writing form: checks what a person types; the body's own rules are content's. Below: a patch's."""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping
from hashlib import blake2b
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from ads.limits import ROLE_MAX, ROLES_MAX, TITLE_MAX, TITLE_MIN
from ads.models import FACTS, AdPage, Category, Patch
from ads.models.roster import Roster
from ads.selectors.facts import fact_choices
from ads.services import FormMark
from ads.services.review import EMPTY_TEXT
from common.errors import InvalidInput
from common.week_field import WeekField
from content.characters import says_something, seen_length, storable, title_line
from content.plain import html_shows_nothing
from content.typed import typed_to_html


class PlaceFields(forms.Form):
    """One number per role, `slots_<role>`; checked, they are `slots` as the verbs take them."""

    roles_max = ROLES_MAX

    @staticmethod
    def initial_places(roster: Roster) -> dict[str, int]:
        """Return what the fields show of a text."""
        return {f"slots_{slot.role}": slot.wanted for slot in roster.slots}

    @property
    def places(self) -> list[tuple[str, forms.BoundField]]:
        return [(role, self[f"slots_{role}"]) for role in Category.values]

    @property
    def names_places(self) -> bool:
        """Whether any role is filled in: then the form shows them all."""
        return any(field.value() or field.errors for _role, field in self.places)

    def clean(self) -> dict[str, Any]:
        """Join the numbers; a form that was sent without them keeps what is there."""
        data = super().clean() or {}
        given = any(field.html_name in self.data for _role, field in self.places)
        counts = {role: data.pop(f"slots_{role}", None) for role in Category.values}
        if given:
            data["slots"] = [{"role": role, "wanted": count} for role, count in counts.items() if count]
        return data


PlaceFields.declared_fields.update(
    {
        f"slots_{role.value}": forms.IntegerField(
            label=role.label, min_value=0, max_value=ROLE_MAX, required=False
        )
        for role in Category
    }
)


class FactsForm(forms.Form):
    """Facts of the game, each of them optional; those that moderators keep no choices of are left out."""

    kind = forms.ChoiceField(
        label=_("Wanted or offered"), choices=AdPage.Kind.choices, required=False, widget=forms.RadioSelect
    )
    server = forms.ChoiceField(label=_("Server"), required=False)
    level = forms.ChoiceField(label=_("Level"), required=False)
    hours = forms.MultipleChoiceField(
        label=_("When, roughly"), required=False, widget=forms.CheckboxSelectMultiple
    )
    week = WeekField(label=_("Hours of the week"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = fact_choices()
        for fact in FACTS:
            said = self.initial.get(fact) or []
            offered = choices.offered(fact, keep=[said] if isinstance(said, str) else said)
            field: Any = self.fields[fact]
            if not offered:
                del self.fields[fact]
            elif fact == "hours":
                field.choices = offered
            else:
                field.choices = [("", _("not said")), *offered]


class AdForm(PlaceFields, FactsForm):
    """Title, category, text, facts and places of an ad, as the author's page sends them."""

    field_order = ("title", "category", "kind", "body")

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
    body = forms.CharField(label=_("Text"), required=False, widget=forms.Textarea, strip=False)

    def clean_title(self) -> str:
        title = title_line(self.cleaned_data["title"])
        if seen_length(title) < TITLE_MIN:
            raise forms.ValidationError(_("Too short: say who, where and when."), code="min_length")
        return title

    def clean_body(self) -> str:
        """Take plain text too: it is what a bare textarea sends where no script runs."""
        try:
            html = typed_to_html(self.cleaned_data["body"])
            if self.data.get("action") == "submit" and html_shows_nothing(html):
                # The verb says it, too, but only of what is right otherwise.
                raise forms.ValidationError(EMPTY_TEXT)
        except InvalidInput as error:
            raise forms.ValidationError(error.field_errors["body"]) from error
        return html

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


class PatchForm(forms.ModelForm[Patch]):
    """A patch as administrators publish it."""

    link = forms.URLField(
        label=_("Link to the notes"),
        help_text=Patch._meta.get_field("link").help_text,
        max_length=300,
        required=False,
        assume_scheme="https",
    )

    class Meta:
        model = Patch
        fields = ("name", "link", "notes")
        widgets = {"notes": forms.Textarea(attrs={"rows": 2})}

    def clean_name(self) -> str:
        name = title_line(self.cleaned_data["name"])
        if not says_something(name):
            raise forms.ValidationError(_("Name the patch."))
        if Patch.objects.standing().filter(name__iexact=name).exists():
            raise forms.ValidationError(_("This patch is published already."))
        return name
