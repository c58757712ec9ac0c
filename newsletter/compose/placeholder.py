"""What stands in a composed letter where each reader's own key goes.

A key and its placeholder have the same length, so that filling one in moves no other byte of the letter.
"""

from django.conf import settings
from django.urls import reverse

TOKEN_LENGTH = 32
PLACEHOLDER = "key-of-the-reader-of-this-letter"


def unsubscribe_url(token: str = PLACEHOLDER) -> str:
    """Return the address that stops the newsletter for the token's reader."""
    return settings.BASE_URL + reverse("newsletter:unsubscribe", args=[token])
