"""Load from outside the server's process: wrk where there is one, our own threads elsewhere."""

from __future__ import annotations

import re
import shutil
import subprocess
import threading
import time
from http.client import HTTPConnection

CONNECTIONS = 4


def requests_per_second(port: int, paths: list[str], *, seconds: float) -> float:
    """Ask for the paths in turn over kept connections; return how many answers came a second.

    Raises:
        RuntimeError: an answer wasn't a 200.
    """
    wrk = shutil.which("wrk")
    if wrk and len(paths) == 1:
        return _by_wrk(wrk, port, paths[0], seconds)
    return _by_threads(port, paths, seconds)


def _by_wrk(wrk: str, port: int, path: str, seconds: float) -> float:
    command = [
        wrk,
        "-t1",
        f"-c{CONNECTIONS}",
        f"-d{max(1, round(seconds))}s",
        f"http://127.0.0.1:{port}{path}",
    ]
    said = subprocess.run(command, check=True, capture_output=True, text=True, timeout=120).stdout  # noqa: S603
    if "Non-2xx" in said:
        raise RuntimeError(f"{path} answers errors under load")
    found = re.search(r"Requests/sec:\s+([\d.]+)", said)
    if found is None:
        raise RuntimeError(said)
    return float(found.group(1))


def _by_threads(port: int, paths: list[str], seconds: float) -> float:
    counts, errors = [0] * CONNECTIONS, []
    until = time.monotonic() + seconds

    def ask(worker: int) -> None:
        connection = HTTPConnection("127.0.0.1", port, timeout=30)
        while time.monotonic() < until and not errors:
            path = paths[(counts[worker] * CONNECTIONS + worker) % len(paths)]
            connection.request("GET", path)
            answer = connection.getresponse()
            answer.read()
            if answer.status != 200:
                errors.append(f"{path} answers {answer.status}")
            counts[worker] += 1

    threads = [threading.Thread(target=ask, args=(worker,)) for worker in range(CONNECTIONS)]
    started = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise RuntimeError(errors[0])
    return sum(counts) / (time.monotonic() - started)
