"""What happens to players, for the apps above to react to."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import Model
from django.dispatch import Signal

# A new player ticked the newsletter; arguments: user.
newsletter_wanted = Signal()
# A player was deactivated by staff; arguments: user, by.
player_deactivated = Signal()
# Somebody with power has decided; arguments: what, subject, by, why, before, after.
power_used = Signal()


def tell_of_power(
    what: str,
    subject: Model,
    *,
    by: Model | None,
    why: str = "",
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
) -> None:
    """Say, within the verb's transaction, that power was used: the apps above keep the log.

    `what` is a word such as "listing.hide"; `by` is a player, or None where a rule has decided by itself.
    """
    power_used.send(
        sender=type(subject),
        what=what,
        subject=subject,
        by=by,
        why=why,
        before=dict(before or {}),
        after=dict(after or {}),
    )
