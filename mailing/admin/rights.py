"""Who may do what with the log."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from wagtail_modeladmin.helpers import PermissionHelper

from mailing.models import OutboxMessage


class LogPermissions(PermissionHelper):
    """Who may view the log views all of it; nobody writes it here."""

    def user_can_list(self, user: AbstractUser) -> bool:
        return user.has_perm("mailing.view_outboxmessage")

    def user_can_inspect_obj(self, user: AbstractUser, obj: OutboxMessage) -> bool:
        return self.user_can_list(user)

    def user_can_create(self, user: AbstractUser) -> bool:
        return False

    def user_can_edit_obj(self, user: AbstractUser, obj: OutboxMessage) -> bool:
        return False

    def user_can_delete_obj(self, user: AbstractUser, obj: OutboxMessage) -> bool:
        return False
