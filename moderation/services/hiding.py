"""Everything public of a player at once: hidden by a sanction, and brought back with its end."""

from __future__ import annotations

from contextlib import suppress

from accounts.models import User
from ads import services as ads
from ads.models import AdStatus, BoardEntry
from common.errors import DomainError
from moderation.models import Sanction, SanctionHiding
from moderation.subjects import Subject
from responses import services as responses
from responses.models import OPEN, Response


def hide_everything(given: Sanction, *, by: User) -> int:
    """Hide the player's live listings and open responses, and remember them; return how many."""
    listings = BoardEntry.objects.live_on_board().for_author(given.player).order_by("pk")
    hidden = [(Subject.LISTING, pk) for pk in listings.values_list("pk", flat=True)]
    for _kind, ad_id in hidden:
        ads.hide_ad(ad_id=ad_id, by=by, comment=given.reason, told=False)
    sent = Response.objects.filter(author=given.player, status__in=OPEN, deleted_at=None)
    for response_id in sent.order_by("ad", "pk").values_list("pk", flat=True):
        responses.hide_response(response_id=response_id, by=by)
        hidden.append((Subject.RESPONSE, response_id))
    SanctionHiding.objects.bulk_create(
        SanctionHiding(sanction=given, subject_type=kind, subject_id=pk) for kind, pk in hidden
    )
    return len(hidden)


def bring_back(given: Sanction, *, by: User | None) -> None:
    """Bring back what the sanction hid, as far as it is there and nothing else hides it."""
    for hiding in given.hidings.order_by("subject_type", "subject_id"):
        if _is_hidden_by_another(hiding):
            continue
        # Deleted meanwhile, or another response has taken its place.
        with suppress(DomainError, BoardEntry.DoesNotExist):
            if hiding.subject_type == Subject.LISTING:
                _restore_listing(hiding.subject_id, by)
            else:
                responses.restore_hidden_response(response_id=hiding.subject_id, by=by)


def _restore_listing(ad_id: int, by: User | None) -> None:
    if BoardEntry.objects.filter(pk=ad_id, status=AdStatus.HIDDEN).exists():
        ads.restore_ad(ad_id=ad_id, by=by)


def _is_hidden_by_another(hiding: SanctionHiding) -> bool:
    others = SanctionHiding.objects.filter(
        subject_type=hiding.subject_type, subject_id=hiding.subject_id, sanction__ended_at=None
    )
    return others.exists()
