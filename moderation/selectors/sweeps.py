"""Sweeps that were made, newest first."""

from __future__ import annotations

from django.db.models import Count, QuerySet

from moderation.models import Sweep


def sweeps() -> QuerySet[Sweep]:
    """Return the sweeps, each with the number of its accounts."""
    made = Sweep.objects.select_related("by", "undone_by").annotate(count=Count("members"))
    return made.order_by("-at", "-pk")
