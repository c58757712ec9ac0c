"""Filters of the log that don't read all of it."""

from __future__ import annotations

from typing import Any

from django.contrib.admin import SimpleListFilter
from django.db import connection
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from mailing.kinds import name_of
from mailing.models import OutboxMessage

# Jumps from kind to kind along their index; DISTINCT would read every row.
KINDS = """
    WITH RECURSIVE kinds (kind) AS (
        SELECT min(kind) FROM mailing_outboxmessage
        UNION ALL
        SELECT (SELECT min(kind) FROM mailing_outboxmessage WHERE kind > kinds.kind)
        FROM kinds WHERE kinds.kind IS NOT NULL
    )
    SELECT kind FROM kinds WHERE kind IS NOT NULL
"""


class KindFilter(SimpleListFilter):
    """By the kind of letter, as the outbox's keys name it."""

    title = _("kind")
    parameter_name = "kind"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        with connection.cursor() as cursor:
            cursor.execute(KINDS)
            named = [(kind, name_of(kind)) for (kind,) in cursor.fetchall()]
        return sorted(named, key=lambda choice: choice[1])

    def queryset(self, request: HttpRequest, queryset: QuerySet[OutboxMessage]) -> QuerySet[OutboxMessage]:
        return queryset.filter(kind=self.value()) if self.value() else queryset
