"""What a launcher that was killed left behind: a server that still runs, or only its note."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

FAST_STOP_SECONDS = 30
HARD_STOP_SECONDS = 10


def clear_leftovers(data: Path) -> None:
    """Stop a server that survived its launcher, and drop a note that would keep a new one from starting.

    A note of a process that is gone is PostgreSQL's own to judge. One of a process that is foreign, or that
    ended and was never asked for by its parent, it would believe: such a note goes once no child lives.
    """
    note = data / "postmaster.pid"
    pid = noted_process(note)
    if pid is None or not (alive(pid) or is_zombie(pid)):
        return
    if alive(pid) and is_server_of(pid, data):
        stop_process(pid)
    wait_until(lambda: not any(is_server_of(child, data) for child in processes()), FAST_STOP_SECONDS)
    note.unlink(missing_ok=True)


def noted_process(note: Path) -> int | None:
    """Return the process that postmaster.pid names."""
    try:
        return int(note.read_text().splitlines()[0])
    except (OSError, ValueError, IndexError):
        return None


def alive(pid: int) -> bool:
    """Whether there is such a process, ours or not."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return not is_zombie(pid)


def is_zombie(pid: int) -> bool:
    """Whether the process has ended and only waits for its parent to ask (Linux; elsewhere no)."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except (OSError, IndexError):
        return False


def is_server_of(pid: int, data: Path) -> bool:
    """Whether the process is the PostgreSQL of this data: the server's working folder is its data folder."""
    if not Path("/proc/self").exists():
        return True
    try:
        return Path(os.readlink(f"/proc/{pid}/cwd")) == data
    except OSError:
        return False


def processes() -> list[int]:
    """Return every process of this machine (Linux; elsewhere none)."""
    return [int(path.name) for path in Path("/proc").glob("[0-9]*")]


def wait_until(happened: Callable[[], bool], seconds: float) -> bool:
    """Wait for something to become true; False when it took too long."""
    deadline = time.monotonic() + seconds
    while not happened():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True


def stop_process(pid: int) -> None:
    """Ask for a fast stop (which loses nothing that was committed), then for an immediate one."""
    for number, seconds in ((signal.SIGINT, FAST_STOP_SECONDS), (signal.SIGQUIT, HARD_STOP_SECONDS)):
        try:
            os.kill(pid, number)
        except ProcessLookupError:
            return
        if wait_until(lambda: not alive(pid), seconds):
            return
