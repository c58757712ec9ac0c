"""The buttons of a card: what can be decided about each kind, and by which key."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from moderation.models import Case


@dataclass(frozen=True, slots=True)
class Offer:
    """A decision, the word on its button, and its key on the keyboard."""

    decision: str
    label: str | Promise
    key: str
    look: str = "button-secondary"


D = Case.Decision
REVIEW = (
    Offer(D.APPROVED, _("Approve"), "a", ""),
    Offer(D.CHANGES_ASKED, _("Ask for changes"), "c"),
    Offer(D.REJECTED, _("Reject for good"), "r", "no"),
)
OFFERS: dict[str, tuple[Offer, ...]] = {
    Case.Kind.NEW: REVIEW,
    Case.Kind.EDIT: REVIEW,
    Case.Kind.AFTER: (
        Offer(D.LOOKED_AT, _("Nothing wrong"), "a", ""),
        Offer(D.HIDDEN, _("Hide from the board"), "h", "no"),
    ),
    Case.Kind.APPEAL: (
        Offer(D.LIFTED, _("Lift the sanction"), "l", ""),
        Offer(D.STANDS, _("Let it stand"), "s", "no"),
    ),
    Case.Kind.FLAG: (
        Offer(D.UPHELD, _("Uphold: take it down"), "u", "no"),
        Offer(D.LEFT, _("Leave it as it is"), "l", ""),
        Offer(D.ABUSED, _("The flag is abuse"), "b"),
    ),
}


# Of several cases at once, by their lines in the list, only what publishes nothing unread.
IN_BULK = (D.REJECTED, D.LOOKED_AT, D.LEFT, D.ABUSED)


def bulk_offers_for(kind: str) -> tuple[Offer, ...]:
    """Return what can be decided about several cases of a kind at once."""
    return tuple(offer for offer in offers_for(kind) if offer.decision in IN_BULK)


def offers_for(kind: str) -> tuple[Offer, ...]:
    """Return what can be decided about a kind of case."""
    return OFFERS.get(kind, ())
