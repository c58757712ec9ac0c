"""People who are signed in already: the form has journeys of its own."""

from __future__ import annotations

from importlib import import_module

from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext

from accounts.models import User


def session_of(user: User) -> str:
    """Return the value of the cookie of a new session."""
    client = Client()
    client.force_login(user)
    return client.cookies["sessionid"].value


def end_session(context: BrowserContext) -> None:
    """Let the browser's session be over on the server; the browser doesn't know."""
    key = next(cookie["value"] for cookie in context.cookies() if cookie["name"] == "sessionid")
    import_module(settings.SESSION_ENGINE).SessionStore(key).delete()
