"""Settings that every way of running shares."""

from pathlib import Path

from django.utils.translation import gettext_lazy as _

from accounts.time_zones import CITIES
from config.env import BASE_DIR, data_dir, database, env
from config.settings.accounts import *  # noqa: F403
from config.settings.api import *  # noqa: F403
from config.settings.limits import *  # noqa: F403
from config.settings.schedule import CELERY_BEAT_SCHEDULE as CELERY_BEAT_SCHEDULE
from config.settings.schedule import CELERY_BEAT_SCHEDULER as CELERY_BEAT_SCHEDULER
from config.settings.schedule import CELERY_TASK_QUEUES as CELERY_TASK_QUEUES
from config.settings.schedule import CELERY_TASK_ROUTES as CELERY_TASK_ROUTES

DATA_DIR: Path = data_dir()
DEBUG = False
SECRET_KEY = env.str("SECRET_KEY", default="")
ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS", default=[])

INSTALLED_APPS = [
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "accounts.apps.PlayersConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "wagtail_modeladmin",
    "modelcluster",
    "taggit",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.headless",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "django_vite",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "django.forms",
    # Ours last: their ready() replaces what Wagtail connects (its mails, for one).
    "common",
    "content",
    "mailing",
    "accounts",
    "notifications",
    "ads.apps.AdsConfig",
    "newsletter",
    "responses",
    "moderation",
    "search",
    "home",
]

MIDDLEWARE = [
    "common.page_cache.PageCacheMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "common.security_headers.ContentSecurityPolicyMiddleware",
    "common.api.middleware.ApiProblemMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "accounts.middleware.RetryAfterMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "accounts.middleware.LanguageMiddleware",
    "accounts.middleware.PowerMiddleware",
    "newsletter.middleware.VisitMiddleware",
    "accounts.middleware.TimeZoneMiddleware",
    "accounts.middleware.SuspensionMiddleware",
    "accounts.middleware.CmsDoorMiddleware",
    "common.cms_doors.CmsDoorsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "common.refusals.RefusalMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "home.context_processors.shell",
            ],
            "builtins": ["django.templatetags.i18n", "common.templatetags.tavern"],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

DATABASES = {"default": database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL: str = env.str("REDIS_URL", default="")
CACHES: dict[str, dict[str, object]] = {
    "default": (
        {
            "BACKEND": "common.caches.SharedCache",
            "LOCATION": REDIS_URL,
            "KEY_PREFIX": "tavern",
            # A cache that hangs must not hold the pages that can do without it.
            "OPTIONS": {"socket_connect_timeout": 1, "socket_timeout": 1},
        }
        if REDIS_URL
        # One process, one memory: see docs/adr/0006-memory-cache-in-one-process.md.
        else {"BACKEND": "common.caches.MemoryCache", "OPTIONS": {"MAX_ENTRIES": 10_000}}
    ),
    # Parts of pages that are the same for every visitor, in each process's own memory.
    "fragments": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "fragments"},
}
# Pages that look the same to everybody who is not signed in ("/" is itself alone, the others are prefixes).
PAGE_CACHE_PATHS = ("/", "/board/", "/news/", "/players/", "/rules/", "/privacy/")
PAGE_CACHE_PARAMETERS = ("cursor", "hours", "kind", "level", "ordering", "page", "server")
# How old a page may get when a change forgot to drop it; 0 switches the page cache off.
PAGE_CACHE_SECONDS = env.int("PAGE_CACHE_SECONDS", default=60)
SESSION_ENGINE = "common.sessions"
SESSION_COOKIE_HTTPONLY = True

AUTH_USER_MODEL = "accounts.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
# A page that has grown old gives back what was typed into it.
CSRF_FAILURE_VIEW = "home.errors.old_page"
LOGIN_REDIRECT_URL = "/"

