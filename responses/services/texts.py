"""What a player writes to another, as it is kept."""

from __future__ import annotations

import re

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from common import watch
from common.errors import InvalidInput
from content.characters import plain_characters, says_something
from responses.limits import TEXT_MAX


def tidy_text(text: str) -> str:
    """Return the text with one kind of line end and no more than one empty line in a row."""
    lines = re.split(r"\r\n|\r|\n", plain_characters(text))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in lines)).strip()


def _typed_length(text: str) -> int:
    """Count as the page's counter does: what was typed, before it is tidied up."""
    return len(re.sub(r"\r\n|\r", "\n", text))


def _figure(number: int) -> str:
    return number_format(number, force_grouping=True)


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
                    _("Too long: %(length)s characters, and %(limit)s fit. Shorten it a little.")
                    % {"length": _figure(_typed_length(text)), "limit": _figure(TEXT_MAX)}
                ]
            }
        )
    return cleaned
