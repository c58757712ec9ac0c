"""What the API says and takes of an inbox: to the listing's author only."""

from __future__ import annotations

import re
from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from ads.models import Category
from content.plain_links import plain_html
from responses.api.serializers import ResponseOutput
from responses.models import Response
from responses.selectors import STATES
from responses.services import BULK_MOVES

AN_ID = re.compile("[0-9]{1,18}")


class PlaceOutput(serializers.Serializer[Any]):
    role = serializers.ChoiceField(choices=Category.choices)
    name = serializers.CharField()
    left = serializers.IntegerField()


class ReceivedOutput(ResponseOutput):
    """A response as the listing's author reads it."""

    html = serializers.SerializerMethodField(help_text=_("The text with paragraphs and links, safe to show."))
    places = PlaceOutput(
        source="place_choices", many=True, help_text=_("What one has to choose from when accepting.")
    )
    is_full = serializers.BooleanField(
        source="listing_roster.is_full", help_text=_("All places of the listing are taken.")
    )
    names_place = serializers.BooleanField(help_text=_("Whether a list has to say for which place it is."))
    author_since = serializers.DateTimeField(source="author.date_joined")
    deleted_at = serializers.DateTimeField(allow_null=True)
    helped = serializers.SerializerMethodField(
        help_text=_("Whose listing it is, where one only helps with its responses; else empty.")
    )

    @extend_schema_field(serializers.CharField(allow_blank=True))
    def get_helped(self, response: Response) -> str:
        is_own = response.recipient_id == self.context["reader"].pk
        return "" if is_own else response.recipient.display_name

    @extend_schema_field(serializers.CharField())
    def get_html(self, response: Response) -> str:
        return str(plain_html(response.text, held=response.author.links_are_held))


class TabOutput(serializers.Serializer[Any]):
    name = serializers.ChoiceField(choices=["unread", *STATES])
    count = serializers.IntegerField()


class ListingChoiceOutput(serializers.Serializer[Any]):
    id = serializers.IntegerField(source="pk")
    title = serializers.CharField()
    count = serializers.IntegerField()


class CountsOutput(serializers.Serializer[Any]):
    """Numbers under the filters that are asked for: each is what its own choice would show."""

    tabs = TabOutput(many=True)
    listings = ListingChoiceOutput(many=True)
    to_decide = serializers.IntegerField(help_text=_("How many a triage would go through."))


class BulkInput(serializers.Serializer[Any]):
    move = serializers.ChoiceField(choices=list(BULK_MOVES))
    ids = serializers.ListField(child=serializers.IntegerField(min_value=1))
    note = serializers.CharField(required=False, allow_blank=True)
    again = serializers.BooleanField(
        required=False, help_text=_("Declining: the players may respond to the listing once more.")
    )
    edits = serializers.DictField(
        child=serializers.IntegerField(min_value=0),
        required=False,
        help_text=_("By the response's id: its `edits` when it was read, as with a single decision."),
    )

    def validate_edits(self, value: dict[str, int]) -> dict[int, int]:
        """Read the ids; what is none names no response."""
        return {int(key): edits for key, edits in value.items() if AN_ID.fullmatch(key)}


class OutcomeOutput(serializers.Serializer[Any]):
    id = serializers.IntegerField()
    done = serializers.BooleanField()
    detail = serializers.CharField(allow_blank=True, help_text=_("Why it was not done."))
    code = serializers.CharField(
        allow_blank=True, help_text=_("The same for programs, such as `text-changed`.")
    )
    response = ReceivedOutput(allow_null=True)


class BulkOutput(serializers.Serializer[Any]):
    results = OutcomeOutput(many=True)


class AnswersField(serializers.Serializer[Any]):
    answers = serializers.ListField(
        child=serializers.CharField(allow_blank=True), help_text=_("Up to 20, of 300 characters each.")
    )
