"""What an issue shows of the board: listings picked by hand or by a rule, and figures of the week."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wagtail.blocks import StreamValue

from ads.models import BoardEntry
from ads.selectors.cards import Card, cards
from ads.selectors.roles import as_numbers, roles_of_the_week

MOST_ANSWERED = "answered"

# Block id -> ids of the listings in their order; of a block of roles: see `ads.selectors.roles.as_numbers`.
Chosen = dict[str, list[int]]


def choose_listings(body: StreamValue, *, known: Mapping[str, list[int]]) -> Chosen:
    """Choose for each block of listings that isn't `known`: only what is open on the board now."""
    blocks = [block for block in body if str(block.id) not in known]
    picked = {str(block.id): _picked_ids(block.value) for block in blocks if block.block_type == "picked"}
    wanted = {pk for ids in picked.values() for pk in ids}
    live = (
        set(BoardEntry.objects.live_on_board().filter(pk__in=wanted).values_list("pk", flat=True))
        if wanted
        else set()
    )
    chosen = {block_id: [pk for pk in ids if pk in live] for block_id, ids in picked.items()}
    newest = {str(block.id): _newest_ids(block.value) for block in blocks if block.block_type == "newest"}
    roles = [str(block.id) for block in blocks if block.block_type == "roles"]
    figures = as_numbers(roles_of_the_week()) if roles else []
    return chosen | newest | dict.fromkeys(roles, figures)


def cards_by_block(chosen: Chosen) -> dict[str, tuple[Card, ...]]:
    """Return each block's cards in its order, without listings that are out of sight by now. One query."""
    wanted = {pk for ids in chosen.values() for pk in ids}
    found = (
        {card.pk: card for card in cards(BoardEntry.objects.visible().filter(pk__in=wanted))}
        if wanted
        else {}
    )
    return {block_id: tuple(found[pk] for pk in ids if pk in found) for block_id, ids in chosen.items()}


def _picked_ids(value: Any) -> list[int]:
    return [page.pk for page in value["listings"] if page is not None]


def _newest_ids(value: Any) -> list[int]:
    entries = BoardEntry.objects.live_on_board()
    if value["category"]:
        entries = entries.in_category(value["category"])
    entries = entries.newest_first() if value["order"] != MOST_ANSWERED else entries.most_answered_first()
    return list(entries.values_list("pk", flat=True)[: value["count"] or 0])
