"""A full board in seconds: copies of one real ad, written with COPY."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.db import connection
from django.utils import timezone
from psycopg import postgres, sql
from psycopg.types.json import Jsonb
from wagtail.models import Page

from ads import services
from ads.models import FACTS, AdPage, BoardEntry, BoardPage, Category
from ads.services.cards import forget_board

AUTHORS = 50
JSONB = postgres.types["jsonb"].oid
BODY = (
    "<p>Ищем двух человек в постоянный состав: среда и пятница, с девяти до полуночи.</p><h2>Кто мы</h2>"
    "<p>Ходим вместе второй год, начинаем вовремя.</p>"
    "<ul><li>Снаряжение от 225</li><li>Голос обязателен</li></ul>"
    "<blockquote><p>Ругаемся редко и только на ландшафт.</p></blockquote>"
)


def fill_board(amount: int, *, writers: int = AUTHORS) -> list[int]:
    """Put so many live ads on the board, and the one that they copy; return their ids.

    The suites of one run share the board: one that isn't empty stays as it is.
    """
    if standing := list(BoardEntry.objects.order_by("pk").values_list("pk", flat=True)):
        return standing
    users = get_user_model().objects
    authors = [users.create_user(f"bench{n}@example.com", display_name=f"Игрок {n}") for n in range(writers)]
    facts = _choices()
    text = services.AdText(title="Ищем двух хилов в «Чертог Вьюги»", category="healers", body=BODY)
    template = services.create_ad(text=text, by=authors[0])
    template.get_latest_revision().publish(skip_permission_checks=True)
    board = BoardPage.objects.get()
    first = template.pk + 1
    ids = range(first, first + amount)
    _copy("wagtailcore_page", template.pk, "id", (_page(board, n, pk) for n, pk in enumerate(ids, 2)))
    _copy("board_adpage", template.pk, "page_ptr_id", ({"page_ptr_id": pk} for pk in ids))
    entries = (_entry(n, pk, authors) | _facts(n, facts) for n, pk in enumerate(ids))
    _copy("board_boardentry", template.pk, "ad_id", entries)
    Page.objects.filter(pk=board.pk).update(numchild=amount + 1)
    with connection.cursor() as cursor:
        cursor.execute("SELECT setval('wagtailcore_page_id_seq', %s)", [ids[-1]])
        cursor.execute("ANALYZE")
        if not connection.in_atomic_block:
            # As a board stands after an hour: else autovacuum and a checkpoint fall into what is measured.
            cursor.execute("VACUUM")
            cursor.execute("CHECKPOINT")
    forget_board()
    return [template.pk, *ids]


def _choices() -> dict[str, list[str]]:
    """Make ten choices of each fact."""
    return {
        fact: [model.objects.create(name=f"{fact} {n}", sort_order=n).pk for n in range(10)]
        for fact, model in FACTS.items()
    }


def _facts(n: int, choices: Mapping[str, list[str]]) -> dict[str, Any]:
    """Let half say nothing, some a common choice, and one in ten thousand a rare one."""
    place = 9 if n % 10_000 == 0 else n // 2 % 8
    says = n % 2 == 1 or place == 9
    return {
        "kind": AdPage.Kind.values[n % 3],
        "server_id": choices["server"][place] if says else None,
        "level_id": choices["level"][place] if says else None,
        "hours": [choices["hours"][place], choices["hours"][8]] if says else [],
    }


def _page(board: BoardPage, n: int, pk: int) -> dict[str, Any]:
    slug = f"listing-{pk}"
    return {
        "id": pk,
        "path": board.path + Page._int2str(n).rjust(Page.steplen, "0"),
        "slug": slug,
        "url_path": f"{board.url_path}{slug}/",
        "translation_key": uuid.uuid4(),
        "title": f"Ищем хила в рейд, состав {n}",
        "latest_revision_id": None,
        "live_revision_id": None,
    }


def _entry(n: int, pk: int, authors: list[Any]) -> dict[str, Any]:
    now = timezone.now()
    return {
        "ad_id": pk,
        "author_id": authors[n % len(authors)].pk,
        "title": f"Ищем хила в рейд, состав {n}",
        "slug": f"ishchem-khila-v-reid-sostav-{n}",
        "category": Category.values[n % 10],
        "bumped_at": now - timedelta(seconds=n),
        "published_at": now - timedelta(seconds=n),
    }


def _copy(table: str, template: int, key: str, rows: Iterable[Mapping[str, Any]]) -> None:
    """COPY the template's row as often as there are rows, with their columns in its place."""
    connection.ensure_connection()
    raw = connection.connection
    with raw.cursor() as cursor:
        name = sql.Identifier(table)
        cursor.execute(
            sql.SQL("SELECT * FROM {} WHERE {} = %s").format(name, sql.Identifier(key)), [template]
        )
        columns = [column.name for column in cursor.description]
        json = {column.name for column in cursor.description if column.type_code == JSONB}
        base = dict(zip(columns, cursor.fetchone(), strict=True))
        target = sql.SQL("COPY {} ({}) FROM STDIN").format(
            name, sql.SQL(", ").join(map(sql.Identifier, columns))
        )
        with cursor.copy(target) as copy:
            for row in rows:
                # Django reads JSON as text; what the template says can be written back as it came.
                given = {name: Jsonb(value) if name in json else value for name, value in row.items()}
                whole = base | given
                copy.write_row([whole[name] for name in columns])
