"""What the API takes, and what it says of a response to either side."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from accounts.models import User
from ads.models import Category
from responses.models import DECIDED, Response, ResponseStatus


class ResponseInput(serializers.Serializer[Any]):
    text = serializers.CharField(
        allow_blank=True, trim_whitespace=False, help_text=_("Plain text, 1 to 2,000 characters.")
    )
    role = serializers.ChoiceField(
        choices=Category.choices,
        required=False,
        allow_blank=True,
        help_text=_("Which of the listing's places it is for; left out where it names none."),
    )


class EditInput(ResponseInput):
    """What the responder puts in the place of the earlier text."""

    edits = serializers.IntegerField(
        required=False,
        min_value=0,
        help_text=_("The response's `edits` when it was read: a text changed elsewhere since is refused."),
    )


class MoveInput(serializers.Serializer[Any]):
    role = serializers.ChoiceField(
        choices=Category.choices,
        required=False,
        allow_blank=True,
        help_text=_("Accepting: whose place the player gets, where there are several."),
    )
    note = serializers.CharField(
        required=False,
        allow_blank=True,
        help_text=_("Accepting or declining: a few words that the player reads with the decision."),
    )
    again = serializers.BooleanField(
        required=False, help_text=_("Declining: the player may respond to the listing once more.")
    )
    edits = serializers.IntegerField(
        required=False,
        min_value=0,
        help_text=_(
            "Deciding, or noting as read: the response's `edits` when it was read. "
            "A decision on a text that has changed since is refused (409, `text-changed`)."
        ),
    )


class PlayerOutput(serializers.Serializer[User]):
    id = serializers.IntegerField()
    display_name = serializers.CharField()
    url = serializers.SerializerMethodField()

    def get_url(self, player: User) -> str:
        return f"{settings.BASE_URL}{player.get_absolute_url()}"


class RespondedListing(serializers.Serializer[Any]):
    """The listing of a response read `with_listing()`."""

    id = serializers.IntegerField(source="ad_id")
    title = serializers.CharField(source="listing_title")
    category = serializers.ChoiceField(source="listing_category", choices=Category.choices)
    url = serializers.SerializerMethodField()

    def get_url(self, response: Any) -> str:
        return f"{settings.BASE_URL}{response.listing_url}"


class ResponseOutput(serializers.Serializer[Response]):
    """A response; each side gets its own view of it (`reader` in the context)."""

    id = serializers.IntegerField()
    status = serializers.SerializerMethodField()
    text = serializers.CharField()
    listing = RespondedListing(source="*")
    author = PlayerOutput()
    role = serializers.ChoiceField(choices=Category.choices, allow_blank=True)
    slot = serializers.SerializerMethodField(help_text=_("The place that the player got."))
    decision_note = serializers.SerializerMethodField(help_text=_("The author's words with the decision."))
    again_allowed = serializers.SerializerMethodField(
        help_text=_("Declined, and the author allows another response.")
    )
    created_at = serializers.DateTimeField()
    edits = serializers.IntegerField(help_text=_("How often the responder has changed the text."))
    edited_at = serializers.DateTimeField(allow_null=True)
    seen_at = serializers.SerializerMethodField(help_text=_("To the listing's author only."))
    decided_at = serializers.SerializerMethodField()
    undo_until = serializers.SerializerMethodField(
        help_text=_("To the listing's author: until when the latest move can be undone.")
    )

    def _is_receiver(self, response: Response) -> bool:
        """Whether the reader is on the author's side: whoever reads it and hasn't sent it."""
        return response.author_id != self.context["reader"].pk

    @extend_schema_field(serializers.ChoiceField(choices=ResponseStatus.choices))
    def get_status(self, response: Response) -> str:
        return str(response.status if self._is_receiver(response) else response.visible_status.value)

    @extend_schema_field(serializers.ChoiceField(choices=Category.choices, allow_blank=True))
    def get_slot(self, response: Response) -> str:
        return response.slot if self._is_receiver(response) else response.visible_slot

    @extend_schema_field(serializers.CharField())
    def get_decision_note(self, response: Response) -> str:
        return response.decision_note if self._is_receiver(response) else response.visible_note

    def get_again_allowed(self, response: Response) -> bool:
        return response.again_allowed if self._is_receiver(response) else response.visible_again

    def get_seen_at(self, response: Response) -> datetime | None:
        return response.seen_at if self._is_receiver(response) else None

    def get_decided_at(self, response: Response) -> datetime | None:
        told = self._is_receiver(response) or response.visible_status in DECIDED
        return response.decided_at if told else None

    def get_undo_until(self, response: Response) -> datetime | None:
        return response.undo_until if self._is_receiver(response) else None
