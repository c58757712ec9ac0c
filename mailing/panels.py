"""What the CMS's home page says about the mail."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AbstractUser
from wagtail.admin.ui.components import Component

from mailing.models import MailSwitch, OutboxMessage
from mailing.rows import Status

# Nobody needs the exact number of a long queue.
MOST_COUNTED = 1_000


class StoppedPanel(Component):
    """Says that all letters are stopped, since somebody may have forgotten."""

    name = "mail_stopped"
    template_name = "mailing/stopped_panel.html"
    # Before everything else.
    order = 1

    def __init__(self, switch: MailSwitch) -> None:
        self.switch = switch

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        waiting = OutboxMessage.objects.filter(status=Status.QUEUED)[:MOST_COUNTED].count()
        return {
            "switch": self.switch,
            "waiting": waiting,
            "or_more": waiting == MOST_COUNTED,
            "may_lift": parent_context["request"].user.has_perm("mailing.change_mailswitch"),
        }


def stopped_panel(user: AbstractUser) -> StoppedPanel | None:
    """Return the panel when the mail is stopped and this person has to do with mail. One query at most."""
    if not (user.has_perm("mailing.view_outboxmessage") or user.has_perm("mailing.change_mailswitch")):
        return None
    switch = MailSwitch.objects.filter(stopped=True).first()
    return StoppedPanel(switch) if switch else None
