"""Letters about one's account: codes first and secret, notices of what changed after them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple
from uuid import uuid4

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.time_zones import zone_named
from common.ages import moment_in_words
from mailing.letters import render_letter
from mailing.outbox import Priority, post


class Kind(NamedTuple):
    """A letter with a code, or about one: the outbox's kind and the template."""

    slug: str
    template: str


# What the log of letters calls them.
NAMES: dict[str, Promise] = {
    "sign-up-code": _("Code for signing up"),
    "email-code": _("Code for an address"),
    "log-in-code": _("Code for logging in"),
    "password-code": _("Code for a new password"),
    "already-registered": _("Already registered"),
    "security-notice": _("Change of an account"),
    "address-check": _("Trial of an address"),
    "copy-ready": _("Copy of one’s data"),
    "leaving": _("Account about to be deleted"),
}
CODES = {
    "email_confirmation_signup": Kind("sign-up-code", "accounts/sign_up_code"),
    "email_confirmation": Kind("email-code", "accounts/email_code"),
    "login_code": Kind("log-in-code", "accounts/log_in_code"),
    "password_reset_code": Kind("password-code", "accounts/password_code"),
    "account_already_exists": Kind("already-registered", "accounts/already_registered"),
}
# An address that no account has: nobody gets a letter.
UNKNOWN = "unknown_account"
NOTICES: dict[str, Promise] = {
    "password_changed": _("The password of your account was changed."),
    "password_set": _("A password was set for your account."),
    "password_reset": _("The password of your account was set anew with a code from a letter."),
    "email_changed": _("The e-mail of your account was changed to another address."),
    "totp_activated": _("Log-in with an authenticator app was switched on."),
    "totp_deactivated": _("Log-in with an authenticator app was switched off."),
    "totp_removed": _(
        "An administrator switched off log-in with an authenticator app, and signed you out everywhere."
    ),
    "recovery_codes_generated": _("A new set of recovery codes was made."),
}


def post_account_letter(*, kind: str, to: str, context: Mapping[str, object]) -> None:
    """Queue one of allauth's letters in its reader's language; `kind` is the last part of allauth's name.

    A log-in code goes only to an address that its player has confirmed: whoever signed up with somebody
    else's address knows that account's password, and a code must not make it the owner's.
    """
    player = User.objects.filter(email__iexact=to).first()
    language = player.language if player else get_language() or settings.LANGUAGE_CODE
    facts = {"player": player, "to": to, "minutes": settings.CODE_SECONDS // 60, **_shown(context)}
    if kind == UNKNOWN or (kind == "login_code" and not _may_have_log_in_code(player, to)):
        _rehearse(to, facts, language)
    elif code := CODES.get(kind):
        _post_code(code, to, facts, language)
    elif notice := NOTICES.get(kind):
        facts |= {"notice": notice, "reply_to": settings.MODERATORS_EMAIL}
        letter = render_letter("accounts/security_notice", facts, language)
        post(key=f"security-notice:{uuid4().hex}", to=to, letter=letter)


def _post_code(kind: Kind, to: str, facts: Mapping[str, object], language: str) -> None:
    letter = render_letter(kind.template, facts, language)
    post(key=f"{kind.slug}:{uuid4().hex}", to=to, letter=letter, priority=Priority.CODE, secret=True)


def _rehearse(to: str, facts: Mapping[str, object], language: str) -> None:
    """Do the work of a letter with a code and take it back: the clock would tell whose address is known."""
    with transaction.atomic():
        _post_code(CODES["login_code"], to, {"code": "", **facts}, language)
        transaction.set_rollback(True)


def post_address_check(player: User) -> None:
    """Queue the letter by which a player tries a suspended address again; as urgent as a code, not secret."""
    letter = render_letter("accounts/address_check", {"player": player}, player.language)
    post(key=f"address-check:{uuid4().hex}", to=player.email, letter=letter, priority=Priority.CODE)


def post_copy_ready(player: User) -> None:
    """Queue the letter that a copy of the player's data waits in the settings."""
    letter = render_letter("accounts/copy_ready", {"player": player}, player.language)
    post(key=f"copy-ready:{uuid4().hex}", to=player.email, letter=letter)


def post_leaving(player: User) -> None:
    """Queue the letter that says when the account goes, and how to keep it; urgent as a code, not secret."""
    zone = zone_named(player.time_zone)
    with translation.override(player.language), timezone.override(zone):
        moment = moment_in_words(timezone.localtime(player.leaves_at))
    facts = {"player": player, "moment": moment, "reply_to": settings.MODERATORS_EMAIL}
    letter = render_letter("accounts/leaving", facts, player.language)
    post(key=f"leaving:{uuid4().hex}", to=player.email, letter=letter, priority=Priority.CODE)


def _shown(context: Mapping[str, object]) -> dict[str, object]:
    """Take what letters may show of allauth's context."""
    return {name: context[name] for name in ("code", "timestamp", "ip", "user_agent") if name in context}


def _may_have_log_in_code(player: User | None, address: str) -> bool:
    # Asked for strangers, too: it takes its time.
    confirmed = EmailAddress.objects.filter(email__iexact=address, verified=True)
    owners = set(confirmed.values_list("user_id", flat=True))
    return player is not None and (player.pk in owners or not player.has_usable_password())
