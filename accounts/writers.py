"""Who may write on the board: every verb that writes something for others asks here."""

from __future__ import annotations

from accounts.errors import Muted
from accounts.models import User


def check_may_write(player: User) -> None:
    """Let pass whom no sanction keeps from writing.

    Raises:
        Muted: one does.
    """
    if player.is_muted:
        raise Muted
