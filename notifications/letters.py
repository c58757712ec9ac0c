"""Letters about several things at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import translation

from accounts.models import User
from common.ages import day_in_words
from mailing.letters import Letter, render_letter
from notifications.models import Notification
from notifications.stop_links import stop_url

# So many are told one by one; the letter names the number of the others.
SHOWN = 10
DIGEST_SHOWN = 50


def gathered_letter(template: str, head: Notification, events: Sequence[Notification]) -> Letter:
    """Write about events of one group: `count`, the facts of the first, and each one's own in `events`."""
    reader = head.recipient
    context: dict[str, object] = {
        **head.context,
        "recipient": reader,
        "url": head.url,
        "stop_url": stop_url(reader, head.kind),
        "count": len(events),
        "events": [event.context for event in events[:SHOWN]],
        "more": max(0, len(events) - SHOWN),
    }
    return render_letter(template, context, reader.language)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a digest; what happened about one listing stands together."""

    told: Notification
    text: str

    @property
    def url(self) -> str:
        return self.told.url

    @property
    def subject(self) -> str:
        return str(self.told.context.get("listing", ""))


def digest_letter(reader: User, day: date, lines: Sequence[Line]) -> Letter:
    """Write the digest of a day: `groups` of a listing's title and its lines."""
    shown, groups = lines[:DIGEST_SHOWN], dict[str, list[Line]]()
    for line in shown:
        groups.setdefault(line.subject, []).append(line)
    with translation.override(reader.language):
        day_in_letter = day_in_words(day)
    context: dict[str, object] = {
        "recipient": reader,
        "day": day_in_letter,
        "groups": list(groups.items()),
        "count": len(lines),
        "more": len(lines) - len(shown),
        "url": reverse("notifications:list"),
    }
    return render_letter("notifications/digest", context, reader.language)
