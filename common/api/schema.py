"""What the API's schema holds: our API, and not the CMS's own."""

from typing import Any

PREFIX = "/api/v1/"


def only_our_api(endpoints: list[tuple[str, Any, Any, Any]]) -> list[tuple[str, Any, Any, Any]]:
    """Keep the endpoints under /api/v1/."""
    return [endpoint for endpoint in endpoints if endpoint[0].startswith(PREFIX)]
