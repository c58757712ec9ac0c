"""Who asks: an app by its session token, or a browser by its session. A session gone is a 401."""

from __future__ import annotations

from typing import Any

from allauth.headless.contrib.rest_framework.authentication import XSessionTokenAuthentication
from django.utils.translation import gettext_lazy as _
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import SessionAuthentication
from rest_framework.exceptions import AuthenticationFailed, PermissionDenied
from rest_framework.request import Request

from common.sessions import KEY

CHALLENGE = 'Session realm="api"'


def let_in(found: tuple[Any, Any] | None) -> tuple[Any, Any] | None:
    """Pass on who asks, unless a sanction keeps the player out or the player is about to be deleted.

    Raises:
        PermissionDenied: it does, or is.
    """
    if found is not None and found[0].is_leaving:
        raise PermissionDenied(_("Your account is about to be deleted. Log in on the site to keep it."))
    if found is not None and found[0].is_suspended:
        raise PermissionDenied(
            _("Your account is suspended. Why, until when and how to object: see “My standing”.")
        )
    return found


class HeadlessTokenAuthentication(XSessionTokenAuthentication):
    """`X-Session-Token` of the account API; a token that is given must be good."""

    def authenticate(self, request: Request) -> tuple[Any, Any] | None:
        """Return the player and the session, or None without a token.

        Raises:
            AuthenticationFailed: the token is unknown, ended or its player deactivated.
        """
        token = self.get_session_token(request)
        if not token:
            return None
        found: tuple[Any, Any] | None = super().authenticate(request) if KEY.fullmatch(token) else None
        if found is None or not found[0].is_active:
            raise AuthenticationFailed(_("You are not signed in, or no longer."))
        found[0].came_by(found[1])
        return let_in(found)

    def authenticate_header(self, request: Request) -> str:
        return CHALLENGE


class SiteSessionAuthentication(SessionAuthentication):
    """The site's cookie session, with the CSRF check."""

    def authenticate(self, request: Request) -> tuple[Any, Any] | None:
        """Return the player and nothing, or None for a visitor."""
        return let_in(super().authenticate(request))

    def authenticate_header(self, request: Request) -> str:
        return CHALLENGE


class HeadlessTokenScheme(OpenApiAuthenticationExtension):
    """How the token stands in the API's schema."""

    target_class = "common.api.authentication.HeadlessTokenAuthentication"
    name = "sessionToken"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {"type": "apiKey", "in": "header", "name": "X-Session-Token"}


class SiteSessionScheme(OpenApiAuthenticationExtension):
    """How the cookie stands in the API's schema."""

    target_class = "common.api.authentication.SiteSessionAuthentication"
    name = "siteSession"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {"type": "apiKey", "in": "cookie", "name": "sessionid"}
