"""Web processes under load: gunicorn with one worker, the same for the site and for its baseline."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


@contextmanager
def serve(application: str, probe: str = "/", **environment: str) -> Iterator[int]:
    """Run a WSGI application until the block ends; give its port once `probe` answers.

    Raises:
        RuntimeError: it didn't answer within a minute.
    """
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", application, "--config", "python:benchmarks.gunicorn_config"]
    process = subprocess.Popen(  # noqa: S603 (our own words)
        [*command, "--bind", f"127.0.0.1:{port}"],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": f"{ROOT / 'site'}{os.pathsep}{ROOT}", **environment},
    )
    try:
        _wait(port, probe)
        yield port
    finally:
        process.terminate()
        process.wait(timeout=20)


def free_port() -> int:
    """Return a port of 127.0.0.1 that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def is_open(port: int) -> bool:
    """Return whether somebody listens on a port of 127.0.0.1."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _wait(port: int, path: str) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            connection = HTTPConnection("127.0.0.1", port, timeout=10)
            connection.request("GET", path)
            if connection.getresponse().status == 200:
                return
        except (OSError, HTTPException):
            time.sleep(0.2)
    raise RuntimeError(f"nothing answers on {path}")
