"""What the API says of private conversations to either of the two."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from ads.models import Category
from responses.api.serializers import PlayerOutput
from responses.models import Message, ThreadSide


class MessageInput(serializers.Serializer[Any]):
    text = serializers.CharField(
        allow_blank=True, trim_whitespace=False, help_text=_("Plain text, 1 to 2,000 characters.")
    )


class ReadInput(serializers.Serializer[Any]):
    up_to = serializers.IntegerField(
        required=False, min_value=0, help_text=_("The newest message that was read; left out, all of them.")
    )


class ReadOutput(serializers.Serializer[Any]):
    unread = serializers.IntegerField()


class MessageOutput(serializers.Serializer[Message]):
    """A message; `reader` and `read_by_partner` in the context."""

    id = serializers.IntegerField()
    text = serializers.CharField()
    sent_at = serializers.DateTimeField()
    is_mine = serializers.SerializerMethodField()
    is_read = serializers.SerializerMethodField(help_text=_("Whether the other player has read it."))

    def get_is_mine(self, message: Message) -> bool:
        return bool(message.author_id == self.context["reader"].pk)

    def get_is_read(self, message: Message) -> bool:
        return not self.get_is_mine(message) or message.pk <= self.context["read_by_partner"]


class TalkedListing(serializers.Serializer[ThreadSide]):
    """The listing of a side read `with_conversation()`."""

    id = serializers.IntegerField(source="thread.response.ad_id")
    title = serializers.CharField(source="listing_title")
    category = serializers.ChoiceField(source="listing_category", choices=Category.choices)
    url = serializers.SerializerMethodField()

    def get_url(self, side: ThreadSide) -> str:
        return f"{settings.BASE_URL}{side.listing_url}"


class ThreadOutput(serializers.Serializer[ThreadSide]):
    """A conversation as one of the two sees it; its id is that of the response."""

    id = serializers.IntegerField(source="thread_id")
    partner = PlayerOutput()
    listing = TalkedListing(source="*")
    unread = serializers.IntegerField()
    last_at = serializers.DateTimeField(help_text=_("When it was opened or last written in."))
    latest = serializers.CharField(
        source="thread.latest.text", default=None, allow_null=True, help_text=_("The latest message.")
    )
