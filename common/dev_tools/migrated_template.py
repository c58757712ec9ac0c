"""Migrate once for all workers of a test run: each gets a copy of the same database.

The migrations run beside the workers' start and collection of tests. Whoever waits, polls the server: the
database gets the name that is waited for by its last step.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import LiteralString
from urllib.parse import urlsplit

import django
import psycopg
from django.core.management import call_command
from django.db import connection
from psycopg import sql

from common.garbage import search_less_often

ROOT = Path(__file__).resolve().parents[2]
# What a slow machine may take for the migrations, in seconds.
PATIENCE = 300
UNFINISHED = "_unfinished"


class MigratedTemplate:
    """`begin` in the process that starts the workers, `wait` in each worker, `drop` at the end."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.unfinished = name + UNFINISHED
        self._migration: subprocess.Popen[bytes] | None = None

    def begin(self) -> None:
        """Create the database and start to migrate it."""
        self._execute("CREATE DATABASE {}", self.unfinished)
        command = [sys.executable, "-m", "common.dev_tools.migrated_template", self.name]
        self._migration = subprocess.Popen(command, cwd=ROOT)

    def finish(self) -> None:
        """Migrate, then give the database its name; if that fails, nobody waits for it any longer."""
        try:
            _migrate(_address_of(self.unfinished))
            self._execute("ALTER DATABASE {} RENAME TO {}", self.unfinished, self.name)
        except BaseException:
            self._execute("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.unfinished)
            raise

    def wait(self) -> None:
        """Return when the database can be copied.

        Raises:
            RuntimeError: the migrations failed (they have said why), or take too long.
        """
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            names = self._names()
            if self.name in names:
                return
            if self.unfinished not in names:
                break
            time.sleep(0.1)
        raise RuntimeError("The database of the tests could not be migrated.")

    def drop(self) -> None:
        """Remove the database, finished or not."""
        if self._migration is not None:
            self._migration.kill()
            self._migration.wait()
        for name in (self.name, self.unfinished):
            self._execute("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)

    def _names(self) -> set[str]:
        with _connect() as server:
            query = "SELECT datname FROM pg_database WHERE datname = ANY(%s)"
            return {row[0] for row in server.execute(query, [[self.name, self.unfinished]])}

    def _execute(self, statement: LiteralString, *names: str) -> None:
        with _connect() as server:
            server.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


def _migrate(address: str) -> None:
    """Take this whole process for it: Django learns the database once."""
    os.environ |= {"DATABASE_URL": address, "DJANGO_SETTINGS_MODULE": "config.settings.test"}
    sys.path.insert(0, str(ROOT / "site"))
    search_less_often()
    django.setup()
    call_command("migrate", verbosity=0)
    connection.close()


def _connect() -> psycopg.Connection:
    return psycopg.connect(_address_of("postgres"), autocommit=True)


def _address_of(name: str) -> str:
    """Return DATABASE_URL with another database."""
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()


if __name__ == "__main__":
    MigratedTemplate(sys.argv[1]).finish()
