"""Who may see mailings, and who may release them."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

SEE, RELEASE = "newsletter.view_mailing", "newsletter.release_mailing"


def check_right(request: HttpRequest, right: str) -> None:
    """Let whoever has the right pass.

    Raises:
        PermissionDenied: the person hasn't.
    """
    if not request.user.has_perm(right):
        raise PermissionDenied
