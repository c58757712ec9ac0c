"""Lines in the history that Wagtail shows of a page."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from wagtail.log_actions import get_active_log_context
from wagtail.models import PageLogEntry

from accounts.models import User
from ads.models import AdPage


def note(
    ad: AdPage, action: str, *, by: User, data: dict[str, Any] | None = None, content_changed: bool = False
) -> None:
    """Add a line about the ad's latest revision, as `wagtail.log_actions.log` does.

    That one asks the database five times whether what we hold in our hands exists.
    """
    line = PageLogEntry(
        content_type=ad.cached_content_type,
        label=ad.get_admin_display_title(),
        action=action,
        data=data or {},
        timestamp=timezone.now(),
        uuid=get_active_log_context().uuid,
        user=by,
        revision_id=ad.latest_revision_id,
        content_changed=content_changed,
        page_id=ad.pk,
    )
    PageLogEntry.objects.bulk_create([line])
