"""Sections of the settings: the way of each kind, the hours of letters, whom and what one doesn't hear."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import User
from accounts.settings_panels import Panel
from notifications import kinds, services
from notifications.models import Rhythm
from notifications.models.rhythm import DIGEST_HOUR
from notifications.selectors import blocked_players, chosen_channels, muted_listings
from notifications.selectors.listings import names_of_listings

HOURS = [(hour, f"{hour:02}:00") for hour in range(24)]


class ChannelsForm(forms.Form):
    """A choice for each kind."""

    @property
    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The fields by what their kinds are about."""
        by_group: dict[kinds.About, list[forms.BoundField]] = {group: [] for group in kinds.About}
        for kind in kinds.all_kinds():
            by_group[kind.about].append(self[kind.slug])
        return [(str(group.label), fields) for group, fields in by_group.items() if fields]


def make_channels_form(user: User, data: Mapping[str, str] | None) -> ChannelsForm:
    """Return the form for a player."""
    chosen = chosen_channels(user)
    form = ChannelsForm(data, prefix="letters")
    for kind in kinds.all_kinds():
        form.fields[kind.slug] = forms.ChoiceField(
            label=str(kind.label),
            choices=[(channel.value, channel.label) for channel in kind.channels],
            initial=kinds.channel_of(kind.slug, chosen.get(kind.slug)).value,
            widget=forms.RadioSelect,
        )
    return form


def save_channels(user: User, form: forms.Form) -> None:
    """Save a valid form."""
    services.choose_channels(wanted=form.cleaned_data, by=user)


class RhythmForm(forms.Form):
    """By the player's own clocks."""

    digest_hour = forms.TypedChoiceField(label=_("The daily digest comes at"), choices=HOURS, coerce=int)
    quiet_from = forms.TypedChoiceField(
        label=_("No letters from"), choices=[("", "—"), *HOURS], coerce=int, empty_value=None, required=False
    )
    quiet_until = forms.TypedChoiceField(
        label=pgettext_lazy("hour", "until"),
        choices=[("", "—"), *HOURS],
        coerce=int,
        empty_value=None,
        required=False,
        help_text=_("What happens meanwhile comes when the quiet is over. Codes come at any hour."),
    )


def make_rhythm_form(user: User, data: Mapping[str, str] | None) -> RhythmForm:
    """Return the form for a player."""
    rhythm = Rhythm.objects.filter(pk=user.pk).first()
    initial: dict[str, Any] = {"digest_hour": DIGEST_HOUR}
    if rhythm is not None:
        initial = {name: getattr(rhythm, name) for name in RhythmForm.base_fields}
    return RhythmForm(data, initial=initial, prefix="rhythm")


def save_rhythm(user: User, form: forms.Form) -> None:
    """Save a valid form."""
    services.change_rhythm(**form.cleaned_data, by=user)


class SilencedForm(forms.Form):
    """Who and what stays silenced: what isn't ticked any more is heard again."""

    players = forms.MultipleChoiceField(
        label=_("Players"), widget=forms.CheckboxSelectMultiple, required=False
    )
    listings = forms.MultipleChoiceField(
        label=_("Listings"), widget=forms.CheckboxSelectMultiple, required=False
    )


def make_silenced_form(user: User, data: Mapping[str, str] | None) -> SilencedForm:
    """Return the form for a player, with the fields for which there is something to choose."""
    players = [(str(block.blocked_id), block.blocked.display_name) for block in blocked_players(user)]
    muted = muted_listings(user)
    names = names_of_listings(user, muted) if muted else {}
    listings = [(str(pk), names[pk].title if pk in names else _("a listing that is gone")) for pk in muted]
    form = SilencedForm(data, prefix="silenced")
    for name, choices in (("players", players), ("listings", listings)):
        field = form.fields[name]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices, field.initial = choices, [value for value, _label in choices]
        if not choices:
            del form.fields[name]
    return form


def save_silenced(user: User, form: forms.Form) -> None:
    """Save a valid form."""
    chosen = {name: {int(pk) for pk in form.cleaned_data.get(name, ())} for name in ("players", "listings")}
    services.keep_silenced(blocked=chosen["players"], muted=chosen["listings"], by=user)


CHANNELS_PANEL = Panel(
    slug="letters",
    title=_("What to tell you, and how"),
    note=_("Codes and notices about your account always come, at once."),
    make_form=make_channels_form,
    save=save_channels,
    order=20,
    template="notifications/settings_channels.html",
)
RHYTHM_PANEL = Panel(
    slug="rhythm",
    title=_("When letters come"),
    note=_("By the clocks of your time zone."),
    make_form=make_rhythm_form,
    save=save_rhythm,
    order=25,
)
SILENCED_PANEL = Panel(
    slug="silenced",
    title=_("Whom and what you don’t hear"),
    note=_("The blocked players aren’t told. Take the tick off, and you hear of them again."),
    make_form=make_silenced_form,
    save=save_silenced,
    order=30,
    template="notifications/settings_silenced.html",
)
