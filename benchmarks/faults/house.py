"""The house that a suite breaks: its own database, its own Redis, workers and a beat as real processes."""

# ruff: noqa: S603 (the suite starts the processes that it kills)

from __future__ import annotations

import os
import random
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import django
import psycopg
from psycopg import sql
from redis import Redis
from redis.exceptions import RedisError

from common.embedded_postgres import EmbeddedPostgres
from common.embedded_postgres.leftovers import noted_process

ROOT = Path(__file__).resolve().parents[2]
CELERY = (sys.executable, "-m", "celery", "-A", "config")
# One process per worker: what is killed is what was sending.
WORKER = ("worker", "--pool=solo", "--without-gossip", "--without-mingle", "--loglevel=WARNING")
PATIENCE_SECONDS = 60.0


class ServiceMissingError(Exception):
    """A service that the suites need is not on this machine; the text says what to do."""


class Process:
    """A process that is killed with -9 and started again; its output goes to a file."""

    def __init__(
        self, name: str, command: tuple[str, ...], environment: dict[str, str], folder: Path
    ) -> None:
        self.name = name
        self.command = command
        self.environment = environment
        self.log = folder / f"{name}.log"
        self.folder = folder
        self.running: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        with self.log.open("ab") as log:
            self.running = subprocess.Popen(
                self.command, env=self.environment, cwd=self.folder, stdout=log, stderr=log
            )

    def kill(self) -> None:
        if self.running is not None:
            self.running.kill()
            self.running.wait()

    def stop(self) -> None:
        """Ask it to end, and insist after a while."""
        if self.running is not None:
            self.running.terminate()
            with suppress(subprocess.TimeoutExpired):
                self.running.wait(timeout=PATIENCE_SECONDS / 3)
        self.kill()

    def restart(self) -> None:
        self.kill()
        self.start()


class House:
    """Everything that runs during a suite. `database` and `redis` are None where they are not ours."""

    def __init__(self, folder: Path, database_url: str) -> None:
        self.folder = folder
        self.database_url = database_url
        self.environment = dict(os.environ)
        self.processes: list[Process] = []
        self.redis: Process | None = None
        self.database: EmbeddedPostgres | None = None

    def add(self, name: str, *command: str) -> Process:
        process = Process(name, command, self.environment, self.folder)
        self.processes.append(process)
        process.start()
        return process

    def cut_database(self) -> None:
        """Crash our own server (it recovers by itself); on a shared one, end all sessions of our database."""
        if self.database is not None:
            pids = self._rows("SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend'")
            os.kill(random.choice(pids), 9)  # noqa: S311
            wait_for(lambda: self._rows("SELECT 1") == [1], "the database")
        else:
            self._rows(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )

    def kill_database(self) -> None:
        """Kill our own server as a whole, with -9, and start it again: it recovers from its log."""
        assert self.database is not None
        pid = noted_process(self.database.data / "postmaster.pid")
        assert pid is not None
        os.kill(pid, 9)
        self.database.revive()
        wait_for(lambda: self._rows("SELECT 1") == [1], "the database")

    def _rows(self, query: str) -> list[int]:
        try:
            with psycopg.connect(self.database_url, autocommit=True) as connection:
                return [row[0] for row in connection.execute(query).fetchall()]  # type: ignore[call-overload]
        except psycopg.OperationalError:
            return []


