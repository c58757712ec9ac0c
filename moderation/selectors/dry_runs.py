"""What a rule would find among the listings that are on the board: nothing is changed by looking."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from heapq import nlargest
from typing import Any

from django.db import OperationalError, connection, transaction
from django.db.models import F, Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils.safestring import SafeString
from psycopg.errors import QueryCanceled

from ads.models import BoardEntry
from common.text import HIDDEN_IN_WORDS
from content.said import said_in
from moderation.limits import DRY_RUN_SECONDS, SHOWN_CAUGHT
from moderation.selectors.marking import in_context
from moderation.watching import Matcher, Rule, Term, read_lines
from moderation.watching.sql import target_pattern, text_pattern
from moderation.watching.terms import LINK


@dataclass(frozen=True, slots=True)
class Caught:
    """A listing that the rule would find, and the found words with what stands around them."""

    entry: BoardEntry
    places: list[SafeString]


@dataclass(slots=True)
class DryRun:
    """All that are caught are counted, the newest are shown; `is_over` once it was done in time."""

    count: int = 0
    shown: list[Caught] = field(default_factory=list)
    is_over: bool = True


class _TimeIsOver(Exception):
    """What is left isn't looked at."""


def dry_run(rule: Rule) -> DryRun:
    """Look for a rule's words in every live listing.

    Of words the database reads what search reads: the title and the first four thousand characters. Of hosts
    also the addresses of all links.

    Raises:
        BadLine: the rule says nothing that could be looked for.
    """
    terms, caught = read_lines(rule.kind, rule.watched), dict[int, Any]()
    try:
        for rows in _rows(terms, until=time.monotonic() + DRY_RUN_SECONDS):
            caught |= rows
    except _TimeIsOver:
        return DryRun(len(caught), _shown(rule, caught), is_over=False)
    return DryRun(len(caught), _shown(rule, caught))


def _rows(terms: list[Term], *, until: float) -> Iterator[dict[int, Any]]:
    """Yield what is caught, query by query; where words are rare an index answers each."""
    live = BoardEntry.objects.live_on_board().order_by()
    hidden = live.filter(search_text__regex=HIDDEN_IN_WORDS)
    for term in terms:
        yield _within(until, live.filter(search_text__regex=text_pattern(term)))
        yield _within(until, hidden.filter(search_text__regex=text_pattern(term, unseen=True)))
    if terms and terms[0].kind == LINK:
        bodies = live.annotate(stored=Cast(F("ad__body"), TextField()))
        yield _within(until, bodies.filter(Q(stored__iregex=target_pattern(terms))))


def _within(until: float, entries: QuerySet[BoardEntry]) -> dict[int, Any]:
    """Ask while there is time.

    Raises:
        _TimeIsOver: there is none left.
    """
    left = int((until - time.monotonic()) * 1000)
    if left <= 0:
        raise _TimeIsOver
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL statement_timeout = {left}")
            found = dict(entries.values_list("pk", "bumped_at"))
            cursor.execute("SET LOCAL statement_timeout = DEFAULT")
    except OperationalError as error:
        if isinstance(error.__cause__, QueryCanceled):
            raise _TimeIsOver from error
        raise
    return found


def _shown(rule: Rule, caught: dict[int, Any]) -> list[Caught]:
    newest = nlargest(SHOWN_CAUGHT, caught, key=lambda pk: (caught[pk], pk))
    entries = BoardEntry.objects.select_related("ad", "author").defer("search", "search_text")
    found, matcher = entries.in_bulk(newest), Matcher([rule])
    return [Caught(found[pk], _places(found[pk], matcher)) for pk in newest if pk in found]


def _places(entry: BoardEntry, matcher: Matcher) -> list[SafeString]:
    text = f"{entry.title}\n{said_in(entry.ad.body)}"
    return in_context(text, matcher.find(text))
