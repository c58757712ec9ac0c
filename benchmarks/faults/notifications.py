"""Notifications through everything that may break: each arrives, hardly any twice."""

from __future__ import annotations

import random
import sys
from collections import Counter
from dataclasses import dataclass

from benchmarks.faults.house import House, wait_for, workers
from benchmarks.faults.mischief import Killer, Moods
from mailing.tests.mail_server import MailServer

FULL, SMALL = (10_000, 24), (300, 7)
WORKERS = 2
SMTP_TIMEOUT = "2"


@dataclass(frozen=True)
class Count:
    """What became of the letters."""

    lost: int
    duplicates: int
    waiting: int


def run(built: House, *, small: bool) -> bool:
    """Run the suite and print its line; True when nothing was lost and a kill doubled one letter at most."""
    letters, kills = SMALL if small else FULL
    seed = random.SystemRandom().randrange(10**6)
    moods = Moods(seed)
    server = MailServer(moods).start()
    settings = {"SMTP_URL": server.url, "SMTP_TIMEOUT": SMTP_TIMEOUT}
    try:
        _post(letters)
        with workers(built, WORKERS, settings) as crew:
            killer = Killer(built, server, crew, seed)
            killer.kill_while_mailing(letters, kills)
            _wait_until_done(letters)
        count = _count(letters, server, moods.refused)
    finally:
        server.stop()
    sys.stdout.write(
        f"fault notifications kills={killer.kills} lost={count.lost} duplicates={count.duplicates} "
        f"letters={letters} refused={len(moods.refused)} waiting={count.waiting} seed={seed}\n"
    )
    return count.lost == 0 and count.waiting == 0 and count.duplicates <= killer.kills


def _post(letters: int) -> None:
    from django.db import connection

    from mailing import outbox
    from mailing.letters import Letter

    text = "Вам ответили на объявление. Откройте его и посмотрите, кто готов прийти.\n"
    letter = Letter("Новый отклик", text, f"<p>{text}</p>")
    for number in range(letters):
        outbox.post(key=f"fault:{number}", to=f"player{number}@example.com", letter=letter)
    # The database is about to be killed; a connection from before would not survive it.
    connection.close()


def _wait_until_done(letters: int) -> None:
    from mailing.models import OutboxMessage
    from mailing.rows import OPEN_STATUSES

    def done() -> bool:
        return not OutboxMessage.objects.filter(status__in=OPEN_STATUSES).exists()

    wait_for(done, "the last letters", seconds=120 + letters / 20)


def _count(letters: int, server: MailServer, refused: set[str]) -> Count:
    from mailing.models import OutboxMessage
    from mailing.rows import OPEN_STATUSES, Status

    accepted = Counter(letter.message_id for letter in server.accepted)
    rows = list(OutboxMessage.objects.only("status", "to", "message_id"))
    missing = letters - len(rows)
    unsent = [row for row in rows if row.status not in OPEN_STATUSES and row.message_id not in accepted]
    lost = [row for row in unsent if not (row.status == Status.FAILED and row.to in refused)]
    return Count(
        lost=missing + len(lost),
        duplicates=sum(times - 1 for times in accepted.values()),
        waiting=sum(row.status in OPEN_STATUSES for row in rows),
    )
