"""How long an alarm lasts, and how much it tightens."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from moderation.limits import ALARM_HOURS, COMMENT_MAX, PLAYERS_PER_PAGE


class AlarmForm(forms.Form):
    """Why, for how many hours, how much tighter."""

    reason = forms.CharField(
        label=_("Reason"), max_length=COMMENT_MAX, widget=forms.Textarea(attrs={"rows": 2})
    )
    hours = forms.IntegerField(label=_("For so many hours"), min_value=1, max_value=ALARM_HOURS, initial=6)
    factor = forms.IntegerField(
        label=_("Limits are so many times tighter"), min_value=2, max_value=50, initial=4
    )

    @property
    def until(self) -> datetime:
        return timezone.now() + timedelta(hours=self.cleaned_data["hours"])


class LetWriteForm(forms.Form):
    """The accounts that are ticked."""

    player = forms.TypedMultipleChoiceField(coerce=int)

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        named = [word for word in data.getlist("player") if word.isdecimal() and len(word) < 19]
        self.fields["player"].choices = [(word, word) for word in named[:PLAYERS_PER_PAGE]]  # type: ignore[attr-defined]
