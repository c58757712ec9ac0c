"""What follows for a session from what happens to its player's keys; `AppConfig.ready()` imports these."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed
from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import translation

from accounts import last_seen, services
from accounts.models import User
from accounts.second_factor import forget_second_factor


@receiver(user_logged_in)
def begin_session(request: HttpRequest | None = None, **kwargs: Any) -> None:
    if request is not None and hasattr(request, "session"):
        last_seen.begin(request.session)


@receiver(user_logged_in)
def speak_their_language(user: User, request: HttpRequest | None = None, **kwargs: Any) -> None:
    """Answer in the language that was chosen for the account; the middleware keeps it in the browser."""
    if request is not None and user.language_is_chosen and user.language in dict(settings.LANGUAGES):
        request.language_to_keep = user.language  # type: ignore[attr-defined]
        translation.activate(user.language)


@receiver(authenticator_added, sender=Authenticator)
def note_proof(request: HttpRequest, user: User, authenticator: Authenticator, **kwargs: Any) -> None:
    """Whoever has just shown that the new app gives the right codes needs no other proof in this session.

    Every other session gave a password alone, and would be a way round the second factor.
    """
    forget_second_factor(user)
    if authenticator.type == Authenticator.Type.TOTP:
        services.end_sessions(player=user, but_for=request.session.session_key)
        record_authentication(request, user, "mfa", id=authenticator.pk, type=authenticator.type)


@receiver(authenticator_removed, sender=Authenticator)
def look_anew(user: User, **kwargs: Any) -> None:
    forget_second_factor(user)
