"""What the editing page of an issue says beside its fields."""

from __future__ import annotations

from typing import Any

from wagtail.admin.panels import HelpPanel

from newsletter.rights import SEE


class FrozenNotice(HelpPanel):
    """Says of a released issue that its letter is frozen, and what becomes of what is changed here."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(template="newsletter/cms/frozen_notice.html")

    class BoundPanel(HelpPanel.BoundPanel):
        def is_shown(self) -> bool:
            return bool(super().is_shown() and self.instance.released_mailing is not None)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            user = self.request.user
            return context | {
                "mailing": self.instance.released_mailing,
                "may_see": user.has_perm(SEE),
                "may_publish": self.instance.permissions_for_user(user).can_publish(),
            }
