"""The web server of the one-command run, asked over its socket: what a test client of Django's hides."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from threading import Thread

import pytest

from common.one_command.web import MAX_BODY, serve

ANSWERS = {
    "/plain": lambda environ: ("200 OK", [("Content-Length", "5")], [b"hello"]),
    "/unmeasured": lambda environ: ("404 Not Found", [], [b"no", b"thing"]),
    "/file": lambda environ: ("200 OK", [("Content-Length", "5")], file_of(environ)),
}


def file_of(environ):
    file = open(__file__, "rb")  # noqa: SIM115 (the server's wrapper closes it)
    if "wsgi.file_wrapper" in environ:
        return environ["wsgi.file_wrapper"](file)
    with file:
        return [file.read()]


def application(environ, start_response):
    status, headers, body = ANSWERS[environ["PATH_INFO"]](environ)
    start_response(status, [("Content-Type", "text/plain"), *headers])
    return body


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    server = serve(application, 0)
    thread = Thread(target=server.run, daemon=True)
    thread.start()
    yield server.socket.getsockname()[1]
    server.close()


def raw(port: int, *lines: str) -> bytes:
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.sendall("\r\n".join([*lines, "", ""]).encode())
        connection.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: connection.recv(65_536), b""))


@pytest.mark.parametrize("path", ANSWERS)
def test_head_is_answered_by_headers_alone(port, path):
    head, _, body = raw(port, f"HEAD {path} HTTP/1.1", "Host: x", "Connection: close").partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 ")
    assert body == b""


def test_a_kept_connection_goes_on_after_head(port):
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    for method, body in (("HEAD", b""), ("GET", b"hello"), ("HEAD", b""), ("GET", b"hello")):
        connection.request(method, "/plain")
        answer = connection.getresponse()
        assert (answer.status, answer.headers["Content-Length"], answer.read()) == (200, "5", body)
    connection.close()


def test_what_is_too_large_is_refused_as_the_api_does_it(port):
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    connection.putrequest("POST", "/api/v1/images/")
    connection.putheader("Content-Length", str(MAX_BODY + 1))
    connection.endheaders()
    answer: HTTPResponse = connection.getresponse()
    document = json.loads(answer.read())
    assert (answer.status, answer.headers["Content-Type"]) == (413, "application/problem+json")
    assert (document["status"], document["error"]["message"]) == (413, document["detail"])
    assert document["detail"]
    connection.close()
