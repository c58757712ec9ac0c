"""Players flag; what several trustworthy ones flag is hidden until a moderator has looked."""

from __future__ import annotations

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext

from accounts.models import User
from accounts.writers import check_may_write
from ads import services as ads
from ads.models import BoardEntry
from common.errors import IllegalTransition
from content.characters import plain_characters
from moderation.errors import AlreadyFlagged, NothingToFlag
from moderation.models import Case, Flag, ModerationRules
from moderation.selectors.subjects import Seen, seen_by
from moderation.services.queue import open_case
from moderation.subjects import Subject

BELIEVED = (User.Trust.KNOWN, User.Trust.TRUSTED)


@transaction.atomic
def flag(*, kind: str, pk: int, reason: str, text: str, by: User) -> Flag:
    """Flag a listing, response, message or player; all flags of one object make one case.

    Raises:
        NothingToFlag: there is no such object, it isn't this player's to know, or it is the player's own.
        AlreadyFlagged: the player has flagged it as it stands, whether it waits or was looked at.

    Side effects: with enough flags of known players a listing is hidden until somebody has looked.
    """
    check_may_write(by)
    if kind == Subject.LISTING:
        # The lock of a listing comes before that of its case, everywhere.
        BoardEntry.objects.select_for_update(of=("self",)).filter(pk=pk).values_list("pk").first()
    seen = seen_by(by, kind=kind, pk=pk)
    if seen is None:
        raise NothingToFlag
    case = open_case(kind=Case.Kind.FLAG, subject=seen.kind, pk=seen.pk, title=seen.title, author=seen.author)
    if _has_flagged(by, seen):
        raise AlreadyFlagged
    made = Flag.objects.create(
        case=case,
        reporter=by,
        reason=reason,
        text=plain_characters(text).strip(),
        pinned_text=seen.text,
        pinned_revision_id=seen.revision_id,
    )
    _hide_when_many(case, seen)
    return made


def _has_flagged(reporter: User, seen: Seen) -> bool:
    """Whether the player has flagged it in its present wording, or in the case that is open."""
    mine = Flag.objects.filter(
        reporter=reporter, case__subject_type=seen.kind, case__subject_id=seen.pk
    ).exclude(outcome=Flag.Outcome.MOOT)
    if mine.filter(outcome=Flag.Outcome.OPEN).exists():
        return True
    return mine.filter(pinned_text=seen.text, pinned_revision_id=seen.revision_id).exists()


def _hide_when_many(case: Case, seen: Seen) -> None:
    """Hide a listing that enough players flagged whom the board knows, once per wording.

    Whatever else can be flagged is read by few: there is nobody to hide it from.
    """
    if seen.kind != Subject.LISTING or case.is_hidden or _was_left_as_it_is(seen):
        return
    believed = case.flags.filter(reporter__trust__in=BELIEVED, reporter__is_active=True)
    if believed.count() < ModerationRules.current().flags_to_hide:
        return
    with translation.override(seen.author.language):
        comment = gettext("Several players flagged it. A moderator will look soon.")
    try:
        ads.hide_ad(ad_id=seen.pk, by=None, comment=comment)
    except IllegalTransition:
        return  # it left the board meanwhile
    case.is_hidden = True
    case.save(update_fields=["is_hidden"])


def _was_left_as_it_is(seen: Seen) -> bool:
    """Whether a moderator has seen this very wording and found nothing wrong."""
    left = (Case.Decision.LEFT, Case.Decision.ABUSED)
    return Flag.objects.filter(
        case__subject_type=seen.kind,
        case__subject_id=seen.pk,
        case__decision__in=left,
        pinned_revision_id=seen.revision_id,
    ).exists()
