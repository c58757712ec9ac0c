"""The queue, page by page: the same few queries with ten cases and with ten thousand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min, Q
from django.utils import timezone

from accounts.models import User
from common.keyset import Cursor
from moderation.limits import CASES_PER_PAGE
from moderation.models import Case, ModerationRules
from moderation.selectors.records import Record, records_of


@dataclass(frozen=True, slots=True)
class Row:
    """One case in the list: is it late, is it on somebody's desk, and what is known of its author."""

    case: Case
    record: Record
    is_late: bool
    holder: str

    @property
    def pick(self) -> str:
        """Name the case, with the text that its line is about, in a form that decides several at once."""
        return f"{self.case.pk}:{self.case.revision_id or ''}"


@dataclass(frozen=True, slots=True)
class Tab:
    """A kind of case and how many of it wait; "" is all of them."""

    kind: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Queue:
    """One page of the queue with the counts of all of it."""

    rows: list[Row]
    tabs: list[Tab]
    kind: str
    oldest: datetime | None
    late_after: datetime
    next_cursor: str
    is_first: bool

    @property
    def total(self) -> int:
        return sum(tab.count for tab in self.tabs)


def queue(*, kind: str = "", cursor_word: str | None = None, limit: int = CASES_PER_PAGE) -> Queue:
    """Return the oldest cases, or those behind the cursor; four queries."""
    now, rules = timezone.now(), ModerationRules.current()
    cursor = Cursor.decode(cursor_word)
    waiting = Case.objects.on_desk(now)
    tabs, oldest = _tabs(kind, now)
    found = waiting.filter(kind=kind) if kind in Case.Kind.values else waiting
    if cursor is not None:
        found = found.filter(Q(since__gt=cursor.moment) | Q(since=cursor.moment, pk__gt=cursor.pk))
    cases = list(found.select_related("author", "claimed_by").oldest_first()[: limit + 1])
    more, cases = len(cases) > limit, cases[:limit]
    records = records_of({case.author_id for case in cases})
    late = now - rules.target
    rows = [Row(case, records[case.author_id], case.since < late, holder_of(case, now)) for case in cases]
    following = Cursor(moment=cases[-1].since, pk=cases[-1].pk).encode() if more else ""
    return Queue(rows, tabs, kind, oldest, late, following, cursor is None)


def is_anything_free(*, by: User) -> bool:
    """Whether a case waits that is on nobody else's desk."""
    now = timezone.now()
    return Case.objects.on_desk(now).free_for(by, now).exists()


def holder_of(case: Case, now: datetime) -> str:
    """Return who has a case on the desk; "" for nobody."""
    held = case.claimed_by is not None and case.claimed_until is not None and case.claimed_until > now
    return str(case.claimed_by) if held else ""


def _tabs(kind: str, now: datetime) -> tuple[list[Tab], datetime | None]:
    waiting = Case.objects.on_desk(now).order_by().values("kind")
    counted = waiting.annotate(count=Count("pk"), oldest=Min("since"))
    counts = {
        value: (count, oldest) for value, count, oldest in counted.values_list("kind", "count", "oldest")
    }
    tabs = [Tab(value, str(label), counts.get(value, (0,))[0]) for value, label in Case.Kind.choices]
    shown = [oldest for value, (_count, oldest) in counts.items() if kind in ("", value)]
    return tabs, min(shown, default=None)
