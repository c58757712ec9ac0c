"""An inbox with ten thousand responses to two hundred listings, against one with ten of the same run.

The page and the API's list with its numbers, in this process and uncached; the requests alternate, so that
whatever else the machine does hits both.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from statistics import median

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from ads.models import BoardEntry
from benchmarks.figures import Figure
from benchmarks.seed import AUTHORS, fill_board
from responses.models import Response

BOARD, SMALL_BOARD = 20_000, 2_000
MANY, TEN = 10_000, 10
LISTINGS = 200
ROUNDS, FEW_ROUNDS = 60, 12
PAGES = {
    "inbox_10k": ("/my/responses/",),
    "inbox_10k_api": ("/api/v1/responses/inbox/?status=new", "/api/v1/responses/inbox/counts/?status=new"),
    "inbox_10k_search": ("/my/responses/?q=%D0%B6%D1%80%D0%B5%D1%86",),
    "triage_10k": ("/my/responses/triage/",),
}


def run(*, small: bool) -> Iterator[Figure]:
    """Fill both inboxes, then ask both for the same pages in turn."""
    fill_board(SMALL_BOARD if small else BOARD)
    busy, calm = User.objects.filter(email__startswith="bench").order_by("pk")[:2]
    for author, amount in ((busy, MANY), (calm, TEN)):
        Response.objects.bulk_create(_responses(author, amount), batch_size=1000)
    with connection.cursor() as cursor:
        # What the server's own housekeeping does in a while.
        cursor.execute("VACUUM ANALYZE responses_response")
    full, ten = _signed_in(busy), _signed_in(calm)
    for name, addresses in PAGES.items():
        yield _against(ten, full, addresses, name=name, rounds=FEW_ROUNDS if small else ROUNDS)


def _against(ten: Client, full: Client, addresses: tuple[str, ...], *, name: str, rounds: int) -> Figure:
    queries = [_queries(client, addresses) for client in (ten, full)]
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(rounds):
        for client, taken in zip((ten, full), times, strict=True):
            taken.append(_milliseconds(client, addresses))
    baseline = Figure(f"{name.replace('10k', 'of_ten')}", median(times[0]), "ms")
    more = f"baseline_ms={baseline.value:.1f},queries={queries[1]},baseline_queries={queries[0]}"
    return Figure(name, median(times[1]), "ms", baseline, more)


def _milliseconds(client: Client, addresses: tuple[str, ...]) -> float:
    start = time.perf_counter()
    for address in addresses:
        if client.get(address).status_code != 200:
            raise RuntimeError(f"{address} doesn't answer")
    return (time.perf_counter() - start) * 1000


def _queries(client: Client, addresses: tuple[str, ...]) -> int:
    _milliseconds(client, addresses)
    with CaptureQueriesContext(connection) as queries:
        _milliseconds(client, addresses)
    return len(queries)


def _responses(author: User, amount: int) -> Iterator[Response]:
    """Answer the author's listings, everybody once; who answers again was declined before."""
    ads = list(BoardEntry.objects.for_author(author).values_list("pk", flat=True)[:LISTINGS])
    players = list(User.objects.exclude(pk=author.pk).order_by("pk")[: AUTHORS - 1])
    for n in range(amount):
        turn, ad = divmod(n, len(ads))
        again, who = divmod(turn, len(players))
        yield _response(ads[ad], players[who], author, n, again=bool(again))


def _response(ad_id: int, player: User, author: User, n: int, *, again: bool) -> Response:
    words = f"Жрец, снаряжение {200 + n % 60}, среда и пятница свободны. Третью фазу знаю с обеих сторон."
    response = Response(ad_id=ad_id, author=player, recipient=author, text=words)
    if again:
        response.status, response.decided_at = "declined", response.created_at
    return response


def _signed_in(author: User) -> Client:
    client = Client(SERVER_NAME="localhost", headers={"accept-language": "ru"})
    client.force_login(author)
    return client
