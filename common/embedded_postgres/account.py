"""Whom the server runs as: PostgreSQL refuses root."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from common.embedded_postgres.errors import DatabaseUnavailable

# The server gets SIGINT, its order for a fast and clean stop, when its launcher dies.
STOP_WITH_PARENT = ("--pdeathsig", "INT")


@dataclass(frozen=True)
class ServerAccount:
    """Another account that root hands the server to; `uid` is None when we run it as ourselves."""

    uid: int | None
    gid: int | None
    # Whether it can't get at the programs or the data by itself: they lie under a folder of root's alone.
    walled_off: bool = False

    def own(self, folder: Path) -> None:
        """Give a folder to the account."""
        if self.uid is not None and self.gid is not None:
            os.chown(folder, self.uid, self.gid)

    def command(self, *command: str | Path) -> tuple[list[str], dict[str, Any]]:
        """Return the command line and the `subprocess` arguments that run a command as this account.

        Where `setpriv` is at hand, the command also gets SIGINT (a fast, clean stop of PostgreSQL)
        when this process dies, however it dies.
        """
        words = [str(word) for word in command]
        setpriv = find_setpriv()
        if setpriv is None:
            if self.walled_off:
                raise DatabaseUnavailable(
                    "PostgreSQL can't run as root and nobody else may enter this folder: "
                    "start as an ordinary user, or move the project and DATA_DIR out of root's home."
                )
            return words, (
                {} if self.uid is None else {"user": self.uid, "group": self.gid, "extra_groups": []}
            )
        prefix = [setpriv, *STOP_WITH_PARENT]
        if self.uid is not None:
            prefix += [f"--reuid={self.uid}", f"--regid={self.gid}", "--clear-groups"]
        if self.walled_off:
            # access(2) forgets capabilities of a process that is not root, but for this bit.
            prefix += ["--securebits=+no_setuid_fixup"]
            prefix += ["--inh-caps=-all,+dac_override", "--ambient-caps=-all,+dac_override"]
        return [*prefix, "--", *words], {}


def choose_account(data: Path, programs: Path) -> ServerAccount:
    """Return ourselves; for root, the owner of existing data, else `nobody`."""
    if os.geteuid() != 0:
        return ServerAccount(None, None)
    owner = data.stat() if data.exists() else None
    if owner is not None and owner.st_uid != 0:
        uid, gid = owner.st_uid, owner.st_gid
    else:
        nobody = pwd.getpwnam("nobody")
        uid, gid = nobody.pw_uid, nobody.pw_gid
    folders = {*data.parents, programs, *programs.parents}
    return ServerAccount(uid, gid, walled_off=not all_may_enter(folders))


def all_may_enter(folders: Iterable[Path]) -> bool:
    """Whether every account may pass through the folders."""
    return all(folder.stat().st_mode & 0o001 for folder in folders)


def find_setpriv() -> str | None:
    """Return util-linux's setpriv; BusyBox has one that knows too little."""
    path = shutil.which("setpriv")
    if path is None:
        return None
    helps = subprocess.run([path, "--help"], capture_output=True, text=True, check=False)
    return path if "--pdeathsig" in helps.stdout else None
