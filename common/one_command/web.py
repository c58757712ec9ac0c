"""The web server of the one-command run."""

from __future__ import annotations

import json
import logging
from contextlib import ExitStack
from typing import Any

from django.conf import settings
from django.core.servers.basehttp import get_internal_wsgi_application
from django.utils import translation
from waitress.channel import HTTPChannel
from waitress.server import BaseWSGIServer, create_server
from waitress.task import ErrorTask, WSGITask
from waitress.utilities import RequestEntityTooLarge

from common.api.problems import CONTENT_TYPE, problem
from common.one_command.options import HOST, Options
from common.one_command.terminal import Refusal

WEB_THREADS = 8
# The server reads a request whole before the site sees it: no more than the reverse proxy of production does.
MAX_BODY = 12 * 1000 * 1000  # bytes


class _Answer(WSGITask):
    """Answers HEAD with the headers alone: waitress leaves that to the site, and Django to its server."""

    def get_environment(self) -> dict[str, Any]:
        """Hand out no wrapper of files for HEAD: their bytes would go past `write`."""
        environment: dict[str, Any] = super().get_environment()
        if self.request.command == "HEAD":
            environment.pop("wsgi.file_wrapper", None)
        return environment

    def write(self, data: bytes) -> None:
        """Send a part of the body, or count it as sent."""
        if self.request.command != "HEAD":
            super().write(data)
            return
        super().write(b"")
        self.chunked_response = False
        self.content_bytes_written += len(data)


class _Refusal(ErrorTask):
    """Says what is too large for the server as the API says it, and as the editor's upload reads it."""

    def execute(self) -> None:
        if not isinstance(self.request.error, RequestEntityTooLarge):
            super().execute()
            return
        with translation.override(settings.LANGUAGE_CODE):
            document = problem(413)
        body = json.dumps(document | {"error": {"message": document["detail"]}}).encode()
        self.status = "413 Request Entity Too Large"
        self.response_headers.append(("Content-Type", CONTENT_TYPE))
        self.set_close_on_finish()
        self.content_length = len(body)
        self.write(body)


class _Channel(HTTPChannel):
    task_class = _Answer
    error_task_class = _Refusal


def open_server(options: Options, running: ExitStack) -> BaseWSGIServer:
    """Load the site and open its port; the server's `run()` then serves until a KeyboardInterrupt.

    Raises:
        Refusal: somebody took the port meanwhile.
    """
    # A queue of a few requests is usual on one machine and no news.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    try:
        server = serve(get_internal_wsgi_application(), options.port)
    except OSError as error:
        raise Refusal(f"Port {options.port} was taken while Tavern started: choose another.") from error
    running.callback(server.close)
    return server


def serve(application: Any, port: int) -> BaseWSGIServer:
    """Open a port for a WSGI application; 0 takes any that is free."""
    server = create_server(
        application,
        host=HOST,
        port=port,
        threads=WEB_THREADS,
        ident="Tavern",
        max_request_body_size=MAX_BODY,
    )
    server.channel_class = _Channel
    return server
