from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NewsletterConfig(AppConfig):
    name = "newsletter"
    verbose_name = _("Newsletters")

    def ready(self) -> None:
        from accounts import personal_data, settings_panels
        from newsletter import signal_handlers  # noqa: F401
        from newsletter.forms import SUBSCRIPTION_PANEL
        from newsletter.keeping import KEEPER

        settings_panels.register(SUBSCRIPTION_PANEL)
        personal_data.register(KEEPER)
