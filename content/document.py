"""A text between its two homes: what editor HTML and the stream both mean, free of markup."""

from __future__ import annotations

from dataclasses import dataclass

BREAK = "\n"


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of one look; the text `BREAK` is a line break."""

    text: str
    bold: bool = False
    italic: bool = False
    href: str | None = None


Inline = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    inline: Inline


@dataclass(frozen=True, slots=True)
class Item:
    inline: Inline
    lists: tuple[List, ...] = ()


@dataclass(frozen=True, slots=True)
class List:
    ordered: bool
    items: tuple[Item, ...]


Flow = tuple[Paragraph | List, ...]


@dataclass(frozen=True, slots=True)
class Text:
    flow: Flow


@dataclass(frozen=True, slots=True)
class Heading:
    level: int
    inline: Inline


@dataclass(frozen=True, slots=True)
class Quote:
    flow: Flow


@dataclass(frozen=True, slots=True)
class PictureRef:
    """A picture by its public id; `width` is in percent of the text's."""

    uid: str
    alt: str = ""
    caption: Inline = ()
    alignment: str = "block"
    width: float | None = None
    # How the editor finds the file; empty until a picture of ours is known.
    src: str = ""
    size: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    flow: Flow
    header: bool = False
    columns: int = 1
    rows: int = 1


Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    head: tuple[Row, ...] = ()
    body: tuple[Row, ...] = ()
    caption: Inline = ()


@dataclass(frozen=True, slots=True)
class VideoRef:
    url: str


Element = Paragraph | List | Heading | Quote | PictureRef | Table | VideoRef
Block = Text | Heading | Quote | PictureRef | Table | VideoRef
Document = tuple[Block, ...]
