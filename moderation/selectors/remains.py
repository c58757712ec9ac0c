"""What still binds a player when one of several sanctions has ended."""

from __future__ import annotations

from dataclasses import dataclass

from moderation.models import Case, Sanction, SanctionHiding


@dataclass(frozen=True, slots=True)
class Remains:
    """`sanctions` bind the player still; of what the ended one hid, `held` stay hidden by something else."""

    sanctions: list[Sanction]
    hidden: int
    held: int


def remains_of(ended: Sanction) -> Remains:
    """Return what is left in force after the end of a sanction; four queries."""
    hid = set(ended.hidings.values_list("subject_type", "subject_id"))
    others = SanctionHiding.objects.filter(sanction__player=ended.player_id, sanction__ended_at=None)
    waiting = Case.objects.waiting().filter(author=ended.player_id, is_hidden=True)
    held = {
        *others.values_list("subject_type", "subject_id"),
        *waiting.values_list("subject_type", "subject_id"),
    }
    binding = Sanction.objects.in_force().filter(player=ended.player_id).exclude(kind=Sanction.Kind.WARN)
    return Remains(sanctions=list(binding), hidden=len(hid), held=len(hid & held))
