"""The link in every notification's letter that stops letters of its kind, without a log-in."""

from __future__ import annotations

from typing import NamedTuple

from django.conf import settings
from django.core import signing
from django.urls import reverse

from accounts.models import User

SALT = "notifications.stop"


class StopLink(NamedTuple):
    """Whose letters of which kind the link stops."""

    reader: User
    kind: str


def stop_url(reader: User, kind: str) -> str:
    """Return the address that goes with one letter; it works as long as the account lives."""
    token = signing.Signer(salt=SALT).sign_object([reader.pk, kind])
    return settings.BASE_URL + reverse("notifications:stop", args=[token])


def read_stop_token(token: str) -> StopLink:
    """Return what a link's key stands for.

    Raises:
        signing.BadSignature: somebody made it up.
        User.DoesNotExist: the account is gone.
    """
    reader_id, kind = signing.Signer(salt=SALT).unsign_object(token)
    return StopLink(User.objects.get(pk=reader_id), kind)
