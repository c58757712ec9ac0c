"""Tables: rows of cells, within what a page can show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate

from selectolax.lexbor import LexborNode

from content.document import Cell, Element, Inline, Paragraph, Row, Run, Table
from content.guard import children
from content.limits import MAX_TABLE_COLUMNS
from content.reading.elements import lines_of, read_elements, reads, split
from content.reading.inline import join

_MAX_SPAN = 100  # more than any table may have


@reads("table")
def read_table_element(node: LexborNode, look: Run) -> list[Element]:
    """Read a table; what a cell can't hold follows after it."""
    outside: list[Element] = []
    # The editor has no rows of a foot: they are the last ones of the body.
    sections: dict[str, list[Row]] = {"thead": [], "tbody": [], "tfoot": []}
    captions: list[Inline] = []
    for part in children(node):
        tag = part.tag or ""
        if tag == "caption":
            words, apart = lines_of(read_elements(part, look))
            captions.append(words)
            outside += apart
        elif tag in sections:
            sections[tag] += _read_rows(part, look, outside, header=tag == "thead")
    rows = [*sections["tbody"], *sections["tfoot"]]
    head, body = _promote_headers(_without_gaps(sections["thead"]), _without_gaps(rows))
    caption = join(captions)
    if not (head or body):
        return [*([Paragraph(caption)] if caption else []), *outside]
    return [rectangular(Table(_within(head), _within(body), caption)), *outside]


def columns_of(rows: Sequence[Row]) -> int:
    """Return how many columns the rows take, with cells that reach over several rows.

    Counting ends with the first row that takes more than a table may have.
    """
    widest = 0
    for _taken, edge in _layout(rows):
        widest = max(widest, edge)
        if widest > MAX_TABLE_COLUMNS:
            break
    return widest


def rectangular(table: Table) -> Table:
    """Fill short rows with empty cells, as the editor does when it opens the table."""
    width = max(columns_of(table.head), columns_of(table.body))
    if width > MAX_TABLE_COLUMNS:
        # It will be refused for that; filling it could take long.
        return table
    head, body = _filled(table.head, width, header=True), _filled(table.body, width, header=False)
    return replace(table, head=head, body=body)


def _filled(rows: Sequence[Row], width: int, *, header: bool) -> tuple[Row, ...]:
    taken = (taken for taken, _edge in _layout(rows))
    return tuple((*row, *[Cell((), header)] * (width - used)) for row, used in zip(rows, taken, strict=True))


def _layout(rows: Sequence[Row]) -> Iterator[tuple[int, int]]:
    """Yield for each row how many columns are taken in it, and which is the last one plus one."""
    reaching: dict[int, int] = {}  # column -> rows below that a cell still takes there
    for row in rows:
        column = 0
        started: dict[int, int] = {}
        for cell in row:
            while column in reaching:
                column += 1
            if cell.rows > 1:
                started.update(dict.fromkeys(range(column, column + cell.columns), cell.rows - 1))
            column += cell.columns
        taken = sum(cell.columns for cell in row) + len(reaching)
        yield taken, max([column, *(place + 1 for place in reaching)])
        reaching = {place: left - 1 for place, left in reaching.items() if left > 1} | started


def _read_rows(section: LexborNode, look: Run, outside: list[Element], *, header: bool) -> list[Row]:
    rows: list[Row] = []
    for row in children(section):
        if row.tag != "tr":
            continue
        cells: list[Cell] = []
        for cell in children(row):
            if cell.tag in ("td", "th"):
                flow, apart = split(read_elements(cell, look))
                outside += apart
                flow = () if flow == (Paragraph(()),) else flow
                is_header = header or cell.tag == "th"
                cells.append(Cell(flow, is_header, _span(cell, "colspan"), _span(cell, "rowspan")))
        rows.append(tuple(cells))
    return rows


def _without_gaps(rows: Sequence[Row]) -> list[Row]:
    """Drop rows without a cell of their own, and shorten the cells that reach over them."""
    empty = [0, *accumulate(not row for row in rows)]  # how many rows before each one are empty
    return [
        tuple(
            replace(cell, rows=cell.rows - empty[min(index + cell.rows, len(rows))] + empty[index])
            for cell in row
        )
        for index, row in enumerate(rows)
        if row
    ]


def _span(cell: LexborNode, name: str) -> int:
    text = (cell.attributes.get(name) or "").strip()
    return min(max(int(text), 1), _MAX_SPAN) if text.isascii() and text.isdigit() and len(text) < 6 else 1


def _promote_headers(head: Sequence[Row], body: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """Move leading rows of nothing but headers into the head, as the editor does when it opens the table."""
    count = 0
    while count < len(body) and len(body[count]) == len(body[0]) and all(cell.header for cell in body[count]):
        count += 1
    crossing = any(cell.rows > count - index for index, row in enumerate(body[:count]) for cell in row)
    if crossing:
        return [*head], [*body]
    return [*head, *body[:count]], [*body[count:]]


def _within(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Keep cells from reaching below the last row of their section."""
    rows = list(rows)
    return tuple(
        tuple(replace(cell, rows=min(cell.rows, len(rows) - index)) for cell in row)
        for index, row in enumerate(rows)
    )
