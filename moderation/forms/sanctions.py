"""A sanction, and the objection to it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from moderation.limits import APPEAL_MAX, COMMENT_MAX
from moderation.models import Sanction


class SanctionForm(forms.Form):
    """What, why, until when, and what becomes of the player's texts."""

    kind = forms.ChoiceField(label=_("Sanction"), choices=Sanction.Kind.choices)
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("The player reads it, word for word."),
        max_length=COMMENT_MAX,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    until = forms.DateTimeField(
        label=_("Until"),
        help_text=_("For what lasts a time: not to write, kept out for a time."),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%d.%m.%Y %H:%M"],
    )
    hides = forms.BooleanField(
        label=_("Hide live listings and open responses as long as it lasts"), required=False
    )

    def clean(self) -> dict[str, Any]:
        """Drop no date silently: whoever gives one means it."""
        cleaned = super().clean() or {}
        if cleaned.get("until") and "kind" in cleaned and cleaned["kind"] not in Sanction.TIMED:
            self.add_error(
                "until", _("What you have chosen has no end: choose another sanction, or no date.")
            )
        return cleaned


class LiftForm(forms.Form):
    """Why a sanction ends before its time, for the log."""

    why = forms.CharField(required=False, max_length=COMMENT_MAX)


class AppealForm(forms.Form):
    """Why the player thinks that a sanction is wrong."""

    text = forms.CharField(
        label=_("Why is it wrong?"), max_length=APPEAL_MAX, widget=forms.Textarea(attrs={"rows": 5})
    )
