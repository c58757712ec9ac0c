from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from wagtail.users.apps import WagtailUsersAppConfig


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = _("Players")
    default = True

    def ready(self) -> None:
        from accounts import personal_data, settings_panels, signal_handlers  # noqa: F401 - they connect themselves
        from accounts.forms.play_week import PLAY_WEEK_PANEL
        from accounts.forms.profile import PROFILE_PANEL
        from accounts.keeping import KEEPER
        from accounts.letters import NAMES
        from mailing.kinds import name_kinds

        name_kinds(NAMES)
        personal_data.register(KEEPER)
        settings_panels.register(PROFILE_PANEL)
        settings_panels.register(PLAY_WEEK_PANEL)


class PlayersConfig(WagtailUsersAppConfig):
    """Wagtail's user management with our form: e-mail is the login, the display name is required."""

    group_viewset = "accounts.views.cms_groups.RoleViewSet"
    user_viewset = "accounts.viewsets.PlayerViewSet"
