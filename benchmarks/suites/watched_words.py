"""Watched words in a long text: five hundred rules against one, in turns, without a database."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from statistics import median

from benchmarks.figures import Figure
from moderation.watching import Matcher, Rule

LETTERS = "абвгдежзиклмнопрстуфхцчшщыьэюя"
CHARACTERS = 20_000
RULES, LINKS = 500, 50
ROUNDS, FEW_ROUNDS = 200, 20


def run(*, small: bool) -> Iterator[Figure]:
    """Read a text of the greatest length that holds none of the words."""
    dice = random.Random(1)  # noqa: S311 (the same words in each run)
    words = ["".join(dice.choices(LETTERS, k=dice.randint(4, 12))) for _ in range(3000)]
    text = " ".join(dice.choices(words[RULES:], k=2600))[:CHARACTERS]
    rules = [Rule(number, "words", "flag", word) for number, word in enumerate(words[: RULES - LINKS])]
    rules += [Rule(RULES + number, "link", "block", f"spam{number}.example") for number in range(LINKS)]
    one, many = Matcher(rules[:1]), Matcher(rules)
    pairs = [(_read(one, text), _read(many, text)) for _round in range(FEW_ROUNDS if small else ROUNDS)]
    against = Figure("watched_words_1", median(pair[0] for pair in pairs), "ms")
    more = f"baseline_ms={against.value:.1f},characters={len(text)}"
    yield Figure(f"watched_words_{RULES}", median(pair[1] for pair in pairs), "ms", against, more)


def _read(matcher: Matcher, text: str) -> float:
    """Return how many milliseconds it takes to find nothing."""
    start = time.perf_counter()
    if matcher.find(text):
        raise RuntimeError("the text holds a word that is watched")
    return (time.perf_counter() - start) * 1000
