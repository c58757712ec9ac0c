from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NotificationsConfig(AppConfig):
    name = "notifications"
    verbose_name = _("Notifications")

    def ready(self) -> None:
        from accounts import personal_data, settings_panels
        from mailing import guards
        from mailing.kinds import name_kinds
        from notifications import kinds
        from notifications.forms import CHANNELS_PANEL, RHYTHM_PANEL, SILENCED_PANEL
        from notifications.keeping import KEEPER
        from notifications.services import digests

        for panel in (CHANNELS_PANEL, RHYTHM_PANEL, SILENCED_PANEL):
            settings_panels.register(panel)
        personal_data.register(KEEPER)
        name_kinds({kinds.DIGEST: _("Daily digest")})
        guards.register_guard(kinds.DIGEST, digests.objection_to_digest)
        guards.register_writer(kinds.DIGEST, digests.write_digest)
