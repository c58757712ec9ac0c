"""Responses over REST: doors that check, call one verb and answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from django.http import Http404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.generics import ListAPIView
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response as Answer
from rest_framework.views import APIView

from accounts.models import User
from common.api.idempotent import idempotent
from common.limits import consume
from responses import services
from responses.api.inbox_query import NewestResponsesFirst, inbox_from
from responses.api.serializers import MoveInput, ResponseInput, ResponseOutput
from responses.limits import SEND_RATE
from responses.models import Response, ResponseStatus
from responses.models.response import ResponseQuerySet

MOVES: dict[str, Callable[..., Response]] = {
    "accept": services.accept_response,
    "decline": services.decline_response,
    "shortlist": services.shortlist_response,
    "undo": services.undo_decision,
    "free": services.free_place,
    "withdraw": services.withdraw_response,
}


class SendResponse(APIView):
    @extend_schema(request=ResponseInput, responses={201: ResponseOutput}, operation_id="response_send")
    @idempotent
    def post(self, request: Request, ad_id: int) -> Answer:
        """Respond to another player's live listing."""
        given = ResponseInput(data=request.data)
        given.is_valid(raise_exception=True)
        consume("respond", str(request.user.pk), SEND_RATE)
        response = services.send_response(ad_id=ad_id, by=cast("User", request.user), **given.validated_data)
        return Answer(_shown(request, response.pk), status=201)


class PlayersOwnList(ListAPIView):
    """A list that depends on who asks."""

    permission_classes = (IsAuthenticated,)
    pagination_class = NewestResponsesFirst
    serializer_class = ResponseOutput

    def get_serializer_context(self) -> dict[str, Any]:
        return {"reader": self.request.user}


class InboxList(PlayersOwnList):
    @extend_schema(
        operation_id="responses_inbox",
        parameters=[
            OpenApiParameter("listing", int),
            OpenApiParameter("status", str, enum=ResponseStatus.values),
        ],
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Answer:
        """Responses to one's own listings, newest first."""
        return self.list(request, *args, **kwargs)

    def get_queryset(self) -> ResponseQuerySet:
        return inbox_from(self.request)


class SentList(PlayersOwnList):
    @extend_schema(operation_id="responses_sent")
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Answer:
        """Responses that one has sent, newest first; a decision shows once it can't be undone any more."""
        return self.list(request, *args, **kwargs)

    def get_queryset(self) -> ResponseQuerySet:
        return Response.objects.sent_by(self.request.user).with_listing()


class ReceivedResponse(APIView):
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

        `free` lets go of the place of an accepted player who won't come.
        """
        verb = MOVES.get(move)
        if verb is None:
            raise Http404
        verb(response_id=response_id, by=request.user, **_choice(request, move))
        return Answer(_shown(request, response_id))


def _choice(request: Request, move: str) -> dict[str, Any]:
    """Read what accepting takes beside the response: whose place the player gets."""
    if move != "accept":
        return {}
    given = MoveInput(data=request.data)
    given.is_valid(raise_exception=True)
    return dict(given.validated_data)


def _shown(request: Request, response_id: int) -> dict[str, Any]:
    response = Response.objects.with_listing().get(pk=response_id)
    return dict(ResponseOutput(response, context={"reader": request.user}).data)
