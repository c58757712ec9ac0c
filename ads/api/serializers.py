"""What the API takes, and what its schema says it gives."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from ads.api.facts import FactsFields
from ads.limits import ROLE_MAX, TITLE_MAX, TITLE_MIN
from ads.models import AdPage, AdStatus, Category, PendingEdit
from ads.services import AdText
from content.characters import seen_length, title_line


class SlotInput(serializers.Serializer[Any]):
    """So many of one role are wanted."""

    role = serializers.ChoiceField(choices=Category.choices)
    wanted = serializers.IntegerField(min_value=1, max_value=ROLE_MAX)


class SlotOutput(SlotInput):
    filled = serializers.IntegerField(help_text=_("How many were accepted for it."))


class ListingInput(serializers.Serializer[Any]):
    """A new listing, or (with `partial=True`) what changes of one."""

    title = serializers.CharField(min_length=TITLE_MIN, max_length=TITLE_MAX)
    category = serializers.ChoiceField(choices=Category.choices)
    kind = serializers.ChoiceField(choices=AdPage.Kind.choices, required=False, allow_blank=True)
    body = serializers.CharField(
        required=False,
        allow_blank=True,
        trim_whitespace=False,
        help_text=_("The editor's HTML; sanitised on arrival."),
    )
    slots = SlotInput(many=True, required=False, help_text=_("Whom the listing looks for; [] for nobody."))
    facts = FactsFields(required=False, help_text=_("What is left out stays as it is."))

    def validate_title(self, value: str) -> str:
        title = title_line(value)
        if seen_length(title) < TITLE_MIN:
            raise serializers.ValidationError(_("Too short: say who, where and when."))
        return title

    def text(self) -> AdText:
        """Return what the verbs take."""
        data = dict(self.validated_data)
        return AdText(**data.pop("facts", {}), **data)


class CategoryOutput(serializers.Serializer[Any]):
    slug = serializers.CharField()
    name = serializers.CharField()
    count = serializers.IntegerField()


class AuthorOutput(serializers.Serializer[Any]):
    id = serializers.IntegerField()
    display_name = serializers.CharField()
    url = serializers.URLField()


class CardOutput(serializers.Serializer[Any]):
    id = serializers.IntegerField()
    title = serializers.CharField()
    category = serializers.ChoiceField(choices=Category.choices)
    kind = serializers.ChoiceField(choices=AdPage.Kind.choices, allow_blank=True)
    excerpt = serializers.CharField()
    picture = serializers.URLField(allow_null=True)
    slots = SlotOutput(many=True)
    is_full = serializers.BooleanField(help_text=_("All places are taken: it takes no responses."))
    author = AuthorOutput()
    url = serializers.URLField()
    status = serializers.ChoiceField(choices=AdStatus.choices)
    response_count = serializers.IntegerField()
    published_at = serializers.DateTimeField(allow_null=True)
    bumped_at = serializers.DateTimeField()
    expires_at = serializers.DateTimeField(allow_null=True)
    before_patch = serializers.CharField(
        allow_null=True,
        help_text=_("The game's newest patch, where a live text was last confirmed before it; else null."),
    )


class PendingOutput(serializers.Serializer[Any]):
    status = serializers.ChoiceField(choices=PendingEdit.choices)
    title = serializers.CharField()
    category = serializers.ChoiceField(choices=Category.choices)
    kind = serializers.ChoiceField(choices=AdPage.Kind.choices, allow_blank=True)
    slots = SlotInput(many=True)
    facts = FactsFields()
    body = serializers.CharField()


class ListingOutput(CardOutput):
    facts = FactsFields()
    html = serializers.CharField(help_text=_("The text as the page shows it."))
    body = serializers.CharField(
        required=False, help_text=_("To the author: the text as the editor takes it.")
    )
    pending = PendingOutput(required=False, allow_null=True)


class PictureInput(serializers.Serializer[Any]):
    upload = serializers.FileField()


class PictureOutput(serializers.Serializer[Any]):
    url = serializers.URLField()
    imgId = serializers.UUIDField()  # noqa: N815 - the editor's name for it
