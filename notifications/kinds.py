"""The kinds of notification; apps above register theirs in `AppConfig.ready()`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from mailing import guards
from notifications.guards import objection_to_reader

Guard = Callable[[guards.Addressed], str | None]


class Kind(NamedTuple):
    """What a kind is called in the settings, and the line it makes of its facts ("%(who)s responded")."""

    slug: str
    label: str | Promise
    line: str | Promise


_kinds: dict[str, Kind] = {}


def register(slug: str, label: str | Promise, line: str | Promise, guard: Guard | None = None) -> None:
    """Add a kind. Its letters are checked at sending: is the reader still there and willing, and `guard`."""

    def objection(letter: guards.Addressed) -> str | None:
        return objection_to_reader(letter) or (guard(letter) if guard else None)

    _kinds[slug] = Kind(slug, label, line)
    guards.register_guard(slug, objection)


def all_kinds() -> list[Kind]:
    """Return the kinds in the order of their registration."""
    return list(_kinds.values())


def label_of(slug: str) -> str:
    """Return what a kind is called in the settings; one that is gone is called by its slug."""
    return str(_kinds[slug].label) if slug in _kinds else slug


def line_of(slug: str, context: Mapping[str, object]) -> str:
    """Return the line of a notification; a kind or fact that is gone doesn't break the page."""
    kind = _kinds.get(slug)
    try:
        return str(kind.line) % context if kind else _("Something happened")
    except (KeyError, TypeError, ValueError):
        return str(kind.label) if kind else _("Something happened")
