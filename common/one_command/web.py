"""The web server of the one-command run."""

from __future__ import annotations

import logging
from contextlib import ExitStack

from django.core.servers.basehttp import get_internal_wsgi_application
from waitress.server import BaseWSGIServer, create_server

from common.one_command.options import HOST, Options
from common.one_command.terminal import Refusal

WEB_THREADS = 8
# The server reads a request whole before the site sees it: no more than the reverse proxy of production does.
MAX_BODY = 12 * 1000 * 1000  # bytes


def open_server(options: Options, running: ExitStack) -> BaseWSGIServer:
    """Load the site and open its port; the server's `run()` then serves until a KeyboardInterrupt.

    Raises:
        Refusal: somebody took the port meanwhile.
    """
    # A queue of a few requests is usual on one machine and no news.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    application = get_internal_wsgi_application()
    try:
        server = create_server(
            application,
            host=HOST,
            port=options.port,
            threads=WEB_THREADS,
            ident="Tavern",
            max_request_body_size=MAX_BODY,
        )
    except OSError as error:
        raise Refusal(f"Port {options.port} was taken while Tavern started: choose another.") from error
    running.callback(server.close)
    return server
