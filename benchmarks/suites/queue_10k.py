"""The moderators' desk with ten thousand cases that wait, against the same desk with ten.

The list of the queue and the card of its oldest case, in this process and uncached. There is one queue: ten
are measured before and after ten thousand, so that whatever else the machine does hits both.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import timedelta
from statistics import median

from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from ads import services
from ads.models import BoardEntry
from benchmarks.figures import Figure
from benchmarks.seed import BODY, fill_board
from moderation.models import Case

BOARD, SMALL_BOARD = 20_000, 10_500
MANY, TEN = 10_000, 10
ROUNDS, FEW_ROUNDS = 40, 12
KINDS = (Case.Kind.NEW, Case.Kind.EDIT, Case.Kind.AFTER, Case.Kind.FLAG)
PAGES = ("queue", "card")


def run(*, small: bool) -> Iterator[Figure]:
    """Let ten wait, then ten thousand, then ten again, and ask for the list and a card each time."""
    fill_board(SMALL_BOARD if small else BOARD)
    Case.objects.all().delete()
    moderator, rounds = _moderator(), FEW_ROUNDS if small else ROUNDS
    addresses = {"queue": "/cms/desk/", "card": f"/cms/desk/{_oldest().pk}/"}
    _let_wait(TEN)
    times, queries = _ask(moderator, addresses, rounds)
    # The suites of one run share a board, and a small one has fewer listings.
    many = min(MANY, BoardEntry.objects.count())
    _let_wait(many)
    many_times, many_queries = _ask(moderator, addresses, 2 * rounds)
    Case.objects.exclude(
        pk__in=list(Case.objects.order_by("since").values_list("pk", flat=True)[:TEN])
    ).delete()
    _settle()
    again, _queries = _ask(moderator, addresses, rounds)
    for page in PAGES:
        name = "queue_{}" if page == "queue" else "queue_{}_card"
        ten = Figure(name.format(TEN), median(times[page] + again[page]), "ms")
        asked = f"queries={many_queries[page]},baseline_queries={queries[page]}"
        more = f"{asked},baseline_ms={ten.value:.1f},waiting={many}"
        yield Figure(name.format("10k"), median(many_times[page]), "ms", ten, more)


def _moderator() -> Client:
    person = User.objects.create_user("desk@example.com", display_name="Модератор мерит")
    person.groups.add(Group.objects.get(name="Moderators"))
    client = Client(SERVER_NAME="localhost", headers={"accept-language": "ru"})
    client.force_login(person)
    return client


def _oldest() -> Case:
    """Send a listing to the moderators as an author does."""
    author = User.objects.filter(email__startswith="bench").earliest("pk")
    text = services.AdText(title="Ищем танка на сегодня", category="tanks", body=BODY)
    services.submit_ad(ad_id=services.create_ad(text=text, by=author).pk, by=author)
    case = Case.objects.get()
    case.since = timezone.now() - timedelta(days=30)
    case.save(update_fields=["since"])
    return case


def _let_wait(amount: int) -> None:
    """Fill the queue up to so many."""
    waiting = Case.objects.waiting()
    entries = BoardEntry.objects.exclude(pk__in=waiting.values("subject_id")).order_by("pk")
    now, more = timezone.now(), amount - waiting.count()
    Case.objects.bulk_create(
        (
            Case(
                kind=KINDS[n % len(KINDS)],
                subject_type="listing",
                subject_id=entry.pk,
                title=entry.title,
                author_id=entry.author_id,
                since=now - timedelta(minutes=amount - n),
            )
            for n, entry in enumerate(entries.only("pk", "title", "author_id")[:more])
        ),
        batch_size=1000,
    )
    _settle()


def _settle() -> None:
    """Do what the server's own housekeeping does in a while."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE moderation_case, board_boardentry")


def _ask(
    moderator: Client, addresses: dict[str, str], rounds: int
) -> tuple[dict[str, list[float]], dict[str, int]]:
    queries: dict[str, int] = {}
    times: dict[str, list[float]] = {page: [] for page in addresses}
    for page, address in addresses.items():
        _milliseconds(moderator, address)
        with CaptureQueriesContext(connection) as asked:
            _milliseconds(moderator, address)
        queries[page] = len(asked)
    for _ in range(rounds):
        for page, address in addresses.items():
            times[page].append(_milliseconds(moderator, address))
    return times, queries


def _milliseconds(client: Client, address: str) -> float:
    start = time.perf_counter()
    if client.get(address).status_code != 200:
        raise RuntimeError(f"{address} doesn't answer")
    return (time.perf_counter() - start) * 1000
