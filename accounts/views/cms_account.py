"""The page of one's own settings in the CMS, without the names that our players don't have."""

from __future__ import annotations

from typing import Any

from wagtail.admin.auth import require_admin_access
from wagtail.admin.views.account import AccountView


class StaffAccountView(AccountView):
    """Picture, language and theme of the CMS; name, e-mail and password are changed on the site."""

    def get_panels(self) -> list[Any]:
        return [panel for panel in super().get_panels() if panel.name != "name_email"]


staff_account = require_admin_access(StaffAccountView.as_view())