@contextmanager
def house() -> Iterator[House]:
    """Build the house, migrate its database, let this process take part in it; take all down at the end."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="tavern-faults-")))
        database_url, server = _database(folder, stack)
        built = House(folder, database_url)
        built.database = server
        stack.callback(lambda: [process.kill() for process in reversed(built.processes)])
        built.environment |= as_in_production(built, redis_url=start_redis(built))
        migrate = [sys.executable, str(ROOT / "manage.py"), "migrate", "--verbosity=0", "--skip-checks"]
        subprocess.run(migrate, env=built.environment, check=True)
        os.environ.update(built.environment)
        sys.path.insert(0, str(ROOT / "site"))
        django.setup()
        yield built


def as_in_production(built: House, *, redis_url: str) -> dict[str, str]:
    """Return the environment of the house's processes."""
    return {
        "DJANGO_SETTINGS_MODULE": "config.settings.production",
        "PYTHONPATH": os.pathsep.join([str(ROOT / "site"), str(ROOT)]),
        "SECRET_KEY": "what-measures-and-breaks-has-no-secrets",
        "ALLOWED_HOSTS": "localhost",
        "BASE_URL": "http://localhost",
        "DEFAULT_FROM_EMAIL": "Tavern <board@localhost>",
        "MODERATORS_EMAIL": "moderators@localhost",
        "DATABASE_URL": built.database_url,
        "REDIS_URL": redis_url,
        "CELERY_BROKER_URL": redis_url,
        "DATA_DIR": str(built.folder / "data"),
    }


@contextmanager
def workers(built: House, count: int, settings: dict[str, str]) -> Iterator[list[Process]]:
    """Run workers and the beat, with these settings in their environment; yield the workers."""
    before = len(built.processes)
    environment = built.environment
    built.environment = environment | settings
    try:
        built.add("beat", *CELERY, "beat", "--schedule=beat", "--pidfile=", "--loglevel=WARNING")
        yield [
            built.add(f"worker{number}", *CELERY, *WORKER, f"--hostname=worker{number}@faults")
            for number in range(count)
        ]
    except TimeoutError:
        for process in built.processes[before:]:
            sys.stderr.write(f"{process.name}: {process.log.read_text(errors='replace')[-1000:]}\n")
        raise
    finally:
        for process in built.processes[before:]:
            process.kill()
        del built.processes[before:]
        built.environment = environment


def wait_for(
    happened: Callable[[], bool], what: str, seconds: float = PATIENCE_SECONDS, every: float = 0.02
) -> None:
    """Wait until something is true; look `every` so many seconds.

    Raises:
        TimeoutError: it never was.
    """
    until = time.monotonic() + seconds
    while not happened():
        if time.monotonic() > until:
            raise TimeoutError(f"Waited {seconds:.0f} s in vain for {what}.")
        time.sleep(every)


def _database(folder: Path, stack: ExitStack) -> tuple[str, EmbeddedPostgres | None]:
    """Make a database of our own, on DATABASE_URL's server or on an embedded one, which is returned too."""
    url = os.environ.get("DATABASE_URL", "")
    if not url:
        server = stack.enter_context(EmbeddedPostgres(folder))
        return server.url, server
    name = f"tavern_faults_{os.getpid()}"
    stack.callback(_in_maintenance, url, "DROP DATABASE IF EXISTS {} WITH (FORCE)", name)
    _in_maintenance(url, "CREATE DATABASE {}", name)
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}")), None


def _in_maintenance(url: str, command: str, name: str) -> None:
    maintenance = urlunsplit(urlsplit(url)._replace(path="/postgres"))
    with psycopg.connect(maintenance, autocommit=True) as connection:
        connection.execute(sql.SQL(command).format(sql.Identifier(name)))  # type: ignore[arg-type]


def start_redis(built: House) -> str:
    """Start a Redis of our own, that may be killed; else take REDIS_URL's, that may not."""
    program = shutil.which("redis-server")
    if program is None:
        url = os.environ.get("REDIS_URL", "")
        if not url:
            raise ServiceMissingError("Workers need Redis: install redis-server, or set REDIS_URL.")
        return url
    port = _free_port()
    built.redis = built.add("redis", program, "--port", str(port), "--bind", "127.0.0.1", "--save", "")
    url = f"redis://127.0.0.1:{port}/0"
    wait_for(lambda: _answers(url), "Redis")
    return url


def _answers(url: str) -> bool:
    with Redis.from_url(url) as client:
        try:
            return bool(client.ping())
        except RedisError:
            return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
