"""Ids of blocks survive an edit, so that comments and comparisons in the CMS stay with their block."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import Any
from uuid import uuid4

from wagtail.blocks import StreamBlock, StreamValue

Stored = tuple[str, Any]
# A block as it is compared: its type and its stored form as text.
Likeness = tuple[str, str]

_WORDS = re.compile(r"\w+")
_SIMILAR = 0.5


def keep_ids(
    blocks: Sequence[Stored], body: StreamBlock, previous: StreamValue | None
) -> list[tuple[str, Any, str]]:
    """Return the blocks with the ids that they had in `previous`, and new ones for what is new."""
    new = [_likeness(kind, body.child_blocks[kind].get_prep_value(value)) for kind, value in blocks]
    raw = [block for block in previous.get_prep_value() if block.get("id")] if previous else []
    old = [_likeness(block["type"], block["value"]) for block in raw]
    pairs = pair(old, new)
    return [
        (kind, value, raw[pairs[index]]["id"] if index in pairs else str(uuid4()))
        for index, (kind, value) in enumerate(blocks)
    ]


def pair(old: Sequence[Likeness], new: Sequence[Likeness]) -> dict[int, int]:
    """Return which block of `old` each of `new` was: the same, a similar one, or the one in its place."""
    pairs: dict[int, int] = {}
    gaps: list[tuple[range, range]] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            pairs.update(zip(range(c, d), range(a, b), strict=True))
        else:
            gaps.append((range(a, b), range(c, d)))
    _take(_same(old, new, pairs), pairs)
    for gap in gaps:
        _take(_similar(old, new, *gap, pairs), pairs)
    for gap in gaps:
        _take(_in_place(old, new, *gap, pairs), pairs)
    return pairs


def _take(candidates: Iterable[tuple[int, int]], pairs: dict[int, int]) -> None:
    """Pair what is still free on both sides, best candidates first."""
    used = set(pairs.values())
    for index, was in candidates:
        if index not in pairs and was not in used:
            pairs[index] = was
            used.add(was)


def _same(
    old: Sequence[Likeness], new: Sequence[Likeness], pairs: dict[int, int]
) -> Iterator[tuple[int, int]]:
    """Yield blocks that were moved."""
    places: dict[Likeness, list[int]] = {}
    for was, block in enumerate(old):
        places.setdefault(block, []).append(was)
    for index, block in enumerate(new):
        if index not in pairs:
            yield from ((index, was) for was in places.get(block, ()))


def _similar(
    old: Sequence[Likeness], new: Sequence[Likeness], of: range, among: range, pairs: dict[int, int]
) -> list[tuple[int, int]]:
    """Return blocks of one type that share most of their words, the most alike first."""
    used = set(pairs.values())
    before = {was: _word_counts(old[was]) for was in of if was not in used}
    found = []
    for index in among:
        if index in pairs:
            continue
        words = _word_counts(new[index])
        for was, others in before.items():
            likeness = _overlap(words, others) if old[was][0] == new[index][0] else 0
            if likeness >= _SIMILAR:
                found.append((-likeness, abs(was - index), index, was))
    return [(index, was) for _likeness, _distance, index, was in sorted(found)]


def _in_place(
    old: Sequence[Likeness], new: Sequence[Likeness], of: range, among: range, pairs: dict[int, int]
) -> Iterator[tuple[int, int]]:
    """Yield blocks of one type in the order in which they stand."""
    used = set(pairs.values())
    free = [was for was in of if was not in used]
    for index in among:
        if index in pairs:
            continue
        for was in free:
            if old[was][0] == new[index][0]:
                free.remove(was)
                yield index, was
                break


def _likeness(kind: str, value: Any) -> Likeness:
    return kind, json.dumps(value, sort_keys=True, ensure_ascii=False, default=str)


def _word_counts(block: Likeness) -> Counter[str]:
    return Counter(_WORDS.findall(block[1]))


def _overlap(one: Counter[str], other: Counter[str]) -> float:
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 1.0
