"""What a moderator says with a decision."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from moderation.limits import COMMENT_MAX


class HideForm(forms.Form):
    """Why a listing leaves the board, in words for its author."""

    comment = forms.CharField(
        label=_("Reason"),
        help_text=_("The author reads it, word for word."),
        max_length=COMMENT_MAX,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
