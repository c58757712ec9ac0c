"""The test suite: real PostgreSQL, real Redis where REDIS_URL names one, no foreign host."""

from config.env import env
from config.settings.base import *  # noqa: F403
from config.settings.base import CACHES

SECRET_KEY = "tests-only"
ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
LIMITS_FACTOR = 1000
# Both have tests of their own, which switch them on.
STAFF_SECOND_FACTOR = False
SIGN_UP_SECONDS = 0.0
MAIL_TRANSPORT = "file"
CELERY_TASK_ALWAYS_EAGER = False
CELERY_BROKER_URL = "memory://"
# The page cache has its own tests; elsewhere a test sees what it has just changed.
PAGE_CACHE_SECONDS = 0
# A loaded machine must not look like a server that hangs.
if "LOCATION" in CACHES["default"]:
    CACHES["default"]["OPTIONS"] = {"socket_connect_timeout": 10, "socket_timeout": 10}
# Workers of one run share a Redis but not their keys.
CACHES["default"]["KEY_PREFIX"] = "tavern-test-" + env.str("PYTEST_XDIST_WORKER", default="main")
# Static files come from the test server; WhiteNoise would want them collected.
# Each test's first request would note a visit, as a question to the database: it has its own tests.
LEFT_OUT = ("whitenoise.", "newsletter.middleware.VisitMiddleware")
MIDDLEWARE = [name for name in MIDDLEWARE if not name.startswith(LEFT_OUT)]  # noqa: F405
