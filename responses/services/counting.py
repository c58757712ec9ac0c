"""The number of responses that a listing shows."""

from __future__ import annotations

from django.db.models import F

from ads.models import BoardEntry
from common.page_cache import forget_pages


def change_count(ad_id: int, by: int) -> None:
    """Add to the listing's number of responses; the caller holds the ad's lock."""
    if by:
        BoardEntry.objects.filter(pk=ad_id).update(response_count=F("response_count") + by)
        forget_pages()
