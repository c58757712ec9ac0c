"""Many rules at once: two regular expressions say where something stands, and only there it is asked what."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from moderation.watching.folding import fold
from moderation.watching.terms import LETTER, LINK, Term, read_lines

MOST_PER_RULE = 20
_PATH = re.compile("[/?#]")
_WORD = re.compile(f"{LETTER}*")


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule as matching needs it; `pk` is None for one that isn't saved yet."""

    pk: int | None
    kind: str
    action: str
    watched: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """Where in a text a rule's word stands, and how it is written there."""

    rule: Rule
    start: int
    end: int
    words: str


class Matcher:
    """Finds what rules look for.

    Raises:
        BadLine: a rule says nothing that could be looked for.
    """

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._asked: dict[str, list[tuple[Rule, Term, re.Pattern[str]]]] = defaultdict(list)
        gates: dict[bool, list[list[str]]] = {False: [], True: []}
        for rule in rules:
            for term in read_lines(rule.kind, rule.watched):
                gates[term.begins_anywhere].append(term.opening)
                asked = (rule, term, re.compile("".join(term.tokens)))
                self._asked[term.words[0].letters[0]].append(asked)
        self._gates = [
            re.compile(f"{before}(?={_tree(tokens)})")
            for before, tokens in ((f"(?<!{LETTER})", gates[False]), ("", gates[True]))
            if tokens
        ]

    @property
    def is_idle(self) -> bool:
        """Whether nothing is looked for."""
        return not self._gates

    def find(self, text: str) -> list[Hit]:
        """Return what stands in a text, in its order; of each rule so many places at most."""
        if self.is_idle:
            return []
        folded, found = fold(text), dict[tuple[Rule, int, int], None]()
        counts: dict[Rule, int] = defaultdict(int)
        for spelling in folded.spellings:
            for rule, start, end in self._places(spelling):
                place = (rule, *folded.span(start, end))
                if counts[rule] < MOST_PER_RULE and place not in found:
                    found[place] = None
                    counts[rule] += 1
        hits = [Hit(rule, start, end, text[start:end]) for rule, start, end in found]
        return sorted(hits, key=lambda hit: (hit.start, hit.end))

    def _places(self, folded: str) -> Iterator[tuple[Rule, int, int]]:
        # Up to where each term has been looked for: a word of one stem over and over is one place, and
        # looking at all of it from each of them would cost the square of its length.
        done: dict[int, int] = {}
        for gate in self._gates:
            for met in gate.finditer(folded):
                at = met.start()
                for rule, term, pattern in self._asked[folded[at]]:
                    if at < done.get(id(term), 0):
                        continue
                    whole = pattern.match(folded, at)
                    if whole and _begins(term, folded, at):
                        done[id(term)] = whole.end()
                        yield rule, _start_of(term, folded, at), whole.end()
                    elif term.words[0].open_end:
                        done[id(term)] = _end_of_word(folded, at)


def _begins(term: Term, folded: str, at: int) -> bool:
    """Whether the term may begin there."""
    before = folded[at - 1] if at else " "
    if term.kind == LINK:
        return not before.isalnum() and before != "-" and not _is_in_path(folded, at)
    return term.begins_anywhere or not before.isalnum()


def _is_in_path(folded: str, at: int) -> bool:
    """Whether an address of the web goes before, and its host is over: good.example/spam.example is good."""
    before = folded[folded.rfind(" ", 0, at) + 1 : at]
    _scheme, sign, after = before.rpartition("://")
    return bool(sign) and _PATH.search(after) is not None


def _end_of_word(folded: str, at: int) -> int:
    found = _WORD.match(folded, at)
    return found.end() if found else at


def _start_of(term: Term, folded: str, at: int) -> int:
    if term.words[0].open_start:
        while at and folded[at - 1].isalnum():
            at -= 1
    return at


def _tree(tokens: Iterable[list[str]]) -> str:
    """Return one regular expression of many, common beginnings once: a place is tried once, not for each."""
    root: dict[str, Any] = {}
    for parts in tokens:
        node = root
        for part in parts:
            node = node.setdefault(part, {})
        node[""] = {}
    return _branch(root)


def _branch(node: dict[str, Any]) -> str:
    ways = [f"{part}{_branch(rest)}" for part, rest in node.items() if part]
    if not ways or "" in node:
        # What ends here has matched: no need to look further.
        return ""
    return ways[0] if len(ways) == 1 else f"(?:{'|'.join(ways)})"
