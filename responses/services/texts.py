"""What a player writes to another, as it is kept."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

from common import watch
from common.errors import InvalidInput
from content.characters import plain_characters, says_something
from responses.limits import TEXT_MAX


def tidy_text(text: str) -> str:
    """Return the text with one kind of line end and no more than one empty line in a row."""
    lines = re.split(r"\r\n|\r|\n", plain_characters(text))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in lines)).strip()


def read_text(text: str) -> tuple[str, watch.Finding]:
    """Return the text as it is kept, and what moderators watch for in it.

    Raises:
        InvalidInput: nothing is left, more than fits, or something that can't be said here.
    """
    cleaned = clean_text(text)
    return cleaned, watch.check({"text": cleaned})


def clean_text(text: str) -> str:
    """Return the text as it is kept, tidied up.

    Raises:
        InvalidInput: nothing is left, or more than fits.
    """
    cleaned = tidy_text(text)
    if not says_something(cleaned):
        raise InvalidInput(field_errors={"text": [_("Write a line or two: who you are and when you can.")]})
    if len(cleaned) > TEXT_MAX:
        raise InvalidInput(
            field_errors={
                "text": [
                    _("Too long: %(length)d characters, and %(limit)d fit. Shorten it a little.")
                    % {"length": len(cleaned), "limit": TEXT_MAX}
                ]
            }
        )
    return cleaned
