"""The folder that holds the data: made once, checked at each start."""

from __future__ import annotations

import locale
import os
import shutil
import subprocess
from pathlib import Path

from common.embedded_postgres.account import ServerAccount
from common.embedded_postgres.binaries import Binaries
from common.embedded_postgres.errors import DatabaseUnavailable

SUPERUSER = "postgres"
# From this version on PostgreSQL brings a locale of its own, the same on every machine.
BUILTIN_LOCALE_SINCE = 17
UTF8_LOCALES = ("C.UTF-8", "C.utf8", "en_US.UTF-8", "ru_RU.UTF-8", "UTF-8")


def server_environment() -> dict[str, str]:
    """Return an environment without whatever locale and PG* variables the caller has."""
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC"}


def ensure_cluster(data: Path, binaries: Binaries, account: ServerAccount) -> None:
    """Make the data folder if there is none yet.

    Raises:
        DatabaseUnavailable: it can't be made, or another major version of PostgreSQL made it.
    """
    if (data / "PG_VERSION").exists():
        made_by = int((data / "PG_VERSION").read_text().strip())
        if made_by != binaries.major:
            raise DatabaseUnavailable(
                f"{data} was made by PostgreSQL {made_by} and this is PostgreSQL {binaries.major}: "
                "set DATA_DIR to another folder, or dump the old one with its own version and load it anew."
            )
        return
    # Made aside and renamed, so that an interrupted start leaves no half-made folder behind.
    unfinished = data.with_name(data.name + ".new")
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(mode=0o700)
    account.own(unfinished)
    initialise(unfinished, binaries, account)
    unfinished.rename(data)


def initialise(folder: Path, binaries: Binaries, account: ServerAccount) -> None:
    """Run initdb in an empty folder."""
    words, arguments = account.command(
        binaries.folder / "initdb",
        f"--pgdata={folder}",
        f"--username={SUPERUSER}",
        "--auth=trust",
        "--encoding=UTF8",
        "--no-instructions",
        "--no-sync",
        *locale_flags(binaries.major),
    )
    answer = subprocess.run(
        words, env=server_environment(), cwd="/", capture_output=True, text=True, check=False, **arguments
    )
    if answer.returncode != 0:
        shutil.rmtree(folder, ignore_errors=True)
        reason = (answer.stderr.strip() or "initdb failed").splitlines()[-1]
        raise DatabaseUnavailable(f"PostgreSQL can't make its data folder {folder.parent}: {reason}")


def locale_flags(major: int) -> list[str]:
    """Return initdb's flags for sorting and letter classes: C order, Unicode letters.

    Without a UTF-8 ctype, pg_trgm takes Cyrillic letters for punctuation and finds nothing similar.
    """
    ctype = first_known_locale(UTF8_LOCALES)
    if major < BUILTIN_LOCALE_SINCE:
        return ["--locale=C", f"--lc-ctype={ctype}"]
    return ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C", f"--lc-ctype={ctype}"]


def first_known_locale(names: tuple[str, ...]) -> str:
    """Return the first locale that this machine knows; "C" when it knows none."""
    before = locale.setlocale(locale.LC_CTYPE)
    try:
        for name in names:
            try:
                locale.setlocale(locale.LC_CTYPE, name)
            except locale.Error:
                continue
            return name
        return "C"
    finally:
        locale.setlocale(locale.LC_CTYPE, before)
