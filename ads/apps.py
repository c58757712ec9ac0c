from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AdsConfig(AppConfig):
    name = "ads"
    # CMS addresses carry the label, and ad blockers hide addresses with the word "ads".
    label = "board"
    verbose_name = _("Board")

    def ready(self) -> None:
        from accounts import profile_sections
        from ads.signal_handlers import silence_wagtail_mails
        from ads.views.profile import live_listings
        from notifications import kinds

        silence_wagtail_mails()
        profile_sections.register(live_listings)
        kinds.register("ad-approved", _("Listing published"), _("“%(listing)s” is on the board"))
        kinds.register(
            "ad-changes-requested", _("Changes asked"), _("A moderator asks to change “%(listing)s”")
        )
        kinds.register("ad-rejected", _("Listing rejected"), _("“%(listing)s” was rejected"))
        kinds.register(
            "ad-expired", _("Listing expired"), _("“%(listing)s” is off the board: its term is over")
        )
