"""Why a player flags something."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from moderation.limits import FLAG_TEXT_MAX
from moderation.models import Flag

REASONS = [choice for choice in Flag.Reason.choices if choice[0] != Flag.Reason.WATCHED]


class FlagForm(forms.Form):
    """A reason of the list, and words, which only "something else" needs."""

    reason = forms.ChoiceField(label=_("What is wrong"), choices=REASONS, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("In your words"),
        help_text=_("Only moderators read it."),
        required=False,
        max_length=FLAG_TEXT_MAX,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def clean(self) -> dict[str, Any]:
        """Ask for words where the reason says nothing."""
        cleaned = super().clean() or {}
        if cleaned.get("reason") == Flag.Reason.OTHER and not cleaned.get("text"):
            self.add_error("text", _("Say in a few words what is wrong."))
        return cleaned
