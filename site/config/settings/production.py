"""Production: settings come from the environment, and a missing one is said in one sentence."""

from config.env import env, required
from config.settings.base import *  # noqa: F403
from config.settings.base import BASE_URL, TRUSTED_PROXY_HEADER

SECRET_KEY = required("SECRET_KEY", "it signs sessions and links; any long random text")
ALLOWED_HOSTS = required("ALLOWED_HOSTS", "the host names the site answers to, separated by commas").split(
    ","
)
required("DATABASE_URL", "the PostgreSQL database, such as postgres://user:password@host/tavern")
required("REDIS_URL", "the Redis server for cache and queue, such as redis://host:6379/0")
required("BASE_URL", "the site's public address, such as https://board.example.org, for links in letters")
DEFAULT_FROM_EMAIL = required(
    "DEFAULT_FROM_EMAIL", "the sender of every letter, such as Tavern <board@board.example.org>"
)
MODERATORS_EMAIL = required(
    "MODERATORS_EMAIL", "the mailbox that players write to, such as moderators@board.example.org"
)
CSRF_TRUSTED_ORIGINS = [BASE_URL]
if TRUSTED_PROXY_HEADER:
    # The proxy overwrites this header too; without a proxy a visitor could write it.
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=31_536_000)
# A promise about sites that aren't ours, and one that browsers' lists keep for months after it is taken back.
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("SECURE_HSTS_INCLUDE_SUBDOMAINS", default=False)
SECURE_HSTS_PRELOAD = env.bool("SECURE_HSTS_PRELOAD", default=False)
# Both are the operator's to give (docs/operations.md): `check --deploy` needn't ask for them.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
