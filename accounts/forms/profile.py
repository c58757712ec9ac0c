"""The player's own name, language and time zone."""

from __future__ import annotations

from collections.abc import Mapping

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from accounts import services, time_zones
from accounts.forms.names import DisplayNameField
from accounts.models import User
from accounts.settings_panels import Panel


class ProfileForm(forms.Form):
    """What others see, and how the board speaks to its player."""

    display_name = DisplayNameField()
    language = forms.ChoiceField(label=_("Language"), choices=lambda: settings.LANGUAGES)
    time_zone = forms.ChoiceField(label=_("Time zone"), choices=time_zones.choices)


def make_profile_form(user: User, data: Mapping[str, str] | None) -> ProfileForm:
    """Return the form for a player; a zone that is not among ours stays choosable for its player."""
    initial = {
        "display_name": user.display_name,
        "language": user.language,
        "time_zone": user.time_zone,
    }
    form = ProfileForm(data, initial=initial, prefix="profile")
    zone = form.fields["time_zone"]
    if isinstance(zone, forms.ChoiceField) and user.time_zone not in time_zones.CITIES:
        zone.choices = [(user.time_zone, user.time_zone), *time_zones.choices()]
    return form


def save_profile(user: User, form: forms.Form) -> None:
    """Save a valid form."""
    services.change_profile(**form.cleaned_data, by=user)


PROFILE_PANEL = Panel(
    slug="profile",
    title=_("About you"),
    make_form=make_profile_form,
    save=save_profile,
    order=10,
)
