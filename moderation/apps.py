from functools import partial

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ModerationConfig(AppConfig):
    name = "moderation"
    verbose_name = _("Moderation")

    def ready(self) -> None:
        from accounts import personal_data
        from common import alarm, watch
        from moderation import signal_handlers  # noqa: F401 - they connect themselves
        from moderation.keeping import KEEPER
        from moderation.models.alarms import is_on
        from moderation.services.watched import flag_watched, read_watched
        from notifications import kinds

        personal_data.register(KEEPER)
        alarm.register(is_on)
        watch.register(read_watched, flag_watched)

        register = partial(kinds.register, about=kinds.About.PEOPLE)
        decided = _("%(outcome)s: “%(listing)s”")
        register("flag-decided", _("Your flag is decided"), decided)
        register("sanctioned", _("A sanction"), _("A moderator’s decision about you: %(sanction)s"))
        register("sanction-lifted", _("A sanction is lifted"), _("Lifted: %(sanction)s"))
        register("appeal-refused", _("Your objection is answered"), _("It stands: %(sanction)s"))
