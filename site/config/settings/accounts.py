"""Accounts: django-allauth with the e-mail as the login and codes by mail, for pages and for apps."""

from config.env import env

AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]

ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_SIGNUP_FORM_CLASS = "accounts.forms.sign_up.SignUpFields"
ACCOUNT_FORMS = {
    "signup": "accounts.forms.entrance.SignUpForm",
    "login": "accounts.forms.entrance.LogInForm",
    "request_login_code": "accounts.forms.entrance.RequestLoginCodeForm",
    "add_email": "accounts.forms.entrance.ChangeEmailForm",
    "reset_password": "accounts.forms.entrance.RequestPasswordForm",
    "change_password": "accounts.forms.entrance.ChangePasswordForm",
    "set_password": "accounts.forms.entrance.SetPasswordForm",
    "reset_password_from_key": "accounts.forms.entrance.ResetPasswordForm",
}
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_EMAIL_NOTIFICATIONS = True

# A known address gets the same answer as an unknown one, and a stranger gets no letter.
ACCOUNT_PREVENT_ENUMERATION = True
# Nobody gets that letter; writing it takes as long as a code (accounts.letters).
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = True

CODE_SECONDS = 15 * 60
ALLAUTH_USER_CODE_FORMAT = {"length": 8, "dashed": True, "allowed_chars": "CDFGHJKMNPQRTVWXY34679"}
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = CODE_SECONDS
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = 5
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = CODE_SECONDS
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = CODE_SECONDS
# A player who waits for the letter stays between the steps a little longer than the code lives.
ACCOUNT_LOGIN_TIMEOUT = 2 * CODE_SECONDS

# Apps and bots: /_allauth/app/v1/, with X-Session-Token; browsers use the pages.
HEADLESS_CLIENTS = ("app",)

MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Таверна"
MFA_ADAPTER = "accounts.adapter.SecondFactorAdapter"
# A phone whose clock is half a minute off is no forgery.
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "activate_totp": "accounts.forms.second_factor.ActivateForm",
    "authenticate": "accounts.forms.second_factor.AuthenticateForm",
    "reauthenticate": "accounts.forms.second_factor.ReauthenticateForm",
}

WAGTAILADMIN_LOGIN_URL = "account_login"
# Nobody sets another person's password: a new colleague asks for a code.
WAGTAILUSERS_PASSWORD_ENABLED = False
# Staff change their e-mail and password where everybody does.
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False

# Whether people with power on the board have it only in a session with a second factor.
STAFF_SECOND_FACTOR = env.bool("STAFF_SECOND_FACTOR", default=True)
# A sign-up form that comes back sooner was filled in by a program; 0 switches the look at the clock off.
SIGN_UP_SECONDS = env.float("SIGN_UP_SECONDS", default=2.0)
# So long a player who wants to be deleted may think it over.
REGRET_DAYS = env.int("REGRET_DAYS", default=7)
