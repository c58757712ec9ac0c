"""The bare view behind what every request of a signed-in player passes: the site's own middleware."""

from django.conf import settings

settings.ROOT_URLCONF = "benchmarks.rows"

from config.wsgi import application  # noqa: E402 (it reads the settings)

__all__ = ["application"]
