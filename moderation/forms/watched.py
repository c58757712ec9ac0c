"""A rule about words as it stands in its form, to be tried before it is saved."""

from __future__ import annotations

from django import forms

from moderation.models import WatchedWord
from moderation.watching import Rule


class DryRunForm(forms.ModelForm[WatchedWord]):
    """The part of a rule that says what is found."""

    class Meta:
        model = WatchedWord
        fields = ("watched", "kind")

    @property
    def rule(self) -> Rule:
        return Rule(None, self.cleaned_data["kind"], "", self.cleaned_data["watched"])
