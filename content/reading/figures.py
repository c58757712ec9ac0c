"""Pictures and videos as the editor writes them."""

from __future__ import annotations

import re
from dataclasses import replace
from uuid import UUID

from selectolax.lexbor import LexborNode

from content.characters import one_line
from content.document import Element, Paragraph, PictureRef, Run, Table, VideoRef
from content.guard import children
from content.links import clean_link
from content.reading.elements import lines_of, read_nodes, reads
from content.reading.inline import join
from content.videos import parse_video

_ALIGNMENTS = {"image-style-align-left": "left", "image-style-align-right": "right"}
_WIDTH = re.compile(r"(?:^|;)\s*width\s*:\s*(\d{1,3}(?:\.\d{1,6})?)%", re.IGNORECASE)


@reads("figure")
def read_figure(node: LexborNode, look: Run) -> list[Element]:
    """Read what the figure frames; its caption goes to the first thing that takes one."""
    parts = list(children(node))
    captions = [part for part in parts if part.tag == "figcaption"]
    caption, outside = lines_of(read_nodes(captions, look))
    framed = read_nodes((part for part in parts if part.tag != "figcaption"), look)
    for index, element in enumerate(framed):
        if isinstance(element, PictureRef):
            element = _placed(element, node)
        elif not isinstance(element, Table):
            continue
        framed[index] = replace(element, caption=join([element.caption, caption]))
        return [*framed, *outside]
    return [*framed, *([Paragraph(caption)] if caption else []), *outside]


def _placed(picture: PictureRef, figure: LexborNode) -> PictureRef:
    """Read the figure's side and width."""
    attributes = figure.attributes
    classes = (attributes.get("class") or "").split()
    alignment = next((_ALIGNMENTS[name] for name in classes if name in _ALIGNMENTS), "block")
    found = _WIDTH.search(attributes.get("style") or "") if "image_resized" in classes else None
    width = round(float(found[1]), 2) if found else None
    return replace(picture, alignment=alignment, width=width if width and width <= 100 else None)


@reads("img")
def read_picture(node: LexborNode, _look: Run) -> list[Element]:
    """Read a picture of ours; any other, whose file lies elsewhere, is left out."""
    attributes = node.attributes
    try:
        uid = UUID((attributes.get("data-image-id") or "").strip())
    except ValueError:
        return []
    return [PictureRef(str(uid), alt=one_line(attributes.get("alt") or ""))]


@reads("oembed")
def read_video(node: LexborNode, _look: Run) -> list[Element]:
    """Read a video of a known host; any other address becomes a link."""
    href = clean_link(node.attributes.get("url") or "")
    if href is None:
        return []
    return [VideoRef(href) if parse_video(href) else Paragraph((Run(href, href=href),))]
