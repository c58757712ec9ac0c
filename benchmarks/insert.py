"""The baseline of writing: the bare view alone, without middleware."""

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from config.env import database

# The same connection settings as the site's: kept open, checked before each request.
settings.configure(
    ROOT_URLCONF="benchmarks.rows",
    ALLOWED_HOSTS=["127.0.0.1"],
    SECRET_KEY="baseline",  # noqa: S106
    MIDDLEWARE=[],
    DATABASES={"default": database()},
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
)
application = get_wsgi_application()

from benchmarks.rows import make_table  # noqa: E402 (models need the settings)

make_table()
