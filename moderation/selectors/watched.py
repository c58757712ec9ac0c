"""The rules about words that are in force: read once, compiled once a process, anew when one changes."""

from __future__ import annotations

import logging
from hashlib import blake2b

from django.core.cache import cache

from moderation.models import WatchedWord
from moderation.watching import BadLine, Matcher, Rule

logger = logging.getLogger(__name__)

CACHE_KEY = "moderation:watched"
# So long a change that no signal told of stays unknown.
CACHE_SECONDS = 300
# Compiled patterns don't travel: each process keeps its own, and the cache says which rules they must be of.
_compiled: tuple[str, Matcher] = ("", Matcher(()))


def matcher_in_force() -> Matcher:
    """Return what finds the words of all rules that are on, without a query as a rule."""
    global _compiled
    wanted: str | None = cache.get(CACHE_KEY)
    if wanted is not None and wanted == _compiled[0]:
        return _compiled[1]
    rules = [one.rule for one in WatchedWord.objects.in_force()]
    mark = _mark(rules)
    if mark != _compiled[0]:
        _compiled = (mark, Matcher(_sound(rules)))
    if wanted is None:
        # Whoever has changed a rule meanwhile knows better.
        cache.add(CACHE_KEY, mark, CACHE_SECONDS)
    elif wanted != mark:
        cache.delete(CACHE_KEY)
    return _compiled[1]


def announce_rules() -> None:
    """Let every process compile the rules anew, if they aren't the same."""
    cache.set(CACHE_KEY, _mark([one.rule for one in WatchedWord.objects.in_force()]), CACHE_SECONDS)


def _mark(rules: list[Rule]) -> str:
    return blake2b(repr(rules).encode(), digest_size=16).hexdigest()


def _sound(rules: list[Rule]) -> list[Rule]:
    """Leave out what no form of ours has let in: one bad line mustn't stop everybody from writing."""
    sound = []
    for rule in rules:
        try:
            Matcher([rule])
        except BadLine:
            logger.exception("Rule %s about words says nothing that could be found", rule.pk)
        else:
            sound.append(rule)
    return sound
