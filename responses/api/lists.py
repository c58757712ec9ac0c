"""Lists of responses that depend on who asks."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.generics import ListAPIView
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response as Answer

from responses.api.inbox_query import NewestResponsesFirst
from responses.api.serializers import ResponseOutput
from responses.models import Response
from responses.models.queries import ResponseQuerySet


class PlayersOwnList(ListAPIView):
    """A list that depends on who asks."""

    permission_classes = (IsAuthenticated,)
    pagination_class = NewestResponsesFirst
    serializer_class = ResponseOutput

    def get_serializer_context(self) -> dict[str, Any]:
        return {"reader": self.request.user}


class SentList(PlayersOwnList):
    @extend_schema(operation_id="responses_sent")
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Answer:
        """Responses that one has sent, newest first; a decision shows once it can't be undone any more."""
        return self.list(request, *args, **kwargs)

    def get_queryset(self) -> ResponseQuerySet:
        return Response.objects.sent_by(self.request.user).with_listing()
