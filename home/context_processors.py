"""What the frame of every page needs: where the visitor stands, and what is new for them."""

from __future__ import annotations

from django.http import HttpRequest

from home.shell import Shell


def shell(request: HttpRequest) -> dict[str, Shell]:
    """Give the frame to our own pages; Wagtail's admin has one of its own."""
    return {} if request.path.startswith("/cms/") else {"shell": Shell(request)}
