"""Message-IDs that prove of a letter that came back that it was ours, and to whom it had gone."""

from __future__ import annotations

from email.utils import parseaddr

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

# Sixty-four bits: nobody guesses them through a mailbox that is read every few minutes.
MARK_LENGTH = 16


def message_id(local: str, *, to: str) -> str:
    """Return `<local.mark@our-domain>`; the mark is a signature of `local` and the address."""
    return f"<{local}.{_mark(local, to)}@{own_domain()}>"


def is_proof(found: str, *, to: str) -> bool:
    """Whether a letter with this Message-ID was sent to the address by this site."""
    if not found.isascii():
        return False
    name, _at, domain = found.strip().removeprefix("<").removesuffix(">").rpartition("@")
    local, _dot, mark = name.rpartition(".")
    return domain.lower() == own_domain().lower() and constant_time_compare(mark, _mark(local, to))


def own_domain() -> str:
    """Return the domain that letters come from."""
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"


def _mark(local: str, to: str) -> str:
    signed = f"{local} {to.strip().lower()}"
    return salted_hmac("mailing.message_ids", signed, algorithm="sha256").hexdigest()[:MARK_LENGTH]
