"""What authors who answer nobody hear, and those who wait for them."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils import timezone, translation

from accounts.models import User
from accounts.time_zones import zone_named
from ads.models import BoardEntry
from common.ages import day_in_words
from notifications.services import notify
from responses.limits import SILENCE_WARNING
from responses.models import Response
from responses.notifications.events import facts


def author_silent(entry: BoardEntry, *, waiting: int) -> None:
    """Warn the author that players wait, and of the day when the ad is paused for that."""
    assert entry.silence_warned_at is not None
    _tell_author(
        entry,
        kind="listing-silent",
        moment=entry.silence_warned_at,
        letter="responses/silent",
        url=_own_inbox(entry),
        waiting=waiting,
        day=_day(entry.silence_warned_at + SILENCE_WARNING, entry.author),
    )


def own_listing_paused(entry: BoardEntry, *, waiting: int) -> None:
    """Tell the author that the ad is paused, and lead to the button that brings it back."""
    assert entry.paused_at is not None
    _tell_author(
        entry,
        kind="listing-paused",
        moment=entry.paused_at,
        letter="responses/own_paused",
        url=reverse("listings:resume", args=[entry.pk]),
        waiting=waiting,
        inbox_url=_own_inbox(entry),
    )


def listing_paused(response: Response, entry: BoardEntry) -> None:
    """Tell somebody who waits that the author answers nobody, once per response."""
    notify(
        recipient=response.author,
        kind="response-listing-paused",
        key=f"response-listing-paused:{response.pk}",
        letter="responses/listing_paused",
        url=entry.url,
        listing_id=entry.pk,
        group="paused",
        group_url=reverse("responses:sent"),
        context=facts(response, entry, reader=response.author, who=entry.author),
    )


def silence_key(kind: str, entry: BoardEntry, moment: datetime) -> str:
    """Return the key of what an author hears of one silence."""
    return f"{kind}:{entry.pk}:{moment:%Y%m%d%H%M%S}"


def _tell_author(
    entry: BoardEntry, *, kind: str, moment: datetime, letter: str, url: str, **facts: object
) -> None:
    notify(
        recipient=entry.author,
        kind=kind,
        key=silence_key(kind, entry, moment),
        letter=letter,
        url=url,
        listing_id=entry.pk,
        context={"listing": entry.title, "listing_url": entry.url, **facts},
    )


def _own_inbox(entry: BoardEntry) -> str:
    return f"{reverse('responses:inbox')}?listing={entry.pk}"


def _day(when: datetime, reader: User) -> str:
    """Name a day in the reader's language, by the reader's clocks."""
    with translation.override(reader.language), timezone.override(zone_named(reader.time_zone)):
        return day_in_words(timezone.localdate(when))
