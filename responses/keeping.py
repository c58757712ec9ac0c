"""What responses and conversations keep about a player. See `accounts.personal_data`."""

from __future__ import annotations

from django.db.models import Q

from accounts.models import User
from accounts.personal_data import Gone, Keeper
from responses import services
from responses.models import CannedAnswers, Deal, EarlierText, Message, Recruiter, Response, SideNote


def copy(player: User) -> dict[str, object]:
    """Return what the player wrote to others, and what came of it; others' words are theirs."""
    sent = Response.objects.filter(author=player).order_by("pk")
    earlier = EarlierText.objects.filter(response__author=player).order_by("pk")
    written = Message.objects.filter(author=player).order_by("pk")
    deals = Deal.objects.filter(Q(proposer=player) | Q(partner=player)).order_by("pk")
    helps = Recruiter.objects.filter(player=player).order_by("pk")
    return {
        "responses": list(
            sent.values("id", "ad", "text", "role", "status", "created_at", "edited_at", "decided_at")
        ),
        "earlier_texts": list(earlier.values("response", "text", "written_at")),
        "messages": list(written.values("thread", "text", "sent_at")),
        "side_notes": list(SideNote.objects.filter(by=player).values("response", "text", "written_at")),
        "ready_answers": list(CannedAnswers.objects.filter(owner=player).values_list("texts", flat=True)),
        "deals": list(deals.values("response", "proposer", "partner", "proposed_at", "confirmed_at")),
        "helping": list(helps.values("ad", "invited_at", "accepted_at", "refused_at")),
    }


def erase(gone: Gone) -> None:
    services.erase_responder(player=gone.player)


KEEPER = Keeper(slug="responses", order=30, copy=copy, erase=erase)
