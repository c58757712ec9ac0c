"""How long an author waits when a listing is sent to the moderators, on a full board.

`submit` is the API's door for a draft that exists; `write_and_submit` is the whole writing form of a new
listing. Each against a bare Django view that inserts one row into the same database: once without any
middleware, once behind the site's own, with session, user and CSRF check as every signed-in request has them.
The requests alternate in small batches, so that whatever else the machine does hits all. Once with one
client, once with four.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle, islice
from statistics import median, quantiles

from django.contrib.auth import get_user_model
from django.test import Client
from django.utils.crypto import get_random_string

from accounts.models import User
from ads import services
from ads.models import Category
from benchmarks.figures import Figure
from benchmarks.posts import Post, milliseconds
from benchmarks.seed import BODY, fill_board
from benchmarks.servers import serve

FULL, SMALL = 100_000, 2_000
MANY, FEW = 240, 40
BATCH = 20
WARM_UP = 8
TITLE = "Ищем двух хилов в «Чертог Вьюги»"


def run(*, small: bool) -> Iterator[Figure]:
    """Seed the board and prepare drafts, then time both doors beside the baseline."""
    fill_board(SMALL if small else FULL)
    amount = FEW if small else MANY
    authors = list(get_user_model().objects.order_by("pk"))
    signed_in = [_signed_in(author) for author in authors]
    drafts = _drafts(authors, 2 * amount + WARM_UP)
    with (
        serve("benchmarks.insert:application") as bare,
        serve("benchmarks.insert_signed_in:application", "/signed-in/") as signed,
        serve("config.wsgi:application", "/healthz", TAVERN_LIMITS="relaxed") as site,
    ):
        words = {"title": TITLE, "body": BODY}
        rows = {
            "insert_one_row": Post(bare, "/", 200, words),
            "insert_signed_in": Post(signed, "/signed-in/", 200, words, signed_in[0]),
        }
        submits = (
            Post(site, f"/api/v1/listings/{ad_id}/submit/", 200, headers=headers)
            for ad_id, headers in zip(drafts, cycle(signed_in), strict=False)
        )
        form = {"title": TITLE, "category": Category.HEALERS, "kind": "", "body": BODY, "action": "submit"}
        writes = (Post(site, "/my/listings/new/", 302, form, headers) for headers in cycle(signed_in))
        # Everybody was here today already: the first request of a day writes that down, the baselines' too.
        milliseconds([Post(site, "/my/notifications/read/", 302, headers=headers) for headers in signed_in])
        for name, posts in (("submit", submits), ("write_and_submit", writes)):
            milliseconds([*rows.values(), *islice(posts, WARM_UP)])
            for clients in (1, 4):
                yield from _against(rows, list(islice(posts, amount)), name=name, clients=clients)


def _against(rows: dict[str, Post], posts: list[Post], *, name: str, clients: int) -> Iterator[Figure]:
    """Time the requests in batches that alternate with as many of each baseline."""
    bare: dict[str, list[float]] = {baseline: [] for baseline in rows}
    times: list[float] = []
    for start in range(0, len(posts), BATCH):
        batch = posts[start : start + BATCH]
        for baseline, row in rows.items():
            bare[baseline] += milliseconds([row] * len(batch), clients=clients)
        times += milliseconds(batch, clients=clients)
    suffix = "p95" if clients == 1 else f"p95_of_{clients}"
    for baseline, others in bare.items():
        against = Figure(f"{baseline}_{suffix}", p95(others), "ms")
        more = (
            f"baseline_ms={against.value:.1f},median={median(times):.1f},baseline_median={median(others):.1f}"
        )
        yield Figure(f"{name}_{suffix}", p95(times), "ms", against, more)


def p95(times: list[float]) -> float:
    """Return the time that nineteen of twenty requests stay within."""
    return quantiles(times, n=20)[-1]


def _drafts(authors: list[User], amount: int) -> list[int]:
    """Write so many drafts, the authors in turn; return their ids."""
    text = services.AdText(title=TITLE, category=Category.HEALERS, body=BODY)
    return [services.create_ad(text=text, by=author).pk for author in islice(cycle(authors), amount)]


def _signed_in(author: User) -> dict[str, str]:
    """Return the headers of a browser that the author has signed in with."""
    client = Client()
    client.force_login(author)
    session, token = client.cookies["sessionid"].value, get_random_string(32)
    return {"Cookie": f"sessionid={session}; csrftoken={token}", "X-CSRFToken": token}
