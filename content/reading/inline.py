"""Characters with their look, normalised: two ways to mark up one text give one value."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import takewhile

from content.characters import plain_characters
from content.document import BREAK, Inline, Run

_SPACES = re.compile(r"[ \t\n\r\f]+")
PLAIN = Run("")


def join(inlines: Iterable[Inline]) -> Inline:
    """Return normalised inlines as one, a line each.

    The edges of each are words, so nothing but the breaks between them is new: what is nested in captions of
    captions is joined at every level, and would be normalised as often.
    """
    runs: list[Run] = []
    for inline in inlines:
        if runs and inline:
            runs.append(_shared_look(BREAK, runs[-1], inline[0]))
        runs += inline
    return tuple(runs)


def normalise(runs: Sequence[Run]) -> Inline:
    """Fold spaces, drop blank edges and merge neighbours of one look."""
    if len(runs) < 2:
        return _alone(runs)
    folded = _merge(_fold_spaces(runs))
    blank = sum(1 for _run in takewhile(_is_blank, folded))
    while len(folded) > blank and _is_blank(folded[-1]):
        folded.pop()
    # A space beside what was dropped is at the edge now.
    return tuple(_merge(_dress_blanks(_fold_spaces(folded[blank:]))))


def _alone(runs: Sequence[Run]) -> Inline:
    """Normalise a line of one look, as most are: there is no neighbour to weigh anything against."""
    for run in runs:
        text = _SPACES.sub(" ", plain_characters(run.text)).strip(" ")
        if text.strip():
            return (replace(run, text=text),)
    return ()


def _fold_spaces(runs: Iterable[Run]) -> list[Run]:
    """Make every run of spaces one space, and none at the edges of a line."""
    folded: list[Run] = []
    at_edge = True
    for run in runs:
        if run.text == BREAK:
            _strip_end(folded)
            folded.append(run)
            at_edge = True
            continue
        text = _SPACES.sub(" ", plain_characters(run.text))
        if at_edge:
            text = text.lstrip(" ")
        if text:
            folded.append(replace(run, text=text))
            at_edge = text.endswith(" ")
    _strip_end(folded)
    return folded


def _strip_end(runs: list[Run]) -> None:
    """Take spaces off the end of the line."""
    while runs and runs[-1].text != BREAK:
        text = runs[-1].text.rstrip(" ")
        if text:
            runs[-1] = replace(runs[-1], text=text)
            return
        runs.pop()


def _is_blank(run: Run) -> bool:
    return not run.text.strip()


def _dress_blanks(runs: Sequence[Run]) -> list[Run]:
    """Give breaks and lone spaces the look that both sides share: on its own it can't be seen."""
    return [
        _shared_look(run.text, before, after) if _is_blank(run) else run
        for run, before, after in zip(runs, _last_words(runs), reversed(_last_words(runs[::-1])), strict=True)
    ]


def _last_words(runs: Sequence[Run]) -> list[Run]:
    """Return for each run the nearest one up to it that isn't blank."""
    found: list[Run] = []
    last = PLAIN
    for run in runs:
        last = last if _is_blank(run) else run
        found.append(last)
    return found


def _shared_look(text: str, before: Run, after: Run) -> Run:
    return Run(
        text,
        bold=before.bold and after.bold,
        italic=before.italic and after.italic,
        href=before.href if before.href == after.href else None,
    )


def _merge(runs: Iterable[Run]) -> list[Run]:
    merged: list[Run] = []
    for run in runs:
        last = merged[-1] if merged else None
        if last and BREAK not in (run.text, last.text) and replace(last, text="") == replace(run, text=""):
            merged[-1] = replace(last, text=last.text + run.text)
        else:
            merged.append(run)
    return merged
