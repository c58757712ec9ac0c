"""From an issue's HTML to the blocks of the CMS."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from selectolax.lexbor import LexborNode
from wagtail.models import Collection

from accounts.models import User
from ads.models import Picture
from home.demo.texts import PICTURE_MARK, DemoLetter
from home.demo.world import World

# The editors' own, made by the newsletter's migration.
COLLECTION = "Pictures of the newsletter"
Block = tuple[str, Any]


def letter_blocks(letter: DemoLetter, world: World, *, owner: User) -> Iterator[Block]:
    """Yield each block's kind and stored value; paragraphs and lists in a row are one text."""
    for kind, nodes in groupby(letter.parts, key=_kind):
        if kind == "text":
            yield "text", "".join(node.html or "" for node in nodes)
        else:
            yield from ((kind, _value(kind, node, world, owner)) for node in nodes)


def _kind(node: LexborNode) -> str:
    role = node.attributes.get("class") or ""
    return {"h2": "heading", "blockquote": "quote", "figure": "picture"}.get(
        node.tag or "", {"listings": "picked", "button": "button"}.get(role, "text")
    )


def _value(kind: str, node: LexborNode, world: World, owner: User) -> Any:
    match kind:
        case "heading":
            return node.text(strip=True)
        case "quote":
            words, author = node.css("p")
            return {"text": words.html, "author": author.text(strip=True)}
        case "picture":
            return _picture(node, world, owner)
        case "picked":
            ids = [world.ad_ids[item.text(strip=True)] for item in node.css("li")]
            return {"title": "", "listings": ids}
        case _:
            link = node.css("a")[0]
            return {"label": link.text(strip=True), "address": link.attributes["href"]}


def _picture(node: LexborNode, world: World, owner: User) -> dict[str, Any]:
    image, caption = node.css("img")[0], node.css_first("figcaption")
    mark = PICTURE_MARK.match(image.attributes["data-image-id"] or "")
    assert mark is not None
    alt = image.attributes["alt"] or ""
    picture = world.picture(mark[1], owner)
    Picture.objects.filter(pk=picture.pk).update(
        title=alt, collection=Collection.objects.get(name=COLLECTION)
    )
    return {
        "image": picture.pk,
        "alt": alt,
        "caption": caption.text(strip=True) if caption else "",
    }
