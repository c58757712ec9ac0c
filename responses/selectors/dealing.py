"""Deals: where one may be made, and how many a player has to show."""

from __future__ import annotations

from accounts.models import User
from responses.models import Deal, ResponseStatus
from responses.models.deals import DEAL_CATEGORIES
from responses.selectors.conversation import Conversation


def deal_is_possible(conversation: Conversation) -> bool:
    """Whether the two may propose a deal: it is an accepted response to a trader or crafter, and open."""
    category = conversation.response.listing_category  # type: ignore[attr-defined]
    accepted = conversation.status == ResponseStatus.ACCEPTED
    return accepted and category in DEAL_CATEGORIES and conversation.may_write


def deal_count(player: User) -> int:
    """Count the player's deals that both sides have confirmed, by two small indexes."""
    return Deal.objects.counted_for(player).count()
