"""Which letters a player gets: one tick per kind of notification."""

from __future__ import annotations

from collections.abc import Mapping

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.settings_panels import Panel
from notifications import kinds, services
from notifications.selectors import muted_kinds


def make_letters_form(user: User, data: Mapping[str, str] | None) -> forms.Form:
    """Return a form with a tick for each kind."""
    muted = muted_kinds(user)
    form = forms.Form(data, prefix="letters")
    for kind in kinds.all_kinds():
        form.fields[kind.slug] = forms.BooleanField(
            label=str(kind.label), required=False, initial=kind.slug not in muted
        )
    return form


def save_letters(user: User, form: forms.Form) -> None:
    """Save a valid form."""
    services.choose_letters(wanted=form.cleaned_data, by=user)


LETTERS_PANEL = Panel(
    slug="letters",
    title=_("Letters"),
    note=_("On the site you see everything anyway. Codes and notices about your account always come."),
    make_form=make_letters_form,
    save=save_letters,
    order=20,
)
