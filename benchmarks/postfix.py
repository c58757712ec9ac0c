"""postfix's tools for measuring mail, a server that swallows letters and a client that sends them.

They come with Debian's package; where that isn't installed, its file is unpacked into `.cache/`, so that no
mail server begins to run here.
"""

# ruff: noqa: S603, S607 (programs of the package, and Debian's own that bring it)

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.faults.house import ROOT, ServiceMissingError, wait_for
from benchmarks.servers import free_port, is_open

UNPACKED = ROOT / ".cache" / "postfix"
BACKLOG = "1000"
SOURCE_SESSIONS = "2"


@contextmanager
def sink() -> Iterator[int]:
    """Run `smtp-sink` until the block ends; give its port.

    Raises:
        ServiceMissingError: the tools are not here and can't be brought.
    """
    port = free_port()
    # As root it wants to know whom to become.
    command = [
        *_tool("smtp-sink"),
        *(["-u", "nobody"] if os.geteuid() == 0 else []),
        f"127.0.0.1:{port}",
        BACKLOG,
    ]
    process = subprocess.Popen(command, env=_environment(), stderr=subprocess.DEVNULL)
    try:
        wait_for(lambda: is_open(port), "smtp-sink")
        yield port
    finally:
        process.kill()
        process.wait()


def source_rate(port: int, *, letters: int, size: int) -> float:
    """Let `smtp-source` send so many letters of `size` bytes, two at a time; return letters per second."""
    counts = ["-s", SOURCE_SESSIONS, "-m", str(letters), "-l", str(size)]
    addresses = ["-f", "tavern@example.com", "-t", "reader@example.com", f"127.0.0.1:{port}"]
    began = time.monotonic()
    subprocess.run([*_tool("smtp-source"), *counts, *addresses], env=_environment(), check=True)
    return letters / (time.monotonic() - began)


def _tool(name: str) -> list[str]:
    places = [shutil.which(name), f"/usr/sbin/{name}", str(UNPACKED / "usr/sbin" / name)]
    for place in places:
        if place and os.access(place, os.X_OK):
            return [place]
    _unpack()
    return [str(UNPACKED / "usr/sbin" / name)]


def _environment() -> dict[str, str]:
    return os.environ | {"LD_LIBRARY_PATH": str(UNPACKED / "usr/lib/postfix")}


def _unpack() -> None:
    """Bring the package's file and take it apart."""
    if shutil.which("apt-get") is None:
        raise ServiceMissingError("Its baseline is postfix's smtp-source: install postfix.")
    UNPACKED.mkdir(parents=True, exist_ok=True)
    quiet = {"cwd": UNPACKED, "check": True, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    try:
        subprocess.run(["apt-get", "download", "postfix"], **quiet)  # type: ignore[call-overload]
        (package,) = map(Path, UNPACKED.glob("postfix_*.deb"))
        subprocess.run(["dpkg-deb", "--extract", package.name, "."], **quiet)  # type: ignore[call-overload]
    except (subprocess.CalledProcessError, ValueError) as error:
        raise ServiceMissingError(
            "Debian's postfix can't be downloaded (apt-get update?): install it."
        ) from error
