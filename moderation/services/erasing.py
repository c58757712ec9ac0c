"""A player who goes for good: decisions stay, without the name."""

from __future__ import annotations

from django.db import transaction

from accounts.models import User
from moderation.models import Appeal, Case, Flag, ModerationAct
from moderation.subjects import Subject


@transaction.atomic
def erase_name(*, player: User) -> None:
    """Put the number in the place of the name; the trigger of the log allows that and nothing else.

    Words that the player wrote to moderators alone go; reasons of moderators stay.
    """
    about_player = {"subject_type": Subject.PLAYER, "subject_id": str(player.pk)}
    ModerationAct.objects.filter(**about_player).update(
        subject_title=player.display_name, before={}, after={}
    )
    ModerationAct.objects.filter(by_id=player.pk).update(by_name=player.display_name)
    Case.objects.filter(subject_type=Subject.PLAYER, subject_id=player.pk).update(title=player.display_name)
    Flag.objects.filter(case__subject_type=Subject.PLAYER, case__subject_id=player.pk).update(pinned_text="")
    Flag.objects.filter(reporter=player).update(text="")
    Appeal.objects.filter(sanction__player=player).update(text="")
