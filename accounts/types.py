"""Types that say more than Django's own."""

from typing import cast

from django.http import HttpRequest
from rest_framework.request import Request

from accounts.models import User


class SignedInRequest(HttpRequest):
    """A request behind `login_required`: its user is a player."""

    user: User


def player_of(request: Request) -> User:
    """Return the player of an API request that a permission class has let pass."""
    return cast("User", request.user)
