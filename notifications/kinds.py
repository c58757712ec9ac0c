"""The kinds of notification; apps above register theirs in `AppConfig.ready()`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.quotes import nest_quotes
from mailing import guards
from mailing.kinds import name_kinds
from mailing.letters import Letter
from notifications import letters
from notifications.guards import Guard, objection_to_letter, still_to_tell
from notifications.models import Channel, Notification

# The digest is a letter of its own kind, of which nothing stands on the site.
DIGEST = "daily-digest"


class About(TextChoices):
    """What a kind is about: the settings show kinds in these groups, in this order."""

    RECEIVED = "received", gettext_lazy("Responses to my listings")
    SENT = "sent", gettext_lazy("My responses to others")
    LISTINGS = "listings", gettext_lazy("My listings on the board")
    PEOPLE = "people", gettext_lazy("Players and moderators")


@dataclass(frozen=True, slots=True)
class Kind:
    """What a kind is called in the settings, and the line it makes of its facts ("%(who)s responded").

    `gathered` is the line of several events of one group, with `count` beside the facts of the first, and
    `gathered_letter` the template of the letter about them.
    """

    slug: str
    about: About
    label: str | Promise
    line: str | Promise
    guard: Guard | None = None
    default: Channel = Channel.AT_ONCE
    in_digest: bool = True
    gathered: str | Promise = ""
    gathered_letter: str = ""

    @property
    def channels(self) -> list[Channel]:
        """The ways that a player may choose for this kind."""
        return [channel for channel in Channel if self.in_digest or channel != Channel.DIGEST]


_kinds: dict[str, Kind] = {}


def register(
    slug: str,
    label: str | Promise,
    line: str | Promise,
    guard: Guard | None = None,
    *,
    about: About,
    default: Channel = Channel.AT_ONCE,
    in_digest: bool = True,
    gathered: str | Promise = "",
    gathered_letter: str = "",
) -> None:
    """Add a kind. Its letters are checked at sending: is the reader still there and willing, and `guard`.

    A letter that waited while more of its group happened is written anew then, by `gathered_letter`.
    """
    kind = Kind(slug, about, label, line, guard, default, in_digest, gathered, gathered_letter)
    _kinds[slug] = kind
    name_kinds({slug: label})
    guards.register_guard(slug, lambda letter: objection_to_letter(letter, guard))
    if gathered_letter:
        guards.register_writer(slug, lambda letter: _write_gathered(letter, kind))


def all_kinds() -> list[Kind]:
    """Return the kinds in the order of their registration."""
    return list(_kinds.values())


def label_of(slug: str) -> str:
    """Return what a kind is called in the settings; one that is gone is called by its slug."""
    return str(_kinds[slug].label) if slug in _kinds else slug


def find(slug: str) -> Kind | None:
    """Return a kind, or None where nobody registered it."""
    return _kinds.get(slug)


def channel_of(slug: str, chosen: str | None) -> Channel:
    """Return the way of a kind for a player who has chosen `chosen`, or nothing."""
    kind = _kinds.get(slug)
    return Channel(chosen) if chosen else kind.default if kind else Channel.AT_ONCE


def line_of(slug: str, context: Mapping[str, object], count: int = 1) -> str:
    """Return the line of a notification; a kind or fact that is gone doesn't break the page."""
    kind = _kinds.get(slug)
    if kind is None:
        return _("Something happened")
    try:
        if count > 1 and kind.gathered:
            return nest_quotes(str(cast("str", kind.gathered) % {**context, "count": count}))
        return nest_quotes(str(kind.line) % context)
    except (KeyError, TypeError, ValueError):
        return str(kind.label)


def is_still_told(notification: Notification) -> bool:
    """Whether its reader may still hear by letter of a notification, or of something gathered into it."""
    kind = _kinds.get(notification.kind)
    return bool(still_to_tell(notification, kind.guard if kind else None))


def _write_gathered(letter: guards.Addressed, kind: Kind) -> Letter | None:
    head = Notification.objects.select_related("recipient", "actor").filter(key=letter.key).first()
    if head is None or head.count == 1:
        return None
    events = still_to_tell(head, kind.guard)
    return letters.gathered_letter(kind.gathered_letter, head, events) if events else None
