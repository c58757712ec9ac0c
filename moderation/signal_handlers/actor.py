"""Who acts in the CMS right now."""

from __future__ import annotations

from wagtail.log_actions import get_active_log_context

from accounts.models import User


def acting_person() -> User | None:
    """Return the person whose request to the CMS is under way; None outside of one."""
    person = get_active_log_context().user
    return person if isinstance(person, User) else None
