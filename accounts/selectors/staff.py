"""Who belongs to the board's staff."""

from __future__ import annotations

from django.contrib.auth.models import Permission
from django.db.models import Q

from accounts.models import User


def may_enter_cms(user: User) -> bool:
    """Whether the CMS is open to a user, as `User.has_power` says, in one query instead of two.

    For pages of the board, which ask nothing else about rights: most readers have none.
    """
    if user.is_superuser or not user.is_active:
        return user.is_active
    given = Q(user=user) | Q(group__user=user)
    door = Permission.objects.filter(content_type__app_label="wagtailadmin", codename="access_admin")
    return door.filter(given).exists()
