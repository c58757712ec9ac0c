"""The author's words with a decision, and the answers kept ready for them."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from common import watch
from common.errors import InvalidInput
from content.characters import title_line
from responses.limits import ANSWERS_MAX, NOTE_MAX
from responses.models import CannedAnswers


@transaction.atomic
def keep_answers(*, texts: Iterable[str], by: User) -> list[str]:
    """Keep a player's ready answers, in this order and in the place of the earlier ones; return them.

    Empty ones and repetitions are left out.

    Raises:
        InvalidInput: one is too long, or there are too many.
    """
    cleaned = [line for line in dict.fromkeys(map(title_line, texts)) if line]
    if any(len(line) > NOTE_MAX for line in cleaned):
        raise InvalidInput(field_errors={"answers": [_too_long()]})
    if len(cleaned) > ANSWERS_MAX:
        sentence = ngettext(
            "At most %(count)d answer fits.", "At most %(count)d answers fit.", ANSWERS_MAX
        ) % {"count": ANSWERS_MAX}
        raise InvalidInput(field_errors={"answers": [sentence]})
    CannedAnswers.objects.update_or_create(owner=by, defaults={"texts": cleaned})
    return cleaned


def clean_note(note: str) -> str:
    """Return the author's words as they are kept: one line.

    Raises:
        InvalidInput: they are too long, or say what can't be said here.
    """
    line = title_line(note)
    if len(line) > NOTE_MAX:
        raise InvalidInput(field_errors={"note": [_too_long()]})
    watch.check({"note": line})
    return line


def _too_long() -> str:
    return _("An answer has at most %(limit)d characters: say the rest in the game.") % {"limit": NOTE_MAX}
