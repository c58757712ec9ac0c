from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NewsletterConfig(AppConfig):
    name = "newsletter"
    verbose_name = _("Newsletters")

    def ready(self) -> None:
        from accounts import settings_panels
        from newsletter import signal_handlers  # noqa: F401
        from newsletter.forms import SUBSCRIPTION_PANEL

        settings_panels.register(SUBSCRIPTION_PANEL)
