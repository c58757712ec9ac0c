"""The verbs of a deal: one side proposes and gets a code, the other confirms with it."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import get_random_string

from accounts.models import User
from common.page_cache import forget_pages
from responses.errors import DealNotPossible, DealStands, NoDealProposed, WrongDealCode
from responses.limits import DEAL_COUNTS_EVERY
from responses.models import Deal
from responses.models.deals import CODE_LENGTH
from responses.selectors.dealing import deal_is_possible
from responses.services.talking import lock_conversation

# Digits are the same on every keyboard; the limit of tries keeps four of them from being guessed.
SIGNS = "0123456789"


@transaction.atomic
def propose_deal(*, response_id: int, by: User) -> Deal:
    """Propose a deal to the other side of a conversation: its code is shown to who proposes it.

    Raises:
        NoSuchConversation: there is none, or it isn't this player's to know of.
        DealNotPossible: the response isn't accepted, or its category knows no deals.
        DealStands: one is proposed or confirmed already.
    """
    conversation = lock_conversation(response_id, by)
    if not deal_is_possible(conversation):
        raise DealNotPossible
    if Deal.objects.filter(response=conversation.response).exists():
        raise DealStands
    return Deal.objects.create(
        response=conversation.response,
        proposer=by,
        partner=conversation.partner,
        code=get_random_string(CODE_LENGTH, SIGNS),
    )


@transaction.atomic
def confirm_deal(*, response_id: int, code: str, by: User) -> Deal:
    """Confirm the deal that the other side has proposed, with the code that only that side sees.

    Raises:
        NoSuchConversation: there is none, or it isn't this player's to know of.
        NoDealProposed: nobody has proposed one, or one has done so oneself.
        DealStands: it is confirmed already.
        WrongDealCode: the code is another one.

    Side effects: it counts on both profiles, unless the two have one that counts from the last thirty days.
    """
    conversation = lock_conversation(response_id, by)
    deal = Deal.objects.select_for_update().filter(response=conversation.response, partner=by).first()
    if deal is None:
        raise NoDealProposed
    if deal.is_confirmed:
        raise DealStands
    if code.strip() != deal.code:
        raise WrongDealCode
    deal.confirmed_at = timezone.now()
    deal.counts = _is_first_lately(deal)
    deal.save(update_fields=["confirmed_at", "counts"])
    if deal.counts:
        forget_pages()
    return deal


def _is_first_lately(deal: Deal) -> bool:
    """Whether the two have no other deal that counts; their rows are locked, in the order of their ids."""
    pair = (deal.proposer_id, deal.partner_id)
    list(User.objects.select_for_update(no_key=True).filter(pk__in=pair).order_by("pk").values_list("pk"))
    since = timezone.now() - DEAL_COUNTS_EVERY
    return not Deal.objects.counted_between(*pair, since=since).exists()