LANGUAGE_CODE = "ru"
LANGUAGES = [("ru", _("Russian")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/Moscow"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
# Uploads go to a bucket where one is named, else to MEDIA_ROOT.
MEDIA_S3_BUCKET = env.str("MEDIA_S3_BUCKET", default="")
MEDIA_STORAGE: dict[str, object] = (
    {
        "BACKEND": "common.storage.MediaBucket",
        "OPTIONS": {
            "bucket_name": MEDIA_S3_BUCKET,
            "endpoint_url": env.str("MEDIA_S3_ENDPOINT", default="") or None,
            "access_key": env.str("MEDIA_S3_ACCESS_KEY", default="") or None,
            "secret_key": env.str("MEDIA_S3_SECRET_KEY", default="") or None,
            "region_name": env.str("MEDIA_S3_REGION", default="us-east-1"),
            "addressing_style": "path",
            "file_overwrite": False,
        },
    }
    if MEDIA_S3_BUCKET
    else {"BACKEND": "django.core.files.storage.FileSystemStorage"}
)
STORAGES = {
    "default": MEDIA_STORAGE,
    # Not the manifest storage: it would hash Vite's already hashed files again and load React twice.
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedStaticFilesStorage"},
}
# Vite names its files after their contents: browsers may keep them for ever.
WHITENOISE_IMMUTABLE_FILE_TEST = r"^/static/dist/assets/.+-[0-9a-f]{8}\.\w+$"
DJANGO_VITE = {
    "default": {
        "manifest_path": BASE_DIR / "static" / "dist" / ".vite" / "manifest.json",
        "static_url_prefix": "dist",
    }
}

# Every letter, allauth's and Wagtail's too, goes through the outbox (mailing).
EMAIL_BACKEND = "mailing.backend.OutboxBackend"
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="Таверна <board@tavern.example>")
# Where "Write to the moderators" leads.
MODERATORS_EMAIL = env.str("MODERATORS_EMAIL", default="moderators@tavern.example")
# Where the engine hands letters over: "smtp" (SMTP_URL) or, in the one-command run, "file" (its mailbox).
MAIL_TRANSPORT = "smtp"
MAIL_DIR = DATA_DIR / "mail"
SMTP_URL = env.str("SMTP_URL", default="smtp://127.0.0.1:25")
# Seconds that the mail server has for one letter, connecting included.
SMTP_TIMEOUT = env.float("SMTP_TIMEOUT", default=15.0)
# After so many hard refusals within so many days an address gets no more letters but codes.
MAIL_SUSPEND_AFTER = env.int("MAIL_SUSPEND_AFTER", default=3)
MAIL_SUSPEND_DAYS = env.int("MAIL_SUSPEND_DAYS", default=30)
# Where reports of letters that came back arrive, if anywhere: a maildir's folder, imaps://user:password@host/folder.
BOUNCES_MAILDIR = env.str("BOUNCES_MAILDIR", default="")
BOUNCES_IMAP_URL = env.str("BOUNCES_IMAP_URL", default="")
# So long the mail log remembers a letter that was sent or given up.
MAIL_RETENTION_DAYS = env.int("MAIL_RETENTION_DAYS", default=90)
# So many letters about what happens a player gets at once within a day; the rest comes in the digest.
NOTIFICATION_LETTERS_PER_DAY = env.int("NOTIFICATION_LETTERS_PER_DAY", default=30)
# So long the centre remembers what happened.
NOTIFICATIONS_KEPT_DAYS = env.int("NOTIFICATIONS_KEPT_DAYS", default=180)

CELERY_BROKER_URL = env.str("CELERY_BROKER_URL", default=REDIS_URL or "memory://")
CELERY_TASK_IGNORE_RESULT = True
CELERY_TIMEZONE = TIME_ZONE
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# A dead broker must not hold a request: the sweep delivers what no nudge reached.
CELERY_TASK_PUBLISH_RETRY = False
CELERY_BROKER_TRANSPORT_OPTIONS = {"socket_connect_timeout": 1, "socket_timeout": 5, "max_retries": 0}

WAGTAIL_SITE_NAME = "Таверна"
BASE_URL = env.str("BASE_URL", default="http://127.0.0.1:8000").rstrip("/")
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAIL_I18N_ENABLED = False
WAGTAILIMAGES_IMAGE_MODEL = "board.Picture"
WAGTAILADMIN_PERMITTED_LANGUAGES = [("ru", "Русский"), ("en", "English")]
# Every name that the machine knows would be six hundred, some of which no browser understands.
WAGTAIL_USER_TIME_ZONES = list(CITIES)
# We mail moderators and authors ourselves, once, through the outbox.
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False
WAGTAIL_FINISH_WORKFLOW_ACTION = "ads.workflow.publish_reviewed"
# What is shown to some alone is shown to who has signed in by the site's own door, never to who knows a word.
WAGTAIL_PRIVATE_PAGE_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAILDOCS_PRIVATE_COLLECTION_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database", "AUTO_UPDATE": False}}

# Tavern's own settings.
UNDO_SECONDS = env.int("UNDO_SECONDS", default=120)
# Multiplies every rate limit; the one-command run raises it for tests with TAVERN_LIMITS=relaxed.
LIMITS_FACTOR = 1
# The header in which our own reverse proxy names the visitor's address (X-Real-IP); empty without a proxy.
TRUSTED_PROXY_HEADER = env.str("TRUSTED_PROXY_HEADER", default="")
ALLAUTH_TRUSTED_CLIENT_IP_HEADER = TRUSTED_PROXY_HEADER or None
# The only foreign hosts a page may frame: where embedded videos play.
VIDEO_FRAME_HOSTS = (
    "https://www.youtube-nocookie.com",
    "https://player.vimeo.com",
    "https://player.twitch.tv",
    "https://clips.twitch.tv",
    "https://vkvideo.ru",
    "https://rutube.ru",
)
DEV_MAILBOX = False
# Media through Django: the one-command run only; elsewhere the proxy serves it.
SERVE_MEDIA = False

LOGGING: dict[str, object] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "INFO"},
}
