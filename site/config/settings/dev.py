"""The one-command run: everything on this machine, mail in a local mailbox, nothing to configure."""

from config.env import env
from config.settings.base import *  # noqa: F403
from config.settings.base import LOGGING

# Not a secret: this run listens on 127.0.0.1 only and its accounts are public.
SECRET_KEY = env.str("SECRET_KEY", default="the-one-command-run-is-local-and-has-no-secrets")
DEBUG = env.bool("DEBUG", default=False)
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
INTERNAL_IPS = ["127.0.0.1"]
MAIL_TRANSPORT = "file"
DEV_MAILBOX = True
SERVE_MEDIA = True
# Its accounts are demo ones: a second factor would only keep people from looking round.
STAFF_SECOND_FACTOR = env.bool("STAFF_SECOND_FACTOR", default=False)
RELAXED = env.str("TAVERN_LIMITS", default="") == "relaxed"
LIMITS_FACTOR = 1000 if RELAXED else 1
SIGN_UP_SECONDS = 0.0 if RELAXED else env.float("SIGN_UP_SECONDS", default=0.0)
# The person at the terminal wants to read what goes wrong, not every step of what goes well.
LOGGING["root"] = {"handlers": ["console"], "level": "WARNING"}
