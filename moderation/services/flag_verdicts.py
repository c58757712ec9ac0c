"""What can be decided about flags; everybody who flagged hears of it."""

from __future__ import annotations

from contextlib import suppress

from accounts.models import User
from ads import services as ads
from ads.models import VISIBLE_STATUSES, AdStatus, BoardEntry
from moderation import notifications
from moderation.models import Case, Deed, Flag
from moderation.services.hiding import is_hidden_by_sanction, keep_hidden, restore_listing
from moderation.services.log import about, record_act
from moderation.services.trust import review_level_soon
from moderation.subjects import Subject
from responses import services as responses
from responses.errors import Deleted, NoSuchResponse

DECIDED = {
    Flag.Outcome.UPHELD: Case.Decision.UPHELD,
    Flag.Outcome.REJECTED: Case.Decision.LEFT,
    Flag.Outcome.ABUSED: Case.Decision.ABUSED,
}


def uphold(case: Case, by: User, comment: str) -> None:
    """Take down what was flagged, as far as it can be taken down."""
    # First: a sanction that ends at this moment waits here, or has brought it back by now.
    keep_hidden(case.subject_type, case.subject_id)
    if case.subject_type == Subject.LISTING:
        _take_down_listing(case, by, comment)
    elif case.subject_type == Subject.RESPONSE:
        # Its receiver may have put it away already.
        with suppress(Deleted, NoSuchResponse):
            responses.hide_response(response_id=case.subject_id, by=by)
    _settle(case, Flag.Outcome.UPHELD, Deed.FLAG_UPHOLD, by, comment)


def leave(case: Case, by: User, comment: str) -> None:
    """Leave it as it is, and bring back what the flags had hidden."""
    _bring_back(case, by)
    _settle(case, Flag.Outcome.REJECTED, Deed.FLAG_REJECT, by, comment)


def call_abuse(case: Case, by: User, comment: str) -> None:
    """Leave it as it is, and remember the flags against those who made them."""
    _bring_back(case, by)
    _settle(case, Flag.Outcome.ABUSED, Deed.FLAG_ABUSE, by, comment)


def _take_down_listing(case: Case, by: User, comment: str) -> None:
    status = BoardEntry.objects.values_list("status", flat=True).get(pk=case.subject_id)
    if status in VISIBLE_STATUSES:
        ads.hide_ad(ad_id=case.subject_id, by=by, comment=comment)
    elif status == AdStatus.HIDDEN:
        ads.explain_hiding(ad_id=case.subject_id, by=by, comment=comment)


def _bring_back(case: Case, by: User) -> None:
    # A sanction that hides it, too, brings it back with its own end.
    if case.is_hidden and not is_hidden_by_sanction(case.subject_type, case.subject_id):
        restore_listing(case.subject_id, by)


def _settle(case: Case, outcome: Flag.Outcome, deed: Deed, by: User, comment: str) -> None:
    flags = list(case.flags.select_related("reporter").filter(outcome=Flag.Outcome.OPEN))
    case.flags.filter(pk__in=[flag.pk for flag in flags]).update(outcome=outcome)
    reasons = sorted({flag.reason for flag in flags})
    record_act(what=deed, on=about(case), by=by, why=comment, after={"flags": len(flags), "reasons": reasons})
    # The one whose words they are, and those who flagged: what came of it counts for their levels.
    case.close(DECIDED[outcome], by=by)
    case.save()
    reporters = {flag.reporter_id for flag in flags if flag.reporter_id}
    for player_id in sorted({case.author_id, *reporters}):
        review_level_soon(player_id=player_id)
    for flag in flags:
        if flag.reporter:
            notifications.flag_decided(flag, flag.reporter, case, outcome=outcome)
