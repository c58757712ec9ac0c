"""Pages of players; included before allauth's and Wagtail's addresses, some of which they shadow."""

from django.urls import include, path, re_path

from accounts.views import cms_account, cms_doors, entrance, players, settings

player_urls = [
    path("my/settings/", settings.settings_page, name="settings"),
    path("my/settings/try-again/", settings.try_address_again, name="try_address_again"),
    path("accounts/start-over/", entrance.start_over, name="start_over"),
    re_path(r"^players/(?P<player_id>[0-9]{1,18})-(?P<name>[^/]*)/$", players.player_page, name="player"),
]

urlpatterns = [
    path("", include((player_urls, "accounts"))),
    path("accounts/confirm-email/", entrance.confirm_code, name="account_email_verification_sent"),
    path("cms/account/", cms_account.staff_account),
    path("cms/login/", cms_doors.log_in),
    path("cms/logout/", cms_doors.log_out),
    re_path(r"^cms/password_reset/", cms_doors.reset_password),
]
