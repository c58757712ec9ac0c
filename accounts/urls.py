"""Pages of players; included before allauth's and Wagtail's addresses, some of which they shadow."""

from django.urls import include, path, re_path

from accounts.views import cms_account, cms_doors, data, entrance, keys, players, settings
from common.api.nothing import nothing_here

player_urls = [
    path("my/settings/", settings.settings_page, name="settings"),
    path("my/settings/try-again/", settings.try_address_again, name="try_address_again"),
    path("my/settings/data/", data.data_page, name="data"),
    path("my/settings/data/ask/", data.ask, name="ask_for_copy"),
    path("my/settings/data/<int:export_id>/", data.download, name="download_copy"),
    path("my/settings/leave/", data.leave, name="leave"),
    path("my/settings/stay/", data.stay, name="stay"),
    path("my/settings/sessions/<int:session_id>/end/", keys.end_session, name="end_session"),
    path("accounts/start-over/", entrance.start_over, name="start_over"),
    re_path(r"^players/(?P<player_id>[0-9]{1,18})-(?P<name>[^/]*)/$", players.player_page, name="player"),
]

urlpatterns = [
    path("", include((player_urls, "accounts"))),
    # allauth shuts these to whoever waits for a code, and a known address gets none.
    path("accounts/login/", entrance.log_in, name="account_login"),
    path("accounts/login/code/", entrance.log_in_code, name="account_request_login_code"),
    path("accounts/signup/", entrance.sign_up, name="account_signup"),
    path("accounts/confirm-email/", entrance.confirm_code, name="account_email_verification_sent"),
    # allauth shows recovery codes to whoever sits at the keyboard: ours ask for the password before.
    path("accounts/2fa/recovery-codes/", keys.recovery_codes, name="mfa_view_recovery_codes"),
    path("accounts/2fa/recovery-codes/download/", keys.download_codes, name="mfa_download_recovery_codes"),
    # Nobody has a number here, and allauth breaks over the question whose it would be.
    path("_allauth/app/v1/account/phone", nothing_here),
    path("_util/login/", cms_doors.log_in_to_page, name="wagtailcore_login"),
    path("cms/account/", cms_account.staff_account),
    path("cms/login/", cms_doors.log_in),
    path("cms/logout/", cms_doors.log_out),
    re_path(r"^cms/password_reset/", cms_doors.reset_password),
]
