from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AdsConfig(AppConfig):
    name = "ads"
    # CMS addresses carry the label, and ad blockers hide addresses with the word "ads".
    label = "board"
    verbose_name = _("Board")

    def ready(self) -> None:
        from ads import signal_handlers  # noqa: F401
