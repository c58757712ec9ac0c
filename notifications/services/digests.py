"""One letter a day about what happened: for who wants it so, and for what was too much at once."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext_noop

from common.sweeps import sweep_each
from mailing import outbox
from mailing.guards import Addressed
from mailing.letters import Letter
from notifications import kinds, letters
from notifications.models import Notification, NotificationQuerySet, Rhythm


def send_digests(*, now: datetime) -> int:
    """Post the digest of every player whose hour has struck; an error in one stops no other."""
    due = Rhythm.objects.filter(next_digest_at__lte=now).order_by("next_digest_at", "pk")
    players = list(due.values_list("pk", flat=True))
    return sweep_each(players, lambda player_id: _send_digest(player_id, now), what="the digest of player")


@transaction.atomic
def _send_digest(player_id: int, now: datetime) -> bool:
    """Post one player's digest, unless another worker does; once a day, by the key of its letter."""
    rows = Rhythm.objects.select_for_update(of=("self",), skip_locked=True).select_related("player")
    rhythm = rows.filter(pk=player_id, next_digest_at__lte=now).first()
    if rhythm is None:
        return False
    waiting = Notification.objects.filter(recipient=player_id, awaits_digest=True)
    waiting.exclude(read_at=None).update(awaits_digest=False)
    day = rhythm.day_of(now)
    told = _fresh(waiting.filter(due_at__lte=now))
    posted = bool(told) and _post(rhythm, day, told, now)
    if posted or not told:
        waiting.filter(due_at__lte=now).update(awaits_digest=False, digest_day=day if posted else None)
    rhythm.next_digest_at = rhythm.next_digest(now) if waiting.exists() else None
    rhythm.save(update_fields=["next_digest_at"])
    return posted


def _post(rhythm: Rhythm, day: date, told: list[Notification], now: datetime) -> bool:
    leaves_at = rhythm.after_quiet(now)
    return outbox.post(
        key=f"{kinds.DIGEST}:{rhythm.pk}:{day.isoformat()}",
        to=rhythm.player.email,
        letter=letters.digest_letter(rhythm.player, day, _lines(told)),
        not_before=leaves_at if leaves_at > now else None,
    )


def objection_to_digest(letter: Addressed) -> str | None:
    """Return why a digest must not go any more: its reader has read all that was in it, or may not."""
    told = _of_letter(letter)
    if not told:
        return gettext_noop("nothing in it is left to tell")
    if told[0].recipient.email.lower() != letter.to.lower():
        return gettext_noop("the reader has another address now")
    return None


def write_digest(letter: Addressed) -> Letter | None:
    """Write a digest of what is still to tell."""
    told = _of_letter(letter)
    if not told:
        return None
    return letters.digest_letter(told[0].recipient, _address(letter)[1], _lines(told))


def _of_letter(letter: Addressed) -> list[Notification]:
    player_id, day = _address(letter)
    return _fresh(Notification.objects.filter(recipient=player_id, digest_day=day))


def _address(letter: Addressed) -> tuple[int, date]:
    """Read the key of a digest, `daily-digest:<player>:<day>`."""
    _kind, player_id, day = letter.key.split(":")
    return int(player_id), date.fromisoformat(day)


def _fresh(rows: NotificationQuerySet) -> list[Notification]:
    """Return what the reader hasn't read and may still hear of, oldest first."""
    unread = rows.unread().heads().select_related("recipient", "actor").order_by("due_at", "pk")
    return [row for row in unread if kinds.is_still_told(row)]


def _lines(told: list[Notification]) -> list[letters.Line]:
    with translation.override(told[0].recipient.language):
        return [letters.Line(row, kinds.line_of(row.kind, row.context, row.count)) for row in told]
