"""What moderators watch for, found in a text: rules without a database (docs/adr/0042-watched-words.md)."""

from moderation.watching.folding import Folded, fold
from moderation.watching.matcher import Hit, Matcher, Rule
from moderation.watching.terms import BadLine, Term, read_lines

__all__ = ["BadLine", "Folded", "Hit", "Matcher", "Rule", "Term", "fold", "read_lines"]
