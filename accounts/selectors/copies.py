"""Copies of a player's data."""

from __future__ import annotations

from django.db.models import Q
from django.utils import timezone

from accounts.models import DataExport, User
from accounts.models.exports import KEPT


def latest_copy(player: User) -> DataExport | None:
    """Return the copy of a player's data that is being made, or the latest that is still there."""
    fresh = Q(made_at=None) | Q(made_at__gt=timezone.now() - KEPT)
    return DataExport.objects.filter(fresh, player=player).order_by("-asked_at").first()


def copy_to_download(player: User, export_id: int) -> DataExport | None:
    """Return a finished copy of the player's own, while it is there."""
    return DataExport.objects.filter(pk=export_id, player=player, made_at__gt=timezone.now() - KEPT).first()
