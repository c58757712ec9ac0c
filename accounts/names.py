"""What a name on the board may be: readable, one's own, and nobody else's by look."""

from __future__ import annotations

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

MIN_LENGTH = 3
MAX_LENGTH = 32
PUNCTUATION = " -_'.«»"

# Lower-case Cyrillic letters and the Latin ones that they pass for (in either case), position by position.
CYRILLIC_TWINS = "авеёкмнорстухіјѕ"
LATIN_TWINS = "abeekmhopctyxijs"
TWINS = str.maketrans(CYRILLIC_TWINS, LATIN_TWINS)
# How digits pass for letters in an imitation: m0derator, adm1n.
DIGIT_TWINS = str.maketrans("0134", "oiea")

STAFF_WORDS = ("модератор", "moderator", "администратор", "administrator")
STAFF_NAMES = ("таверна", "tavern", "админ", "admin", "модер", "поддержка", "support")


def looks_like(name: str) -> str:
    """Return the name as the eye takes it: without case, Cyrillic letters as their Latin twins."""
    return name.lower().translate(TWINS)


def clean_display_name(name: str) -> str:
    """Return the name normalised (NFKC, single spaces).

    Raises:
        ValidationError: the name can't stand on the board; the message says what to change.
    """
    if any(unicodedata.category(character) in {"Cc", "Cf", "Co", "Cs", "Cn"} for character in name.strip()):
        raise ValidationError(_("The name has invisible characters in it. Type it by hand."))
    name = " ".join(unicodedata.normalize("NFKC", name).split())
    if not MIN_LENGTH <= len(name) <= MAX_LENGTH:
        raise ValidationError(_("From 3 to 32 characters, please."))
    if not all(_allowed(character) for character in name):
        raise ValidationError(
            _("Russian and Latin letters, digits, spaces and the marks - _ ' . « » are all that fits here.")
        )
    words = re.findall(r"[^\W\d_]+", name)
    if not words:
        raise ValidationError(_("Without a single letter nobody can call you by it."))
    if any(len({_script(letter) for letter in word}) > 1 for word in words):
        raise ValidationError(_("Russian and Latin letters in one word look like a forgery. Keep to one."))
    if _imitates_staff(name):
        raise ValidationError(_("This name would pass for the board's own people. Choose another one."))
    return name


def _allowed(character: str) -> bool:
    return (
        character in PUNCTUATION or (character.isascii() and character.isdigit()) or bool(_script(character))
    )


def _script(character: str) -> str:
    """Return "LATIN" or "CYRILLIC" for a plain letter of these scripts, else an empty text."""
    script, _sep, rest = unicodedata.name(character, "").partition(" ")
    plain = rest.startswith(("SMALL LETTER", "CAPITAL LETTER"))
    return script if plain and script in {"LATIN", "CYRILLIC"} else ""


def _imitates_staff(name: str) -> bool:
    shape = looks_like(name).translate(DIGIT_TWINS)
    joined = re.sub(r"[^\w]|_", "", shape)
    if any(looks_like(word) in joined for word in STAFF_WORDS):
        return True
    reserved = {looks_like(word) for word in STAFF_NAMES}
    return joined in reserved or any(word in reserved for word in re.split(r"[^\w]|_", shape))
