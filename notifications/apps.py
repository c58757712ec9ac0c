from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NotificationsConfig(AppConfig):
    name = "notifications"
    verbose_name = _("Notifications")

    def ready(self) -> None:
        from accounts import settings_panels
        from notifications.forms import LETTERS_PANEL

        settings_panels.register(LETTERS_PANEL)
