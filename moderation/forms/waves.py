"""What a wave of accounts has in common, and the step that sweeps it away."""

from __future__ import annotations

from datetime import timedelta
from ipaddress import IPv4Network, IPv6Network, ip_network
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from moderation.limits import COMMENT_MAX
from moderation.selectors.waves import WaveSigns

MOMENT = "%Y-%m-%dT%H:%M"
FORMATS = [MOMENT, "%Y-%m-%d %H:%M", "%d.%m.%Y %H:%M"]
# A network of more addresses than this is a country.
WIDEST = {4: 8, 6: 24}
FEWEST_LETTERS = 8


def _moment(label: Any) -> forms.DateTimeField:
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=MOMENT)
    return forms.DateTimeField(label=label, required=False, widget=widget, input_formats=FORMATS)


class WaveForm(forms.Form):
    """Signs of a wave; an account of it bears all that are given."""

    joined_from = _moment(_("Signed up from"))
    joined_until = _moment(_("Signed up until"))
    network = forms.CharField(
        label=_("Address or network"),
        help_text=_("As 203.0.113.7 or 203.0.113.0/24. Addresses of sign-ups are kept for thirty days."),
        required=False,
        max_length=64,
    )
    words = forms.CharField(
        label=_("Words of their listings or responses"),
        help_text=_("Similar ones are found too, of the last thirty days."),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    listing = forms.IntegerField(
        label=_("Number of a listing with their picture"), required=False, min_value=1, max_value=10**9
    )

    def clean_network(self) -> IPv4Network | IPv6Network | None:
        """Read an address as a network of one."""
        given = self.cleaned_data["network"].strip()
        if not given:
            return None
        try:
            network = ip_network(given, strict=False)
        except ValueError as error:
            raise forms.ValidationError(_("This is no address and no network.")) from error
        if network.prefixlen < WIDEST[network.version]:
            raise forms.ValidationError(_("This network is too wide: name a smaller one."))
        return network

    def clean_words(self) -> str:
        words: str = " ".join(self.cleaned_data["words"].split())
        if words and len(words) < FEWEST_LETTERS:
            raise forms.ValidationError(_("That is too little to tell a wave by."))
        return words

    def clean(self) -> dict[str, Any]:
        """Ask for a sign; a beginning without an end means until now."""
        cleaned = super().clean() or {}
        if cleaned.get("joined_from") and not cleaned.get("joined_until"):
            cleaned["joined_until"] = timezone.now() + timedelta(minutes=1)
        if not self.errors and not any(cleaned.values()):
            raise forms.ValidationError(_("Say what the accounts have in common."))
        return cleaned

    @property
    def signs(self) -> WaveSigns:
        return WaveSigns(**self.cleaned_data)

    @property
    def told(self) -> dict[str, str]:
        """What was asked for, to be kept with the sweep."""
        return {name: str(value) for name, value in self.cleaned_data.items() if value}


class SweepForm(forms.Form):
    """The accounts that are ticked, and why."""

    player = forms.TypedMultipleChoiceField(coerce=int)
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Whoever of them logs in reads it, word for word."),
        max_length=COMMENT_MAX,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, shown: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["player"].choices = [(pk, pk) for pk in shown]  # type: ignore[attr-defined]
        self.fields["player"].error_messages["required"] = _("Tick at least one account.")
