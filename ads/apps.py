from functools import partial

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AdsConfig(AppConfig):
    name = "ads"
    # CMS addresses carry the label, and ad blockers hide addresses with the word "ads".
    label = "board"
    verbose_name = _("Board")

    def ready(self) -> None:
        from accounts import personal_data, profile_sections
        from ads.keeping import KEEPER
        from ads.selectors.names import names_for
        from ads.signal_handlers import silence_wagtail_mails
        from ads.views.profile import live_listings
        from notifications.selectors.listings import register_names

        silence_wagtail_mails()
        personal_data.register(KEEPER)
        profile_sections.register(live_listings)
        register_names(names_for)
        self._register_kinds()

    def _register_kinds(self) -> None:
        from ads import guards
        from notifications import kinds
        from notifications.models import Channel

        register = partial(kinds.register, about=kinds.About.LISTINGS)
        published = _("“%(listing)s” is on the board")
        register("ad-approved", _("Listing published"), published, guard=guards.objection_to_approved)
        asked = _("A moderator asks to change “%(listing)s”")
        register("ad-changes-requested", _("Changes asked"), asked, guard=guards.objection_to_verdict)
        rejected = _("“%(listing)s” was rejected")
        register("ad-rejected", _("Listing rejected"), rejected, guard=guards.objection_to_verdict)
        hidden = _("A moderator took “%(listing)s” off the board")
        register("ad-hidden", _("Listing hidden"), hidden, guard=guards.objection_to_hidden)
        ends = _("“%(listing)s” stands on the board until %(last_day)s: renew it if it should stay")
        register("ad-expiring", _("Listing ends soon"), ends, guard=guards.objection_to_expiring)
        over = _("“%(listing)s” is off the board: its term is over")
        register("ad-expired", _("Listing expired"), over, guard=guards.objection_to_expired)
        out = _("Patch %(patch)s is out: say which of your listings are still true")
        # A patch concerns everybody at once: nobody gets a letter who didn't ask for one.
        guard = guards.objection_to_patch_out
        register("patch-out", _("Patch of the game"), out, guard=guard, default=Channel.SITE)
