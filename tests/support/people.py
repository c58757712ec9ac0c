"""People who are signed in already: the form has journeys of its own."""

from __future__ import annotations

from django.test import Client

from accounts.models import User


def session_of(user: User) -> str:
    """Return the value of the cookie of a new session."""
    client = Client()
    client.force_login(user)
    return client.cookies["sessionid"].value
