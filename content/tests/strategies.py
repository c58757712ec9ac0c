"""Random documents in their normal form: what the editor would write."""

from __future__ import annotations

from hypothesis import strategies as st

from content.document import (
    BREAK,
    Block,
    Cell,
    Document,
    Heading,
    Inline,
    Item,
    List,
    Paragraph,
    PictureRef,
    Quote,
    Run,
    Table,
    Text,
    VideoRef,
)
from content.reading.elements import merge_lists
from content.reading.inline import normalise
from content.reading.tables import rectangular

UIDS = ("6f9619ff-8b86-4011-b42d-00cf4fc964ff", "0b7a1f2e-8b86-4011-b42d-00cf4fc964aa")
words = st.text(
    st.one_of(
        st.sampled_from("абвгд xyz <>&\"' \u00a0;/=!-😀\u0301\u200d"),
        st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"),
    ),
    min_size=1,
    max_size=12,
)
links = st.sampled_from(
    [
        None,
        None,
        "https://a.example/?x=1&y=%22",
        "http://b.example/ж#я",
        "mailto:a@b.example",
        "https://c.example/x'y",
    ]
)
runs = st.one_of(
    st.builds(Run, words, st.booleans(), st.booleans(), links),
    st.just(Run(BREAK)),
)


@st.composite
def inlines(draw: st.DrawFn, *, empty: bool = True) -> Inline:
    inline = normalise(draw(st.lists(runs, max_size=5)))
    return inline if inline or empty else (Run("слово"),)


@st.composite
def lists(draw: st.DrawFn, depth: int = 3) -> List:
    nested = st.lists(lists(depth - 1), max_size=2) if depth else st.just([])
    items = draw(st.lists(st.tuples(inlines(), nested), min_size=1, max_size=3))
    return List(draw(st.booleans()), tuple(Item(inline, merge_lists(inner)) for inline, inner in items))


flows = st.lists(st.one_of(st.builds(Paragraph, inlines()), lists()), min_size=1, max_size=4).map(merge_lists)
headings = st.builds(Heading, st.sampled_from([2, 3]), inlines(empty=False))
quotes = st.builds(Quote, flows).filter(lambda quote: "слово" in str(quote) or "Run(" in str(quote))
pictures = st.builds(
    PictureRef,
    uid=st.sampled_from(UIDS),
    alt=st.one_of(st.just(""), words.map(lambda text: " ".join(text.split(" ")).strip(" "))).map(
        lambda text: " ".join(part for part in text.split(" ") if part)
    ),
    caption=inlines(),
    alignment=st.sampled_from(["block", "left", "right"]),
    width=st.one_of(st.none(), st.sampled_from([1.0, 33.33, 43.27, 50.0, 99.5, 100.0])),
)
videos = st.builds(
    VideoRef,
    st.sampled_from(
        [
            "https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=43",
            "https://vimeo.com/123456789/abcdef1234",
            "https://vk.com/video-123_456",
        ]
    ),
)


def _cells(header: bool) -> st.SearchStrategy[Cell]:
    contents = st.one_of(st.just(()), flows.filter(lambda flow: flow != (Paragraph(()),)))
    return st.builds(Cell, contents, header=st.just(header), columns=st.sampled_from([1, 1, 1, 2, 3]))


@st.composite
def tables(draw: st.DrawFn) -> Table:
    head = draw(st.lists(st.lists(_cells(header=True), min_size=1, max_size=3).map(tuple), max_size=2))
    # A row of headers alone would belong to the head.
    plain = st.lists(_cells(header=False), min_size=1, max_size=3)
    row = st.tuples(st.lists(_cells(header=True), max_size=2), plain)
    rows = st.lists(row.map(lambda parts: (*parts[0], *parts[1])), min_size=0 if head else 1, max_size=3)
    body = draw(rows)
    return rectangular(Table(tuple(head), tuple(body), draw(inlines())))


def _apart(blocks: list[Block]) -> Document:
    """Keep of neighbouring texts the first: the editor's HTML has nothing between them to tell them by."""
    kept: list[Block] = []
    for block in blocks:
        if not (isinstance(block, Text) and kept and isinstance(kept[-1], Text)):
            kept.append(block)
    return tuple(kept)


texts = st.builds(Text, flows)
_wordy = [texts, headings, quotes, tables(), videos]
documents = st.lists(st.one_of(*_wordy, pictures), max_size=6).map(_apart)
documents_without_pictures = st.lists(st.one_of(*_wordy), max_size=6).map(_apart)
