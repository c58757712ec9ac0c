"""The alarm is raised, ended, and told to all processes."""

from __future__ import annotations

from datetime import datetime

from django.core.cache import cache
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from common import alarm as common_alarm
from common.errors import InvalidInput
from moderation.errors import AlarmIsOn, NoAlarm
from moderation.models import Alarm, Deed
from moderation.models.alarms import CACHE_KEY
from moderation.services.log import about, record_act
from moderation.services.queue import check_moderates


@transaction.atomic
def raise_alarm(*, reason: str, until: datetime, factor: int, by: User) -> Alarm:
    """Look at everything before it is public, let new accounts wait, allow so many times fewer of everything.

    Raises:
        NotModerator: `by` decides nothing here.
        InvalidInput: its end is past.
        AlarmIsOn: there is one already.
    """
    check_moderates(by)
    now = timezone.now()
    if until <= now:
        raise InvalidInput(field_errors={"until": [_("Say until when: a moment to come.")]})
    Alarm.objects.filter(ended_at=None, until__lte=now).update(ended_at=now)
    # Two at once: the second one finds the first one's row.
    made = Alarm(reason=reason, until=until, factor=factor, by=by, at=now)
    Alarm.objects.bulk_create([made], ignore_conflicts=True)
    alarm = Alarm.objects.filter(ended_at=None).get()
    if (alarm.by_id, alarm.at) != (by.pk, now):
        raise AlarmIsOn
    after = {"until": until.isoformat(), "factor": factor}
    record_act(what=Deed.ALARM_RAISE, on=about(alarm), by=by, why=reason, after=after)
    transaction.on_commit(announce_alarm, robust=True)
    return alarm


@transaction.atomic
def end_alarm(*, by: User) -> None:
    """End the alarm before its time.

    Raises:
        NotModerator: `by` decides nothing here.
        NoAlarm: there is none.
    """
    check_moderates(by)
    alarm = Alarm.objects.on_at(timezone.now()).select_for_update(of=("self",)).first()
    if alarm is None:
        raise NoAlarm
    alarm.ended_at, alarm.ended_by = timezone.now(), by
    alarm.save(update_fields=["ended_at", "ended_by"])
    record_act(what=Deed.ALARM_END, on=about(alarm), by=by)
    transaction.on_commit(announce_alarm, robust=True)


def announce_alarm() -> bool:
    """Say to all processes whether there is an alarm, and how tight limits are; return whether there is one.

    A sweep says it again: a cache may forget.
    """
    cache.delete(CACHE_KEY)
    alarm = Alarm.current()
    if alarm is None:
        common_alarm.loosen()
        return False
    common_alarm.tighten(factor=alarm.factor, seconds=(alarm.until - timezone.now()).total_seconds())
    return True
