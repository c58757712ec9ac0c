"""The sanctioned player objects, once; another moderator answers where there is one."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from content.characters import plain_characters
from moderation import notifications
from moderation.errors import AlreadyAppealed, NoSuchSanction, OwnSanction, SanctionOver
from moderation.models import Appeal, Case, Sanction
from moderation.rights import is_ones_own
from moderation.services.log import about, record_act
from moderation.services.queue import open_case
from moderation.services.sanctions import lift_sanction


@transaction.atomic
def appeal(*, sanction_id: int, text: str, by: User) -> Appeal:
    """Object to a sanction of one's own that is in force.

    Raises:
        NoSuchSanction: there is none, or it is somebody else's.
        SanctionOver: it has ended.
        AlreadyAppealed: the player has objected before.
    """
    given = Sanction.objects.select_for_update(of=("self",)).filter(pk=sanction_id, player=by).first()
    if given is None:
        raise NoSuchSanction
    if given.ended_at is not None:
        raise SanctionOver
    if Appeal.objects.filter(sanction=given).exists():
        raise AlreadyAppealed
    made = Appeal.objects.create(sanction=given, text=plain_characters(text).strip())
    open_case(kind=Case.Kind.APPEAL, subject="sanction", pk=given.pk, title=str(by), author=by)
    return made


def lift(case: Case, by: User, comment: str) -> None:
    """Agree with the player: the sanction ends."""
    made = _appeal_of(case, by)
    _answer(made, comment)
    lift_sanction(sanction_id=case.subject_id, by=by, why=comment)


def keep(case: Case, by: User, comment: str) -> None:
    """Let the sanction stand, and say why."""
    made = _appeal_of(case, by)
    _answer(made, comment)
    record_act(what="player.stand", on=about(case), by=by, why=comment)
    notifications.appeal_refused(made)


def _appeal_of(case: Case, by: User) -> Appeal:
    made = Appeal.objects.select_related("sanction__player").get(sanction=case.subject_id)
    if is_ones_own(made.sanction, by):
        raise OwnSanction
    return made


def _answer(made: Appeal, words: str) -> None:
    made.answer, made.answered_at = words, timezone.now()
    made.save(update_fields=["answer", "answered_at"])
