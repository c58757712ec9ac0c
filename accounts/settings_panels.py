"""Sections of the settings page: each app that keeps a wish of the player adds one in `AppConfig.ready()`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django import forms
from django.http import HttpRequest
from django.utils.functional import Promise

from accounts.models import User

MakeForm = Callable[[User, Mapping[str, str] | None], forms.Form]
Save = Callable[[User, forms.Form], None]


@dataclass(frozen=True)
class Panel:
    """One section: a form made for a player (bound when data comes), and the verb that saves it.

    `save` may raise `common.errors.DomainError`; its sentence is shown in the section.
    """

    slug: str
    title: str | Promise
    make_form: MakeForm
    save: Save
    order: int = 50
    note: str | Promise = ""
    template: str = "accounts/settings_panel.html"


_panels: dict[str, Panel] = {}


def register(panel: Panel) -> None:
    """Add a section to the settings page; a slug registered twice is replaced."""
    _panels[panel.slug] = panel


def panels() -> list[Panel]:
    """Return the sections in their order."""
    return sorted(_panels.values(), key=lambda panel: panel.order)


def panel_of(request: HttpRequest) -> Panel | None:
    """Return the section that a request saves."""
    return _panels.get(request.POST.get("panel", ""))
