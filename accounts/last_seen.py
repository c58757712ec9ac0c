"""When a session was last used: noted once in a while, not with every page."""

from __future__ import annotations

import time
from typing import Any

from django.utils import timezone

NOTED_EVERY_SECONDS = 5 * 60
NOTED = "last_seen_noted"


def begin(session: Any) -> None:
    """A log-in is noted by its own row."""
    session[NOTED] = time.time()


def note(session: Any) -> None:
    """Note that a session is in use, unless that was noted a moment ago or the session began elsewhere."""
    noted: float | None = session.get(NOTED)
    if noted is None or 0 <= time.time() - noted < NOTED_EVERY_SECONDS:
        return
    from allauth.usersessions.models import UserSession

    UserSession.objects.filter(session_key=session.session_key).update(last_seen_at=timezone.now())
    begin(session)
    session.save()
