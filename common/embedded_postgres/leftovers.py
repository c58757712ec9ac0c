"""What a launcher that was killed left behind: a server that still runs, or only its note."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

FAST_STOP_SECONDS = 30
HARD_STOP_SECONDS = 10


def clear_leftovers(data: Path) -> None:
    """Stop a server that survived its launcher, and drop a note that names a foreign process.

    A note of a dead process is PostgreSQL's own to judge: it also checks that none of its children live.
    """
    note = data / "postmaster.pid"
    pid = noted_process(note)
    if pid is None or not alive(pid):
        return
    if is_server_of(pid, data):
        stop_process(pid)
    else:
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


def stop_process(pid: int) -> None:
    """Ask for a fast stop (which loses nothing that was committed), then for an immediate one."""
    for number, seconds in ((signal.SIGINT, FAST_STOP_SECONDS), (signal.SIGQUIT, HARD_STOP_SECONDS)):
        try:
            os.kill(pid, number)
        except ProcessLookupError:
            return
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if not alive(pid):
                return
            time.sleep(0.02)
