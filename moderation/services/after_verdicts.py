"""What can be decided about an edit that went live before anybody had seen it."""

from __future__ import annotations

from accounts.models import User
from ads import services as ads
from ads.models import VISIBLE_STATUSES, BoardEntry
from moderation.errors import NoSuchDecision
from moderation.models import Case, Deed
from moderation.services.log import about, record_act


def accept(case: Case, by: User, comment: str) -> None:
    """Find nothing wrong with it."""
    record_act(
        what=Deed.LISTING_LOOK, on=about(case), by=by, why=comment, after={"revision": case.revision_id}
    )


def hide(case: Case, by: User, comment: str) -> None:
    """Take the listing off the board, with the words of why."""
    if not BoardEntry.objects.filter(pk=case.subject_id, status__in=VISIBLE_STATUSES).exists():
        raise NoSuchDecision
    ads.hide_ad(ad_id=case.subject_id, by=by, comment=comment)
