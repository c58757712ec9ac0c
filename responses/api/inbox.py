"""The inbox over REST: the list, its numbers, several at once, ready answers."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response as Answer
from rest_framework.views import APIView

from accounts.types import player_of
from responses import selectors, services
from responses.api.inbox_query import ORDERINGS, InboxOrder, filters_from
from responses.api.inbox_serializers import (
    AnswersField,
    BulkInput,
    BulkOutput,
    CountsOutput,
    ReceivedOutput,
)
from responses.api.lists import PlayersOwnList
from responses.models.queries import ResponseQuerySet

FILTERS = [
    OpenApiParameter("listing", int),
    OpenApiParameter("status", str, enum=selectors.STATES),
    OpenApiParameter("unread", bool),
    OpenApiParameter("q", str, description="Words in the text or in the player's name."),
]


class InboxList(PlayersOwnList):
    pagination_class = InboxOrder
    serializer_class = ReceivedOutput

    @extend_schema(
        operation_id="responses_inbox",
        parameters=[*FILTERS, OpenApiParameter("ordering", str, enum=list(ORDERINGS))],
    )
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Answer:
        """Responses to one's own listings and to those that one helps with, newest first."""
        return self.list(request, *args, **kwargs)

    def get_queryset(self) -> ResponseQuerySet:
        return filters_from(self.request).apply(selectors.Reach.of(player_of(self.request))).with_listing()


class InboxNumbers(APIView):
    permission_classes = (IsAuthenticated,)

    @extend_schema(responses=CountsOutput, parameters=FILTERS, operation_id="responses_inbox_counts")
    def get(self, request: Request) -> Answer:
        """How many responses each filter would show, beside the other filters."""
        reach = selectors.Reach.of(player_of(request))
        found = selectors.inbox_numbers(reach=reach, filters=filters_from(request))
        return Answer(CountsOutput(found).data)


class BulkMove(APIView):
    permission_classes = (IsAuthenticated,)

    @extend_schema(request=BulkInput, responses=BulkOutput, operation_id="responses_bulk")
    def post(self, request: Request) -> Answer:
        """Make one move on up to a hundred responses; what is refused for one stops none of the others."""
        given = BulkInput(data=request.data)
        given.is_valid(raise_exception=True)
        chosen = given.validated_data
        outcomes = services.move_many(
            response_ids=chosen["ids"],
            move=chosen["move"],
            note=chosen.get("note", ""),
            again=chosen.get("again", False),
            edits=chosen.get("edits"),
            by=player_of(request),
        )
        readable = selectors.received_ones(response_ids=chosen["ids"], by=player_of(request))
        shown = {response.pk: response for response in readable}
        results = [
            {
                "id": outcome.response_id,
                "done": outcome.refusal is None,
                "detail": str(outcome.refusal or ""),
                "code": outcome.refusal.code if outcome.refusal else "",
                "response": shown.get(outcome.response_id),
            }
            for outcome in outcomes
        ]
        return Answer(BulkOutput({"results": results}, context={"reader": request.user}).data)


class ReadyAnswers(APIView):
    permission_classes = (IsAuthenticated,)

    @extend_schema(responses=AnswersField, operation_id="responses_answers")
    def get(self, request: Request) -> Answer:
        """One's ready answers, in one's own order."""
        return Answer({"answers": selectors.answers_of(player_of(request))})

    @extend_schema(request=AnswersField, responses=AnswersField, operation_id="responses_answers_keep")
    def put(self, request: Request) -> Answer:
        """Keep these in the place of the earlier ones."""
        given = AnswersField(data=request.data)
        given.is_valid(raise_exception=True)
        kept = services.keep_answers(texts=given.validated_data["answers"], by=player_of(request))
        return Answer({"answers": kept})
