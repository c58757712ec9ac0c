"""Writes a document as HTML. Whatever a document holds, only the tags named here come out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from content.document import (
    BREAK,
    Block,
    Cell,
    Flow,
    Heading,
    Inline,
    List,
    PictureRef,
    Quote,
    Row,
    Run,
    Table,
    VideoRef,
)
from content.document import Text as TextBlock
from content.links import REL


@dataclass(frozen=True, slots=True)
class Dialect:
    """How one reader of the HTML wants it."""

    italic: str
    bold: str
    line_break: str
    empty: str = ""
    rel: str = ""
    keeps_empty: bool = True
    scopes: bool = False


# What CKEditor writes, to the letter: a saved text compares equal to the one that was loaded.
EDITOR: Final = Dialect(italic="i", bold="strong", line_break="<br>", empty="&nbsp;")
# What Wagtail stores. Draftail breaks on <br>.
STORED: Final = Dialect(italic="i", bold="b", line_break="<br/>")
PUBLIC: Final = Dialect(
    italic="em", bold="strong", line_break="<br>", rel=REL, keeps_empty=False, scopes=True
)


def editor_html(document: Iterable[Block]) -> str:
    """Return the document in the editor's dialect."""
    return "".join(_block_html(block) for block in document)


def inline_html(inline: Inline, dialect: Dialect) -> str:
    """Return the characters with their look; links go outside italics, italics outside bold."""
    return "".join(
        _wrapped(_italics(list(runs), dialect), _link_tag(href, dialect), "a")
        for href, runs in groupby(inline, key=lambda run: run.href)
    )


def flow_html(flow: Flow, dialect: Dialect) -> str:
    """Return paragraphs and lists."""
    return "".join(_part_html(part, dialect) for part in flow)


def table_html(table: Table, dialect: Dialect) -> str:
    """Return the table without its caption."""
    sections = (("thead", table.head), ("tbody", table.body))
    return f"<table>{''.join(_section_html(tag, rows, dialect) for tag, rows in sections if rows)}</table>"


def escape(text: str) -> str:
    """Escape for text and for attributes in double quotes."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace("\u00a0", "&nbsp;")


def attribute(text: str) -> str:
    return escape(text).replace('"', "&quot;")


def _wrapped(html: str, opening: str, tag: str) -> str:
    return f"{opening}{html}</{tag}>" if opening else html


def _link_tag(href: str | None, dialect: Dialect) -> str:
    if href is None:
        return ""
    rel = f' rel="{dialect.rel}"' if dialect.rel else ""
    return f'<a href="{attribute(href)}"{rel}>'


def _italics(runs: list[Run], dialect: Dialect) -> str:
    return "".join(
        _wrapped(_bolds(list(group), dialect), f"<{dialect.italic}>" if italic else "", dialect.italic)
        for italic, group in groupby(runs, key=lambda run: run.italic)
    )


def _bolds(runs: list[Run], dialect: Dialect) -> str:
    return "".join(
        _wrapped(_characters(group, dialect), f"<{dialect.bold}>" if bold else "", dialect.bold)
        for bold, group in groupby(runs, key=lambda run: run.bold)
    )


def _characters(runs: Iterable[Run], dialect: Dialect) -> str:
    return "".join(dialect.line_break if run.text == BREAK else escape(run.text) for run in runs)


def _part_html(part: object, dialect: Dialect) -> str:
    if isinstance(part, List):
        return _list_html(part, dialect)
    inline: Inline = getattr(part, "inline", ())
    if not inline and not dialect.keeps_empty:
        return ""
    return f"<p>{inline_html(inline, dialect) or dialect.empty}</p>"


def _list_html(part: List, dialect: Dialect) -> str:
    tag = "ol" if part.ordered else "ul"
    items = (
        f"<li>{inline_html(item.inline, dialect) or dialect.empty}"
        f"{''.join(_list_html(inner, dialect) for inner in item.lists)}</li>"
        for item in part.items
    )
    return f"<{tag}>{''.join(items)}</{tag}>"


def _section_html(tag: str, rows: tuple[Row, ...], dialect: Dialect) -> str:
    html = "".join(f"<tr>{''.join(_cell_html(cell, tag, dialect) for cell in row)}</tr>" for row in rows)
    return f"<{tag}>{html}</{tag}>"


def _cell_html(cell: Cell, section: str, dialect: Dialect) -> str:
    tag = "th" if cell.header else "td"
    scope = f' scope="{"col" if section == "thead" else "row"}"' if dialect.scopes and cell.header else ""
    columns = f' colspan="{cell.columns}"' if cell.columns > 1 else ""
    rows = f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
    return f"<{tag}{scope}{columns}{rows}>{_cell_content(cell.flow, dialect)}</{tag}>"


def _cell_content(flow: Flow, dialect: Dialect) -> str:
    """Write a lone paragraph without its tag, as the editor does."""
    if len(flow) == 1 and not isinstance(flow[0], List):
        return inline_html(flow[0].inline, dialect) or dialect.empty
    return flow_html(flow, dialect) or dialect.empty


def _block_html(block: Block) -> str:
    match block:
        case TextBlock(flow=flow):
            return flow_html(flow, EDITOR)
        case Heading(level=level, inline=inline):
            return f"<h{level}>{inline_html(inline, EDITOR)}</h{level}>"
        case Quote(flow=flow):
            return f"<blockquote>{flow_html(flow, EDITOR)}</blockquote>"
        case PictureRef():
            return _picture_html(block)
        case Table(caption=caption):
            return f'<figure class="table">{table_html(block, EDITOR)}{_caption_html(caption)}</figure>'
        case VideoRef(url=url):
            return f'<figure class="media"><oembed url="{attribute(url)}"></oembed></figure>'


def _caption_html(caption: Inline) -> str:
    return f"<figcaption>{inline_html(caption, EDITOR)}</figcaption>" if caption else ""


def _picture_html(picture: PictureRef) -> str:
    side = "" if picture.alignment == "block" else f" image-style-align-{picture.alignment}"
    resized = f'{side} image_resized" style="width:{picture.width:g}%;' if picture.width else side
    size = ""
    if picture.size:
        width, height = picture.size
        size = f' width="{width}" height="{height}"'
    style = f' style="aspect-ratio:{width}/{height};"' if picture.size else ""
    source = f' src="{attribute(picture.src)}"' if picture.src else ""
    return (
        f'<figure class="image{resized}"><img{style}{source} alt="{attribute(picture.alt)}"{size}'
        f' data-image-id="{picture.uid}">{_caption_html(picture.caption)}</figure>'
    )
