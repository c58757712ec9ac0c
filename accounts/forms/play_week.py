"""When the player plays, and who may know it."""

from __future__ import annotations

from collections.abc import Mapping

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts import services
from accounts.models import User
from accounts.settings_panels import Panel
from common.week_field import WeekField


class PlayWeekForm(forms.Form):
    """Hours of the week, by the player's own clocks."""

    week = WeekField(label=_("Hours of the week"), required=False)
    shown = forms.BooleanField(
        label=_("Show the hours on my public page"),
        help_text=_("Without the tick nobody sees them; listings compare them for you alone."),
        required=False,
    )


def make_play_week_form(user: User, data: Mapping[str, str] | None) -> PlayWeekForm:
    """Return the form for a player."""
    return PlayWeekForm(data, initial={"week": user.week, "shown": user.shows_play_week}, prefix="hours")


def save_play_week(user: User, form: forms.Form) -> None:
    """Save a valid form."""
    services.change_play_week(**form.cleaned_data, by=user)


PLAY_WEEK_PANEL = Panel(
    slug="hours",
    title=_("When I play"),
    note=_("Listings that say their hours then show how many you have in common."),
    make_form=make_play_week_form,
    save=save_play_week,
    order=15,
    template="accounts/settings_hours.html",
)
