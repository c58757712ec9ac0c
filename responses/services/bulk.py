"""One move on several responses."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from common.errors import DomainError, InvalidInput
from responses.limits import BULK_MAX
from responses.services.answers import clean_note
from responses.services.deciding import (
    accept_response,
    decline_response,
    shortlist_response,
    undo_decision,
)
from responses.services.keeping import delete_response, restore_response

BULK_MOVES: dict[str, Callable[..., Any]] = {
    "accept": accept_response,
    "decline": decline_response,
    "shortlist": shortlist_response,
    "delete": delete_response,
    "undo": undo_decision,
    "restore": restore_response,
}
# What these take beside the response: the author's words, leave to respond again, which text was read.
TAKES = {"accept": ("note", "edits"), "decline": ("note", "again", "edits"), "shortlist": ("edits",)}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one of several responses: done, unless there is a refusal."""

    response_id: int
    refusal: DomainError | None = None


def move_many(
    *,
    response_ids: Sequence[int],
    move: str,
    by: User,
    note: str = "",
    again: bool = False,
    edits: Mapping[int, int] | None = None,
) -> list[Outcome]:
    """Make one move on several responses: each by its own verb, in its own transaction, in the given order.

    What is refused for one response stops none of the others. `edits` says of each id which text was read.

    Raises:
        InvalidInput: there is no such move, nothing or too much is chosen, or the words are too long.
    """
    verb = BULK_MOVES.get(move)
    if verb is None:
        raise InvalidInput(field_errors={"move": [_("Not a possible value.")]})
    chosen = list(dict.fromkeys(response_ids))
    if not chosen:
        raise InvalidInput(field_errors={"ids": [_("Choose at least one response.")]})
    if len(chosen) > BULK_MAX:
        sentence = ngettext(
            "At most %(count)d response at once.", "At most %(count)d responses at once.", BULK_MAX
        ) % {"count": BULK_MAX}
        raise InvalidInput(field_errors={"ids": [sentence]})
    takes = TAKES.get(move, ())
    given: dict[str, Any] = {"note": clean_note(note), "again": again}
    outcomes = []
    for response_id in chosen:
        given["edits"] = (edits or {}).get(response_id)
        outcomes.append(_moved(verb, response_id, by, {name: given[name] for name in takes}))
    return outcomes


def _moved(verb: Callable[..., Any], response_id: int, by: User, given: Mapping[str, Any]) -> Outcome:
    try:
        verb(response_id=response_id, by=by, **given)
    except DomainError as refusal:
        return Outcome(response_id, refusal)
    return Outcome(response_id)
