"""Starts and stops the server: Unix socket only, one launcher per data folder."""

from __future__ import annotations

import contextlib
import fcntl
import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from types import TracebackType
from typing import IO, Self
from urllib.parse import quote

from common.embedded_postgres.account import ServerAccount, choose_account
from common.embedded_postgres.binaries import Binaries, find_binaries
from common.embedded_postgres.cluster import SUPERUSER, ensure_cluster, server_environment
from common.embedded_postgres.errors import DatabaseUnavailable
from common.embedded_postgres.leftovers import clear_leftovers, stop_process

START_SECONDS = 60
START_ATTEMPTS = 10
# The socket's path may have 107 bytes, and the data folder may lie deep.
SOCKET_ROOT = "/tmp"  # noqa: S108 (mkdtemp makes an unguessable folder in it)
SETTINGS = {
    "listen_addresses": "",
    "max_connections": "60",
    "shared_buffers": "128MB",
    "jit": "off",
    "log_checkpoints": "off",
    "timezone": "UTC",
}
# For data that nobody misses after a power cut.
THROWAWAY_SETTINGS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


class EmbeddedPostgres:
    """A PostgreSQL server on a folder of ours; a context manager that yields itself, started.

    `throwaway` trades safety at a power cut for speed: for tests.
    """

    def __init__(self, folder: Path, *, throwaway: bool = False) -> None:
        self.folder = folder.resolve()
        self.data = self.folder / "postgres"
        self.log = self.folder / "postgres.log"
        self.socket_note = self.folder / "socket"
        self.settings = SETTINGS | (THROWAWAY_SETTINGS if throwaway else {})
        self.socket_folder: Path | None = None
        self.process: subprocess.Popen[bytes] | None = None
        self.lock: IO[str] | None = None

    @property
    def url(self) -> str:
        """The DATABASE_URL of the running server."""
        return f"postgres://{SUPERUSER}@{quote(str(self.socket_folder), safe='')}/{SUPERUSER}"

    def start(self) -> None:
        """Make the data folder if need be, clear what a killed launcher left, start, wait until it answers.

        Raises:
            DatabaseUnavailable: with one sentence that says why and what to do.
        """
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            self.take_lock()
            binaries = find_binaries()
            account = choose_account(self.data, binaries.folder)
            ensure_cluster(self.data, binaries, account)
            clear_leftovers(self.data)
            self.drop_old_sockets()
            self.launch(binaries, account)
        except OSError as error:
            self.stop()
            raise DatabaseUnavailable(f"PostgreSQL can't use {self.folder}: {error.strerror}.") from error
        except DatabaseUnavailable:
            self.stop()
            raise

    def revive(self) -> None:
        """Start the server again after somebody killed it; it recovers, and keeps its address.

        Raises:
            DatabaseUnavailable: it doesn't start.
        """
        if self.process is not None:
            self.process.wait()
        binaries = find_binaries()
        clear_leftovers(self.data)
        self.launch(binaries, choose_account(self.data, binaries.folder))

    def stop(self) -> None:
        """Stop the server cleanly and let the folder go; harmless when it never started."""
        if self.process is not None:
            if self.process.poll() is None:
                stop_process(self.process.pid)
            self.process.wait()
            self.process = None
        if self.socket_folder is not None:
            shutil.rmtree(self.socket_folder, ignore_errors=True)
            self.socket_folder = None
        if self.lock is not None:
            self.lock.close()
            self.lock = None

    def take_lock(self) -> None:
        """Hold the folder for this process; the system lets it go when the process ends, however it ends."""
        lock = (self.folder / "lock").open("a+")
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            lock.close()
            raise DatabaseUnavailable(
                f"Tavern already runs on {self.folder}: stop that one, or set DATA_DIR to another folder."
            ) from error
        self.lock = lock

    def drop_old_sockets(self) -> None:
        """Remove the socket's folder of a launcher that could not do it itself."""
        with contextlib.suppress(FileNotFoundError):
            shutil.rmtree(self.socket_note.read_text(), ignore_errors=True)

    def launch(self, binaries: Binaries, account: ServerAccount) -> None:
        """Start the server; again for a while if children of a killed one still hold its memory."""
        if self.socket_folder is None:
            self.socket_folder = Path(tempfile.mkdtemp(prefix="tavern-", dir=SOCKET_ROOT))
            self.socket_note.write_text(str(self.socket_folder))
            account.own(self.socket_folder)
        options = [f"--{name}={value}" for name, value in self.settings.items()]
        words, arguments = account.command(
            binaries.folder / "postgres", "-D", self.data, "-k", self.socket_folder, *options
        )
        for _attempt in range(START_ATTEMPTS):
            self.log.write_bytes(b"")
            # Children of a killed server may write to it, too: what is appended leaves nothing out.
            with self.log.open("ab") as log:
                self.process = subprocess.Popen(
                    words,
                    env=server_environment(),
                    cwd="/",
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                    # A Ctrl-C in the terminal is ours to handle: the server goes last.
                    start_new_session=True,
                    **arguments,
                )
            if self.wait_until_ready():
                return
            if "shared memory block" not in self.log.read_text(errors="replace"):
                break
            time.sleep(1)
        raise DatabaseUnavailable(f"PostgreSQL doesn't start: {self.last_words()} (all of it in {self.log})")

    def wait_until_ready(self) -> bool:
        """Wait for the server to note that it is ready; False when it ended instead."""
        if self.process is None:
            return False
        note = self.data / "postmaster.pid"
        deadline = time.monotonic() + START_SECONDS
        while self.process.poll() is None and time.monotonic() < deadline:
            with contextlib.suppress(OSError):
                lines = note.read_text().splitlines()
                if len(lines) >= 8 and lines[7].strip() == "ready" and lines[0] == str(self.process.pid):
                    return True
            time.sleep(0.02)
        if self.process.poll() is None:
            stop_process(self.process.pid)
        return False

    def last_words(self) -> str:
        """Return the server's last complaint."""
        lines = self.log.read_text(errors="replace").splitlines()
        complaints = [line for line in lines if "FATAL" in line or "PANIC" in line]
        return (complaints or lines or ["it said nothing"])[-1].strip()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
