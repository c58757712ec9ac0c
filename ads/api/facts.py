"""The facts of the game in the API: what may be chosen, what a listing says, what it takes."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from ads.models import FACTS, AdPage
from ads.selectors.facts import fact_choices
from common.week import DAYS, HOURS, Week

WEEK_HELP = _("Seven lists of hours from 0 to 23, Monday first, by the clocks of `time_zone`.")


class FactsFields(serializers.Serializer[Any]):
    """Facts of a listing: what it gives is what it takes. Slugs are those of `/api/v1/facts/`."""

    server = serializers.CharField(required=False, allow_blank=True, max_length=40)
    level = serializers.CharField(required=False, allow_blank=True, max_length=40)
    hours = serializers.ListField(
        child=serializers.CharField(max_length=40),
        required=False,
        max_length=20,
        help_text=_("Roughly when they play, as slugs."),
    )
    week = serializers.ListField(
        child=serializers.ListField(
            child=serializers.IntegerField(min_value=0, max_value=HOURS - 1), max_length=HOURS
        ),
        required=False,
        min_length=DAYS,
        max_length=DAYS,
        help_text=WEEK_HELP,
    )
    time_zone = serializers.CharField(
        required=False,
        allow_blank=True,
        max_length=40,
        help_text=_("Where the clocks of `week` stand; the author's own zone unless said."),
    )

    def validate_week(self, days: list[list[int]]) -> Week:
        return Week.of_days(days)

    def validate_time_zone(self, name: str) -> str:
        try:
            return ZoneInfo(name).key if name else ""
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            raise serializers.ValidationError(_("Not a possible value.")) from error


class ChoiceOutput(serializers.Serializer[Any]):
    slug = serializers.CharField()
    name = serializers.CharField()


class FactsOutput(serializers.Serializer[Any]):
    server = ChoiceOutput(many=True)
    level = ChoiceOutput(many=True)
    hours = ChoiceOutput(many=True)


class Facts(APIView):
    @extend_schema(responses=FactsOutput, operation_id="facts")
    def get(self, request: Request) -> Response:
        """What a listing may say in short, in the moderators' order."""
        choices = fact_choices()
        return Response(
            {fact: [{"slug": slug, "name": name} for slug, name in choices.offered(fact)] for fact in FACTS}
        )


def facts_json(ad: AdPage) -> dict[str, Any]:
    """The facts of one listing."""
    return {
        "server": ad.server_id or "",
        "level": ad.level_id or "",
        "hours": ad.hours,
        "week": ad.playing.days,
        "time_zone": ad.week_zone,
    }
