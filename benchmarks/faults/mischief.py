"""What goes wrong during a suite: a moody mail server, and somebody who kills processes."""

# ruff: noqa: S311 (nothing here is secret)

from __future__ import annotations

import random
import time
from collections.abc import Callable

from benchmarks.faults.house import House, Process, wait_for
from mailing.tests.mail_server import MailServer, Mood

# Of a thousand letters, so many meet each mood at their first try; a refusal is for good.
MOODS = {
    Mood.LATER: 15,
    Mood.LATER_AFTER_DATA: 10,
    Mood.DROP_MID_DATA: 20,
    Mood.GOODBYE: 20,
    Mood.HANG: 2,
}
REFUSED = 20
SERVER_AWAY_SECONDS = 1.0


class Moods:
    """Decides a mood for each recipient: a refusal stays, anything else passes after the first try."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.met: set[str] = set()
        self.refused: set[str] = set()

    def __call__(self, recipient: str) -> Mood:
        if recipient in self.refused:
            return Mood.REFUSE
        if recipient in self.met:
            return Mood.ACCEPT
        self.met.add(recipient)
        if self.random.randrange(1000) < REFUSED:
            self.refused.add(recipient)
            return Mood.REFUSE
        others = 1000 - sum(MOODS.values())
        return self.random.choices([*MOODS, Mood.ACCEPT], [*MOODS.values(), others])[0]


class Killer:
    """Kills with -9 at random moments of the mailing, and starts again what was killed."""

    def __init__(self, built: House, server: MailServer, workers: list[Process], seed: int) -> None:
        self.built = built
        self.server = server
        self.random = random.Random(seed)
        self.victims: list[Callable[[], None]] = [worker.restart for worker in workers]
        self.victims.append(built.cut_database)
        if built.database is not None:
            self.victims.append(built.kill_database)
        if built.redis is not None:
            self.victims.append(built.redis.restart)
        # Workers die most often: theirs are the letters in flight.
        self.victims += [worker.restart for worker in workers]
        self.kills = 0

    def kill_while_mailing(self, letters: int, kills: int, *, already: int = 0) -> None:
        """Kill so many times, spread over the first four fifths of the letters; half-way the server goes.

        `already` of the letters had gone before.
        """
        step = (letters - already) * 4 // (5 * kills)
        for number in range(kills):
            mark = already + number * step + self.random.randrange(1, max(2, step))
            wait_for(lambda: len(self.server.accepted) >= mark, f"letter {mark}", seconds=120)  # noqa: B023
            time.sleep(self.random.uniform(0, 0.05))
            # Each in its turn first, so that a short run meets them all.
            done = self.kills
            victim = self.victims[done] if done < len(self.victims) else self.random.choice(self.victims)
            victim()
            self.kills += 1
            if number == kills // 2:
                self._server_goes_away()

    def _server_goes_away(self) -> None:
        self.server.refuse_connections()
        time.sleep(SERVER_AWAY_SECONDS)
        self.server.listen_again()
