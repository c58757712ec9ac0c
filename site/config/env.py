"""The one place that reads the environment."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import environ
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parents[2]


class FilledIn(Mapping[str, str]):
    """The environment, where an empty variable counts as none: lines of .env may be left unfilled."""

    def __getitem__(self, name: str) -> str:
        if not (value := os.environ[name]):
            raise KeyError(name)
        return value

    def __iter__(self) -> Iterator[str]:
        return (name for name, value in os.environ.items() if value)

    def __len__(self) -> int:
        return sum(1 for _ in self)


env = environ.Env()
env.ENVIRON = FilledIn()


def required(name: str, why: str) -> str:
    """Return a variable that production can't do without.

    Raises:
        ImproperlyConfigured: the variable is missing or empty; the message says what it is for.
    """
    value: str = env.str(name, default="")
    if not value:
        raise ImproperlyConfigured(f"Set {name} in the environment: {why}.")
    return value


def database() -> dict[str, Any]:
    """Return the database that DATABASE_URL names; its host may be a socket's folder, percent-encoded."""
    engine = "django.db.backends.postgresql"
    config: dict[str, Any] = env.db_url("DATABASE_URL", default="postgres:///tavern", engine=engine)
    return config | {"HOST": unquote(config["HOST"]), "CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}


def data_dir() -> Path:
    """Return the folder of everything that the one-command run keeps (database, media, mail)."""
    path = Path(env.str("DATA_DIR", default="") or ".data").expanduser()
    return path if path.is_absolute() else BASE_DIR / path
