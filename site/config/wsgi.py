"""WSGI entry point of the web processes: the whole site, loaded before the first visitor comes."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from common.content_type import with_readable_type
from common.garbage import spare_what_is_loaded

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")

application = with_readable_type(get_wsgi_application())
get_resolver().url_patterns  # noqa: B018 (loads every view)
spare_what_is_loaded()
