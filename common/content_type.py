"""What a request says its body is, so that it can be read: Django decodes by whatever codec that names."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.utils.http import parse_header_parameters

Application = Callable[[dict[str, Any], Any], Iterable[bytes]]
_EVERY_BYTE = bytes(range(256))


def with_readable_type(application: Application) -> Application:
    """Wrap a WSGI application, as a request that can't be read isn't one yet: no middleware ever sees it."""

    def answer(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        given = environ.get("CONTENT_TYPE", "")
        if ";" in given:
            environ["CONTENT_TYPE"] = readable_type(given)
        return application(environ, start_response)

    return answer


def readable_type(header: str) -> str:
    """Return the header, or its type alone where a parameter names a codec that reads no text.

    There are codecs that unpack ("zlib"), that turn letters round ("rot13") and that refuse everything.
    """
    try:
        _kind, parameters = parse_header_parameters(header)
        _EVERY_BYTE.decode(parameters.get("charset", "utf-8"), "replace")
    except (LookupError, ValueError):
        return header.partition(";")[0]
    return header
