"""One row by its primary key, with SQL that is composed once.

Django composes a SELECT anew at every call; for tables as wide as Wagtail's pages that takes longer than the
database's answer (docs/adr/0014-a-short-way-into-the-queue.md). Django has no public way to keep the SQL and
still fill related rows; a test compares every kept query with the same one asked plainly.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import Model, QuerySet
from django.db.models.query import get_related_populators
from django.db.transaction import TransactionManagementError

Row = TypeVar("Row", bound=Model)


class KeptQuery(Generic[Row]):
    """What `queryset.get(pk=…)` returns, for a queryset without conditions, annotations or prefetches.

    Its joins, its deferred columns and its lock are kept. `queryset` is called once, at the first use.
    """

    def __init__(self, queryset: Callable[[], QuerySet[Row]]) -> None:
        self.queryset = queryset

    def get(self, pk: int) -> Row:
        """Read the row.

        Raises:
            Model.DoesNotExist: there is none.
            TransactionManagementError: a row is to be locked outside of a transaction.
        """
        composed = self._composed
        if composed.locks and connection.get_autocommit():
            raise TransactionManagementError("A row is locked inside a transaction alone.")
        with connection.cursor() as cursor:
            cursor.execute(composed.sql, [pk])
            values = cursor.fetchone()
        if values is None:
            raise composed.model.DoesNotExist(f"{composed.model._meta.object_name} {pk}")
        return composed.fill(values)

    @cached_property
    def _composed(self) -> _Composed[Row]:
        return _Composed(self.queryset())


class _Composed(Generic[Row]):
    """The SQL of a queryset, and how a row of its answer becomes an instance."""

    def __init__(self, queryset: QuerySet[Row]) -> None:
        self.model: Any = queryset.model
        compiler = queryset.filter(pk=0).query.get_compiler(DEFAULT_DB_ALIAS)
        self.locks = compiler.query.select_for_update
        self.sql, parameters = compiler.as_sql()
        if parameters != (0,) or compiler.annotation_col_map:
            raise ValueError("a kept query asks for a primary key and nothing more")
        columns, info = compiler.select, compiler.klass_info
        own = info["select_fields"]
        self.own = slice(own[0], own[-1] + 1)
        self.names = [column[0].target.attname for column in columns[self.own]]
        # Untyped: its stubs are those of a later Django.
        populators_of: Any = get_related_populators
        self.related = populators_of(info, columns, DEFAULT_DB_ALIAS)
        self.converters = list(compiler.get_converters([column[0] for column in columns]).items())

    def fill(self, values: tuple[Any, ...]) -> Row:
        row = list(values)
        for position, (converters, expression) in self.converters:
            for convert in converters:
                row[position] = convert(row[position], expression, connection)
        filled: Row = self.model.from_db(DEFAULT_DB_ALIAS, self.names, row[self.own])
        for relation in self.related:
            relation.populate(row, filled)
        return filled
