"""Timed POST requests from outside the server's process, by one client or several at once."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.client import HTTPConnection
from urllib.parse import urlencode

FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@dataclass(frozen=True)
class Post:
    """One request; `status` is the only answer that counts as one."""

    port: int
    path: str
    status: int
    fields: Mapping[str, str] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)


def milliseconds(posts: Sequence[Post], *, clients: int = 1) -> list[float]:
    """Send each request once over kept connections; return how long each answer took.

    Raises:
        RuntimeError: an answer had another status than the request expects.
    """
    shares = [posts[n::clients] for n in range(clients)]
    with ThreadPoolExecutor(clients) as pool:
        return [took for share in pool.map(_send_all, shares) for took in share]


def _send_all(posts: Sequence[Post]) -> list[float]:
    connections = {post.port: HTTPConnection("127.0.0.1", post.port, timeout=30) for post in posts}
    for connection in connections.values():
        connection.connect()
    try:
        return [_send(connections[post.port], post) for post in posts]
    finally:
        for connection in connections.values():
            connection.close()


def _send(connection: HTTPConnection, post: Post) -> float:
    body, headers = urlencode(post.fields), {**FORM, **post.headers}
    started = time.perf_counter()
    connection.request("POST", post.path, body, headers)
    answer = connection.getresponse()
    said = answer.read()
    took = (time.perf_counter() - started) * 1000
    if answer.status != post.status:
        raise RuntimeError(f"{post.path} answers {answer.status}: {said[:300].decode(errors='replace')}")
    return took
