"""Who may write on the board: every verb that writes something for others asks here."""

from __future__ import annotations

from accounts.errors import Muted, WaitsForModerator
from accounts.models import User


def check_may_write(player: User) -> None:
    """Let pass whom no sanction keeps from writing, and whose account waits for no moderator.

    Raises:
        Muted: a sanction does.
        WaitsForModerator: the account was made under alarm, and nobody has looked at it yet.
    """
    if player.is_muted:
        raise Muted
    if player.waits_since is not None:
        raise WaitsForModerator
