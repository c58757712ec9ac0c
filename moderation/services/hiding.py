"""Everything public of a player at once: hidden by a sanction, and brought back with its end."""

from __future__ import annotations

from contextlib import suppress

from accounts.models import User
from ads import services as ads
from ads.models import AdStatus, BoardEntry
from common.errors import DomainError
from moderation.models import Case, Sanction, SanctionHiding
from moderation.subjects import Subject
from responses import services as responses
from responses.models import OPEN, Response


def hide_everything(given: Sanction, *, by: User) -> int:
    """Hide the player's live listings and open responses, and remember them; return how many.

    What another sanction or an open case hides already is remembered, too: the last of them brings it back.
    """
    held = _hidden_already(given.player)
    listings = BoardEntry.objects.live_on_board().for_author(given.player).order_by("pk")
    hidden = [(Subject.LISTING, pk) for pk in listings.values_list("pk", flat=True)]
    for _kind, ad_id in hidden:
        ads.hide_ad(ad_id=ad_id, by=by, comment=given.reason, told=False)
    sent = Response.objects.filter(author=given.player, status__in=OPEN, deleted_at=None)
    for response_id in sent.order_by("ad", "pk").values_list("pk", flat=True):
        responses.hide_response(response_id=response_id, by=by)
        hidden.append((Subject.RESPONSE, response_id))
    SanctionHiding.objects.bulk_create(
        SanctionHiding(sanction=given, subject_type=kind, subject_id=pk) for kind, pk in {*hidden, *held}
    )
    return len(hidden)


def bring_back(given: Sanction, *, by: User | None) -> None:
    """Bring back what the sanction hid, as far as it is there and nothing else hides it."""
    for hiding in given.hidings.order_by("subject_type", "subject_id"):
        if not _lock(hiding) or is_hidden_by_sanction(hiding.subject_type, hiding.subject_id):
            continue
        if _is_hidden_by_case(hiding):
            continue
        # Deleted meanwhile, or another response has taken its place.
        with suppress(DomainError, BoardEntry.DoesNotExist):
            if hiding.subject_type == Subject.LISTING:
                restore_listing(hiding.subject_id, by)
            else:
                responses.restore_hidden_response(response_id=hiding.subject_id, by=by)


def keep_hidden(subject_type: str, subject_id: int) -> None:
    """Let no sanction's end bring it back: a moderator has decided about the thing itself."""
    SanctionHiding.objects.filter(subject_type=subject_type, subject_id=subject_id).delete()


def lock_listing(ad_id: int) -> None:
    """Lock a listing until the transaction ends, if it is still there."""
    BoardEntry.objects.select_for_update(of=("self",)).filter(pk=ad_id).values_list("pk").first()


def restore_listing(ad_id: int, by: User | None) -> None:
    """Put the listing back on the board, if it is hidden."""
    if BoardEntry.objects.filter(pk=ad_id, status=AdStatus.HIDDEN).exists():
        ads.restore_ad(ad_id=ad_id, by=by)


def is_hidden_by_sanction(subject_type: str, subject_id: int) -> bool:
    """Whether a sanction in force hides it."""
    return SanctionHiding.objects.filter(
        subject_type=subject_type, subject_id=subject_id, sanction__ended_at=None
    ).exists()


def _lock(hiding: SanctionHiding) -> bool:
    """Lock the listing and then the line, as who decides about a flag does; False where that one has been."""
    if hiding.subject_type == Subject.LISTING:
        lock_listing(hiding.subject_id)
    return SanctionHiding.objects.select_for_update().filter(pk=hiding.pk).first() is not None


def _is_hidden_by_case(hiding: SanctionHiding) -> bool:
    return (
        Case.objects.waiting().about(hiding.subject_type, hiding.subject_id).filter(is_hidden=True).exists()
    )


def _hidden_already(player: User) -> set[tuple[str, int]]:
    by_sanctions = SanctionHiding.objects.filter(sanction__player=player, sanction__ended_at=None)
    by_cases = Case.objects.waiting().filter(author=player, is_hidden=True)
    return {
        *by_sanctions.values_list("subject_type", "subject_id"),
        *by_cases.values_list("subject_type", "subject_id"),
    }
