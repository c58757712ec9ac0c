"""Mail as production sends it: the workers of docker-compose.yml, beat, Redis, a web process."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import yaml
from aiosmtpd.smtp import SMTP, Envelope, Session

from benchmarks.faults.house import CELERY, ROOT, House, as_in_production, start_redis, wait_for
from mailing.tests.mail_server import MailServer

LANES = ("codes", "worker", "newsletters")
CODES_TO = "code-"


class Sink(MailServer):
    """Takes every letter at once; remembers when each code came, and counts the others."""

    def __init__(self) -> None:
        super().__init__()
        self.came: dict[str, float] = {}
        self.others = 0

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        recipient = envelope.rcpt_tos[0]
        if recipient.startswith(CODES_TO):
            self.came[recipient] = time.monotonic()
        else:
            self.others += 1
        return "250 Taken"


class CodeWatch:
    """Posts codes from a process of their own and times each until the mail server has it."""

    def __init__(self, poster: subprocess.Popen[str], sink: Sink) -> None:
        self.poster = poster
        self.sink = sink
        self.posted = 0

    def milliseconds(self) -> float:
        """Post one code; return how long it took from its commit to the server's acceptance."""
        assert self.poster.stdin is not None
        assert self.poster.stdout is not None
        address = f"{CODES_TO}{self.posted}@example.com"
        self.posted += 1
        self.poster.stdin.write(f"{address}\n")
        self.poster.stdin.flush()
        committed = float(self.poster.stdout.readline())
        wait_for(lambda: address in self.sink.came, "a code")
        return (self.sink.came[address] - committed) * 1000


@contextmanager
def mailing_house(database_url: str) -> Iterator[tuple[CodeWatch, Sink]]:
    """Run everything until the block ends.

    Raises:
        ServiceMissingError: there is no Redis.
    """
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="tavern-mail-")))
        built = House(folder, database_url)
        stack.callback(lambda: [process.stop() for process in reversed(built.processes)])
        built.environment |= as_in_production(built, redis_url=start_redis(built))
        sink = Sink()
        sink.start()
        stack.callback(sink.stop)
        built.environment |= {"SMTP_URL": sink.url}
        built.add("beat", *CELERY, "beat", "--schedule=beat", "--pidfile=", "--loglevel=WARNING")
        for lane, command in _commands().items():
            built.add(lane, sys.executable, "-m", *command)
        poster = stack.enter_context(_poster(built.environment))
        yield CodeWatch(poster, sink), sink


def _commands() -> dict[str, list[str]]:
    services = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]
    return {lane: services[lane]["command"] for lane in LANES}


@contextmanager
def _poster(environment: dict[str, str]) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.poster"],
        env={**os.environ, **environment},
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        assert process.stdin is not None
        process.stdin.close()
        process.wait(timeout=20)
