"""How fast a newsletter goes, with every opt-out looked up, and how fast it is ready to go.

The mailing's workers are Celery processes on Redis, as in production; the mail server is postfix's
`smtp-sink`, which swallows everything. Against Django's `send_mail` over one kept connection to the same
server, and against `smtp-source`, which sends the same bytes without a database and does nothing else.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from django.core.mail import get_connection, send_mail
from django.db.models import Max, Min, Sum

from benchmarks.faults.house import (
    CELERY,
    WORKER,
    House,
    Process,
    ServiceMissingError,
    as_in_production,
    start_redis,
    wait_for,
)
from benchmarks.figures import Figure
from benchmarks.postfix import sink, source_rate
from benchmarks.readers import subscribe, write_issue
from benchmarks.seed import fill_board
from mailing.rows import Status
from newsletter import delivery, services
from newsletter.models import Delivery, Mailing, Tally

READERS, FEW_READERS = 1_000_000, 8_000
# With so many letters the rate is taken, by one worker and then by two.
LETTERS, FEW_LETTERS = 40_000, 1_500
DJANGO_LETTERS, FEW_DJANGO_LETTERS = 1_500, 200
WARM_UP = 500
LONGEST_SECONDS = 600.0


def run(*, small: bool) -> Iterator[Figure]:
    """Write the ledger, then let one worker and two workers send a part of it."""
    fill_board(50)
    subscribe(FEW_READERS if small else READERS)
    mailing, start = _released()
    yield start
    letters = FEW_LETTERS if small else LETTERS
    try:
        with sink() as port:
            size = _size_of_letter(mailing)
            django = _django_rate(mailing, port, FEW_DJANGO_LETTERS if small else DJANGO_LETTERS)
            source = Figure("smtp_source", source_rate(port, letters=letters, size=size), "letters/s")
            with _newsletter_lane(port) as lane:
                one, memory = lane.rate(letters, workers=1)
                two, _memory = lane.rate(letters, workers=2)
    except ServiceMissingError as error:
        sys.stderr.write(f"newsletter_rate is not measured. {error}\n")
        return
    more = f"bytes={size},letters={letters},two_workers={two:.0f},two_to_one={two / one:.2f},{memory}"
    yield Figure("newsletter_rate", one, "letters/s", django, more)
    yield Figure("newsletter_rate", one, "letters/s", source, more)


def _released() -> tuple[Mailing, Figure]:
    """Release an issue and time its ledger, with a break in the middle that it must go on from."""
    page_id, editor = write_issue()
    mailing = services.release_mailing(page_id=page_id, by=editor, warnings_accepted=True)
    began = time.monotonic()
    services.write_ledgers(chunks=1)
    services.write_ledgers()
    seconds = time.monotonic() - began
    mailing.refresh_from_db()
    more = f"recipients={mailing.total},per_second={mailing.total / seconds:.0f}"
    return mailing, Figure("newsletter_start", seconds, "s", more=more)


def _size_of_letter(mailing: Mailing) -> int:
    row = Delivery.objects.filter(mailing=mailing).first()
    assert row is not None
    queue = delivery.DeliveryQueue(mailing.pk)
    queue.prepare([row])
    return len(queue.compose(row).data)


def _django_rate(mailing: Mailing, port: int, letters: int) -> Figure:
    """Send the same words by Django, whose connection stays open."""
    smtp = get_connection("django.core.mail.backends.smtp.EmailBackend", host="127.0.0.1", port=port)
    words = {"subject": mailing.subject, "message": mailing.text, "html_message": mailing.html}
    smtp.open()
    began = time.monotonic()
    for number in range(letters):
        to = [f"reader{number}@example.com"]
        send_mail(from_email="tavern@example.com", recipient_list=to, connection=smtp, **words)
    rate = letters / (time.monotonic() - began)
    smtp.close()
    return Figure("django_send_mail", rate, "letters/s")


class Lane:
    """The workers of newsletters."""

    def __init__(self, built: House) -> None:
        self.built = built

    def rate(self, letters: int, *, workers: int) -> tuple[float, str]:
        """Let so many workers send so many letters; return letters per second, and what memory they took.

        The letters of the first moments, while workers begin, don't count.
        """
        before = _sent()
        crew = [
            self.built.add(
                f"newsletters{number}", *CELERY, *WORKER, "--queues=newsletters", f"-nw{number}@bench"
            )
            for number in range(workers)
        ]
        try:
            for _ in crew:
                self._nudge()
            self._wait_for(before + WARM_UP)
            at_first = sum(map(_resident, crew))
            began = _newest()
            self._wait_for(before + WARM_UP + letters)
            memory = f"memory_mb={at_first:.0f}-then-{sum(map(_resident, crew)):.0f}"
        finally:
            # To stop politely it would first send for the rest of its time.
            for process in crew:
                process.kill()
                self.built.processes.remove(process)
        counted = Delivery.objects.filter(status=Status.SENT, finished_at__gt=began)
        span = counted.aggregate(first=Min("finished_at"), last=Max("finished_at"))
        return counted.count() / (span["last"] - span["first"]).total_seconds(), memory

    def _wait_for(self, sent: int) -> None:
        wait_for(lambda: _sent() >= sent, f"letter {sent}", seconds=LONGEST_SECONDS, every=0.5)

    def _nudge(self) -> None:
        call = [*CELERY, "call", "newsletter.tasks.carry_on", "--queue=newsletters"]
        environment = os.environ | self.built.environment
        subprocess.run(call, env=environment, check=True, stdout=subprocess.DEVNULL)  # noqa: S603


@contextmanager
def _newsletter_lane(port: int) -> Iterator[Lane]:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="tavern-mail-")))
        built = House(folder, os.environ["DATABASE_URL"])
        stack.callback(lambda: [process.stop() for process in reversed(built.processes)])
        built.environment |= as_in_production(built, redis_url=start_redis(built))
        built.environment |= {"SMTP_URL": f"smtp://127.0.0.1:{port}"}
        yield Lane(built)


def _sent() -> int:
    # Counting a million rows twice a second would be a load of its own.
    return Tally.objects.filter(status=Status.SENT).aggregate(sent=Sum("count"))["sent"] or 0


def _newest() -> object:
    return Delivery.objects.filter(status=Status.SENT).aggregate(last=Max("finished_at"))["last"]


def _resident(process: Process) -> float:
    """Return the megabytes of memory that a process holds."""
    assert process.running is not None
    shown = Path(f"/proc/{process.running.pid}/statm")
    return int(shown.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6 if shown.exists() else 0.0
