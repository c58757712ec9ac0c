"""What the matrix of who may do what is made of."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import connection, transaction
from django.db.models import Model
from django.test import Client
from django.urls import URLResolver, get_resolver

from ads.models import BoardEntry
from ads.tests.states import LIVE

STRANGERS = ("player", "moderator")
NOBODY = ("anonymous", "suspended")
EVERYBODY = ("author", *STRANGERS, *NOBODY)


@dataclass(frozen=True)
class Stage:
    """A listing in each state, everybody who may ask, and what there is while nobody has changed anything."""

    ads: dict[str, int]
    clients: dict[str, Client]
    before: list[Any]


@contextmanager
def undone() -> Iterator[None]:
    """Take back whatever happens inside."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@cache
def _question() -> tuple[str, tuple[Any, ...]]:
    told = ("status", "pending", "title", "expires_at", "bumped_at", "updated_at", "confirmed_at")
    rows = BoardEntry.objects.order_by("pk").values_list("pk", *told, "ad__latest_revision")
    query, parameters = rows.query.sql_with_params()
    return f"SELECT t::text FROM ({query}) t", parameters


def everything() -> list[Any]:
    """What the board knows, and how far every text has got; as text, for it is asked after every request."""
    with connection.cursor() as cursor:
        cursor.execute(*_question())
        return cursor.fetchall()


def fingerprint(*models: type[Model]) -> tuple[str | None, ...]:
    """A digest of each table's rows: in one question, for it is asked after every request."""
    digest = "(SELECT md5(string_agg(t::text, '' ORDER BY t.{})) FROM {} t)"
    with connection.cursor() as cursor:
        columns = (
            digest.format(*map(connection.ops.quote_name, (model._meta.pk.column, model._meta.db_table)))
            for model in models
        )
        cursor.execute(f"SELECT {', '.join(columns)}")
        return cursor.fetchone()


def addresses(resolver: URLResolver | None = None, prefix: str = "") -> Iterator[str]:
    """Every address of the site as its pattern."""
    for entry in (resolver or get_resolver()).url_patterns:
        route = f"{prefix}{entry.pattern}"
        if isinstance(entry, URLResolver):
            yield from addresses(entry, route)
        else:
            yield route


def strangers_to(state: str) -> tuple[str, ...]:
    """To others than its author a live listing is the same with and without an edit beside it."""
    return () if "+" in state and state != LIVE[1] else STRANGERS


def nobody_in(state: str) -> tuple[str, ...]:
    return () if "+" in state else NOBODY


def assert_kept_out(answer: tuple[int, str, bool], status: int, what: object, who: str) -> None:
    """Refused with this status, nothing changed, nothing told."""
    assert (answer[0], answer[2]) == (status, False), (what, who)
    assert "Тайна" not in answer[1], (what, who)
