"""Text as it stands in addresses and in the search index."""

import re

from anyascii import anyascii
from django.utils.text import slugify

# Ad blockers hide addresses that hold these as words; the Russian word for hell transliterates to one.
BLOCKED_WORDS = frozenset({"ad", "ads", "advert", "adverts", "banner", "promo"})
MAX_SLUG_LENGTH = 80
# What nobody sees, as PostgreSQL's regular expressions name it.
UNSEEN_SIGNS = r"\u00ad\u0300-\u036f\u0483-\u0489\u200b-\u200f\u2060-\u2064\ufe00-\ufe0f\ufeff"
HIDDEN_IN_WORDS = f"[[:alpha:]][{UNSEEN_SIGNS}]+[[:alpha:]]"


def public_slug(text: str, fallback: str = "listing") -> str:
    """Return a lower-case ASCII slug of at most 80 characters that no ad blocker takes offence at."""
    words = [
        word for word in re.split(r"[-_]+", slugify(anyascii(text))) if word and word not in BLOCKED_WORDS
    ]
    return "-".join(words)[:MAX_SLUG_LENGTH].strip("-") or fallback


def searchable(text: str) -> str:
    """Fold what players type either way: case, and the letter yo."""
    return text.casefold().replace("ё", "е")
