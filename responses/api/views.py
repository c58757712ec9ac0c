"""Responses over REST: doors that check, call one verb and answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from django.http import Http404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response as Answer
from rest_framework.views import APIView

from accounts.models import User
from common.api.idempotent import idempotent
from common.limits import spend
from responses import selectors, services
from responses.api.inbox_serializers import ReceivedOutput
from responses.api.serializers import EditInput, MoveInput, ResponseInput, ResponseOutput
from responses.models import Response

MOVES: dict[str, Callable[..., Any]] = {
    "accept": services.accept_response,
    "decline": services.decline_response,
    "shortlist": services.shortlist_response,
    "allow": services.allow_again,
    "undo": services.undo_decision,
    "free": services.free_place,
    "restore": services.restore_response,
    "seen": services.mark_seen,
    "withdraw": services.withdraw_response,
}
# What moves take beside the response.
TAKES = {
    "accept": ("role", "note", "edits"),
    "decline": ("note", "again", "edits"),
    "shortlist": ("edits",),
    "seen": ("edits",),
}


class SendResponse(APIView):
    @extend_schema(request=ResponseInput, responses={201: ResponseOutput}, operation_id="response_send")
    @idempotent
    def post(self, request: Request, ad_id: int) -> Answer:
        """Respond to another player's live listing."""
        given = ResponseInput(data=request.data)
        given.is_valid(raise_exception=True)
        spend(request, "respond")
        response = services.send_response(ad_id=ad_id, by=cast("User", request.user), **given.validated_data)
        return Answer(_shown(request, response.pk), status=201)


class OneResponse(APIView):
    permission_classes = (IsAuthenticated,)

    @extend_schema(responses=ReceivedOutput, operation_id="response")
    def get(self, request: Request, response_id: int) -> Answer:
        """One response to one's own listing, also one that one has deleted; or one that one has sent."""
        player = cast("User", request.user)
        received = selectors.received(response_id=response_id, by=player)
        if received is not None:
            return Answer(ReceivedOutput(received, context={"reader": player}).data)
        sent = selectors.sent_one(response_id=response_id, by=player)
        if sent is None:
            raise Http404
        return Answer(ResponseOutput(sent, context={"reader": player}).data)

    @extend_schema(request=EditInput, responses=ResponseOutput, operation_id="response_edit")
    def patch(self, request: Request, response_id: int) -> Answer:
        """Change the text of a response that one has sent and that waits for an answer."""
        given = EditInput(data=request.data)
        given.is_valid(raise_exception=True)
        spend(request, "edit-response")
        services.edit_response(response_id=response_id, by=cast("User", request.user), **given.validated_data)
        return Answer(_shown(request, response_id))

    @extend_schema(responses={204: None}, operation_id="response_delete")
    def delete(self, request: Request, response_id: int) -> Answer:
        """Take a response out of one's inbox."""
        services.delete_response(response_id=response_id, by=cast("User", request.user))
        return Answer(status=204)


class ResponseMove(APIView):
    @extend_schema(
        request=MoveInput,
        responses=ResponseOutput,
        operation_id="response_move",
        parameters=[OpenApiParameter("move", str, OpenApiParameter.PATH, enum=list(MOVES))],
    )
    def post(self, request: Request, response_id: int, move: str) -> Answer:
        """Accept, decline, shortlist or undo a response to one's listing, or withdraw one's own.

        `allow` lets a declined player respond once more; `free` lets go of the place of an accepted player
        who won't come; `restore` brings back a deleted response; `seen` notes that one has read it.
        """
        verb = MOVES.get(move)
        if verb is None:
            raise Http404
        verb(response_id=response_id, by=request.user, **_choice(request, move))
        return Answer(_shown(request, response_id))


def _choice(request: Request, move: str) -> dict[str, Any]:
    """Read what the move takes beside the response: the place, the author's words, which text was read."""
    takes = TAKES.get(move)
    if takes is None:
        return {}
    given = MoveInput(data=request.data)
    given.is_valid(raise_exception=True)
    return {name: value for name, value in given.validated_data.items() if name in takes}


def _shown(request: Request, response_id: int) -> dict[str, Any]:
    """Show the response to the one who asks: the listing's author reads more than the responder."""
    response = Response.objects.with_listing().get(pk=response_id)
    is_receiver = response.author_id != request.user.pk
    output = ReceivedOutput if is_receiver else ResponseOutput
    return dict(output(response, context={"reader": request.user}).data)
