"""An issue's blocks as templates show them, on the site, in HTML letters and in plain text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.safestring import mark_safe
from wagtail.blocks import StreamValue

from ads.selectors.cards import Card
from ads.selectors.roles import RoleOfTheWeek, from_numbers
from content.document import Flow
from content.reading import read_flow
from content.writing import Dialect, flow_html
from newsletter.compose.listings import cards_by_block, choose_listings
from newsletter.compose.pictures import ShownPicture, show_picture
from newsletter.compose.plain import flow_text

LISTING_BLOCKS = ("picked", "newest")
LETTER = Dialect(italic="em", bold="strong", line_break="<br>", keeps_empty=False)


@dataclass(frozen=True, slots=True)
class Part:
    """One block; what its kind has no use for stays empty."""

    kind: str
    text: str = ""
    html: str = ""
    author: str = ""
    address: str = ""
    picture: ShownPicture | None = None
    cards: tuple[Card, ...] = ()
    roles: tuple[RoleOfTheWeek, ...] = ()

    @property
    def full_address(self) -> str:
        """The address as a letter needs it: paths of this site with its host before them."""
        return settings.BASE_URL + self.address if self.address.startswith("/") else self.address


def read_parts(body: StreamValue, chosen: Mapping[str, list[int]] | None = None) -> list[Part]:
    """Return the blocks that have something to show.

    `chosen` says which listings each block shows; blocks that it doesn't name choose now.
    """
    known = dict(chosen or {})
    shown = known | choose_listings(body, known=known)
    of_listings = {str(block.id) for block in body if block.block_type in LISTING_BLOCKS}
    cards = cards_by_block({block_id: ids for block_id, ids in shown.items() if block_id in of_listings})
    parts = []
    for block in body:
        if block.block_type in LISTING_BLOCKS:
            part = _listings(block.value, cards.get(str(block.id), ()))
        elif block.block_type == "roles":
            part = _roles(block.value, shown[str(block.id)])
        else:
            part = _READERS[block.block_type](block.value)
        if part is not None:
            parts.append(part)
    return parts


def _heading(value: str) -> Part | None:
    return Part("heading", text=value) if value else None


def _text(value: Any) -> Part | None:
    flow = read_flow(value.source)
    return Part("text", text=flow_text(flow), html=_html(flow)) if flow else None


def _quote(value: Any) -> Part | None:
    flow = read_flow(value["text"].source)
    return (
        Part("quote", text=flow_text(flow), html=_html(flow), author=value["author"] or "") if flow else None
    )


def _picture(value: Any) -> Part | None:
    shown = show_picture(value["image"], value["alt"] or "") if value["image"] else None
    return Part("picture", text=value["caption"] or "", picture=shown) if shown else None


def _button(value: Any) -> Part | None:
    if not (value["label"] and value["address"]):
        return None
    return Part("button", text=value["label"], address=value["address"])


def _divider(value: Any) -> Part:
    return Part("divider")


def _listings(value: Any, cards: tuple[Card, ...]) -> Part | None:
    return Part("listings", text=value["title"] or "", cards=cards) if cards else None


def _roles(value: Any, numbers: list[int]) -> Part | None:
    roles = from_numbers(numbers)
    return Part("roles", text=value["title"] or "", roles=tuple(roles)) if roles else None


def _html(flow: Flow) -> str:
    # Written by `content.writing`, which escapes every character and knows only its own tags.
    return mark_safe(flow_html(flow, LETTER))  # noqa: S308


_READERS: dict[str, Callable[[Any], Part | None]] = {
    "heading": _heading,
    "text": _text,
    "picture": _picture,
    "button": _button,
    "divider": _divider,
    "quote": _quote,
}
