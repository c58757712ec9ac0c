"""Types that say more than Django's own."""

from django.http import HttpRequest

from accounts.models import User


class SignedInRequest(HttpRequest):
    """A request behind `login_required`: its user is a player."""

    user: User
