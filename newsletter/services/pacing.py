"""When the letters of a mailing go, and how fast."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import UTC, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from django.utils import timezone
from django.utils.translation import gettext as _

from common.errors import InvalidInput
from newsletter.models import Mailing, MailingStatus

HOURS = range(24)


@dataclass(frozen=True)
class Pace:
    """What a release says of it: at once and as fast as they go, unless it says otherwise.

    `at`: not before that moment. `per_minute`: at most so many letters. `local_hour`: each reader's letter at
    that hour of the reader's own day. `ramp_up_from`: so many a minute at first, see `rates`.
    """

    at: datetime | None = None
    per_minute: int = 0
    local_hour: int | None = None
    ramp_up_from: int = 0

    def as_told(self) -> dict[str, str | int | None]:
        """Return it as the log of decisions keeps it, by the clocks of whoever decides."""
        return {**asdict(self), "at": str(timezone.localtime(self.at)) if self.at else ""}


AT_ONCE = Pace()


def pace_of(mailing: Mailing) -> Pace:
    """Return what was said of a mailing."""
    return Pace(
        at=mailing.scheduled_at,
        per_minute=mailing.per_minute,
        local_hour=mailing.local_hour,
        ramp_up_from=mailing.ramp_up_from,
    )


def plan(mailing: Mailing, pace: Pace) -> None:
    """Write a release's pace on its mailing, and save it.

    Raises:
        InvalidInput: the moment is over, there is no such hour, or it begins faster than it may become.
    """
    faults: dict[str, list[str]] = {}
    if pace.at is not None and pace.at <= timezone.now():
        faults["at"] = [_("Choose a moment to come.")]
    if pace.local_hour is not None and pace.local_hour not in HOURS:
        faults["local_hour"] = [_("An hour of the day, 0 to 23.")]
    if pace.per_minute and pace.ramp_up_from > pace.per_minute:
        faults["ramp_up_from"] = [_("Not more than the letters a minute in the end.")]
    if faults:
        raise InvalidInput(field_errors=faults)
    if pace.at is not None:
        if mailing.status != MailingStatus.SCHEDULED:
            mailing.move_to(MailingStatus.SCHEDULED)
        mailing.scheduled_at = pace.at
    mailing.per_minute, mailing.ramp_up_from = pace.per_minute, pace.ramp_up_from
    mailing.local_hour = pace.local_hour
    mailing.save(update_fields=["status", "scheduled_at", "per_minute", "ramp_up_from", "local_hour"])


@lru_cache(maxsize=8)
def moments_by_zone(hour: int, *, since: datetime) -> dict[str, datetime]:
    """Return when it is so late next, in each time zone: at `since` or within the day after it.

    Where clocks leave that hour out, it is the moment at which they would have shown it.
    """
    return {zone: _next_hour(hour, since, ZoneInfo(zone)) for zone in available_timezones()}


def _next_hour(hour: int, since: datetime, zone: ZoneInfo) -> datetime:
    today = since.astimezone(zone).date()
    for day in (today, today + timedelta(days=1)):
        moment = datetime.combine(day, time(hour), tzinfo=zone).astimezone(UTC)
        if moment >= since:
            break
    return moment
