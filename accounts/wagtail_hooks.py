"""The CMS learns our decisions about people, and forgets two of its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry

from accounts.models import User

REFUSED_IN_BULK = {"delete", "set_active_state", "assign_role"}


@hooks.register("register_log_actions")
def register_log_actions(actions: LogActionRegistry) -> None:
    actions.register_action("accounts.deactivate", _("Close account"), _("Account closed"))
    actions.register_action("accounts.activate", _("Open account"), _("Account opened again"))


@hooks.register("before_bulk_action")
def refuse_bulk_decisions(
    request: HttpRequest, action_type: str, objects: Sequence[Any], action: Any
) -> None:
    """People are neither deleted, closed nor given rights in bulk: Wagtail's actions tell no log of ours."""
    if action.model is User and action_type in REFUSED_IN_BULK:
        raise PermissionDenied
