"""The writing form: checks what a person types; the body's own rules are content's."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ads.limits import TITLE_MAX, TITLE_MIN
from ads.models import FACTS, AdPage, Category
from ads.selectors.facts import fact_choices
from common.week_field import WeekField


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


class AdForm(FactsForm):
    """Title, category, text and facts of an ad, as the author's page sends them."""

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
