from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NewsletterConfig(AppConfig):
    name = "newsletter"
    verbose_name = _("Newsletters")

    def ready(self) -> None:
        from accounts import personal_data, settings_panels
        from mailing.kinds import name_kinds
        from newsletter import signal_handlers  # noqa: F401
        from newsletter.forms import SUBSCRIPTION_PANEL
        from newsletter.keeping import KEEPER
        from newsletter.services import failing, trying

        name_kinds(
            {failing.KIND: _("Newsletter paused by itself"), trying.TEST_KIND: _("Trial of a newsletter")}
        )
        settings_panels.register(SUBSCRIPTION_PANEL)
        personal_data.register(KEEPER)
