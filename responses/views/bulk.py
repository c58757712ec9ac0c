"""One move on the responses that are ticked in the list."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from accounts.types import SignedInRequest
from common.errors import DomainError
from common.post_doors import signed_in_post
from responses import selectors, services
from responses.views.addresses import as_id, numbers_of, saying, way_back

TAKEN_BACK = ("undo", "restore")


@signed_in_post
def bulk(request: SignedInRequest) -> HttpResponse:
    """Make the move of the pressed button on each ticked response, and say which of them refused it."""
    back, move = way_back(request), request.POST.get("move", "")
    try:
        outcomes = services.move_many(
            response_ids=numbers_of(request.POST.getlist("pick")),
            move=move,
            note=request.POST.get("note", ""),
            edits=_texts_read(request),
            by=request.user,
        )
    except DomainError as error:
        messages.error(request, str(error))
        return redirect(back)
    _say_refusals(request, [outcome for outcome in outcomes if outcome.refusal])
    done = [outcome.response_id for outcome in outcomes if not outcome.refusal]
    if move in TAKEN_BACK:
        if done:
            messages.success(request, _("Taken back: %(count)d.") % {"count": len(done)})
        return redirect(back)
    return redirect(saying(back, done))


def _texts_read(request: SignedInRequest) -> dict[int, int]:
    """Read which text of each response the page had shown: fields named `edits-<id>`."""
    fields = {name.removeprefix("edits-"): value for name, value in request.POST.items()}
    read = {as_id(name): as_id(str(value)) for name, value in fields.items()}
    return {response_id: edits for response_id, edits in read.items() if response_id and edits is not None}


def _say_refusals(request: SignedInRequest, refused: list[services.Outcome]) -> None:
    """Say of each player why nothing was done, in one message."""
    ids = [outcome.response_id for outcome in refused]
    names = {
        response.pk: str(response.author)
        for response in (selectors.received_ones(response_ids=ids, by=request.user) if ids else [])
    }
    sentences = [
        _("Not done, %(who)s: %(why)s")
        % {"who": names.get(outcome.response_id, f"№ {outcome.response_id}"), "why": outcome.refusal}
        for outcome in refused
    ]
    if sentences:
        messages.error(request, " ".join(sentences))
