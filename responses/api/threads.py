"""Private conversations over REST; to anybody but the two they aren't there."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework.generics import ListAPIView
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response as Answer
from rest_framework.views import APIView

from accounts.types import player_of
from common.api.idempotent import idempotent
from common.api.pagination import NewestFirst
from common.limits import spend
from responses import services
from responses.api.thread_serializers import (
    MessageInput,
    MessageOutput,
    ReadInput,
    ReadOutput,
    ThreadOutput,
)
from responses.errors import NoSuchConversation
from responses.models import Message, ThreadSide
from responses.selectors import Conversation, conversation_of


class LatestFirst(NewestFirst):
    ordering = ("-last_at", "-pk")


class ThreadList(ListAPIView):
    permission_classes = (IsAuthenticated,)
    pagination_class = LatestFirst
    serializer_class = ThreadOutput

    @extend_schema(operation_id="threads")
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Answer:
        """One's private conversations, the one with the latest event first."""
        return self.list(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet[ThreadSide]:
        return ThreadSide.objects.of_player(self.request.user).with_conversation()


class ThreadMessages(ListAPIView):
    permission_classes = (IsAuthenticated,)
    pagination_class = NewestFirst
    serializer_class = MessageOutput

    @extend_schema(operation_id="thread_messages")
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Answer:
        """The messages of a conversation, newest first; reading them marks nothing as read."""
        self.conversation = _conversation(request, kwargs["response_id"])
        return self.list(request, *args, **kwargs)

    @extend_schema(operation_id="thread_write", request=MessageInput, responses={201: MessageOutput})
    @idempotent
    def post(self, request: Request, response_id: int) -> Answer:
        """Write to the other player. An author may write to an open response: that opens the conversation."""
        given = MessageInput(data=request.data)
        given.is_valid(raise_exception=True)
        player = player_of(request)
        spend(request, "message")
        message = services.write_message(response_id=response_id, by=player, **given.validated_data)
        context = {"reader": player, "read_by_partner": 0}
        return Answer(MessageOutput(message, context=context).data, status=201)

    def get_queryset(self) -> QuerySet[Message]:
        return Message.objects.filter(thread_id=self.kwargs["response_id"])

    def get_serializer_context(self) -> dict[str, Any]:
        conversation = self.conversation
        return {"reader": conversation.reader, "read_by_partner": conversation.read_by_partner}


class ThreadRead(APIView):
    @extend_schema(operation_id="thread_read", request=ReadInput, responses=ReadOutput)
    def post(self, request: Request, response_id: int) -> Answer:
        """Mark a conversation as read, up to a message or all of it."""
        given = ReadInput(data=request.data)
        given.is_valid(raise_exception=True)
        unread = services.mark_thread_read(
            response_id=response_id, by=player_of(request), up_to=given.validated_data.get("up_to")
        )
        return Answer({"unread": unread})


def _conversation(request: Request, response_id: int) -> Conversation:
    found = conversation_of(response_id=response_id, reader=player_of(request))
    if found is None:
        raise NoSuchConversation
    return found
