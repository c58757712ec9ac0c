"""Which addresses a letter can be sent to (RFC 5321; without the SMTPUTF8 extension of RFC 6531)."""

from __future__ import annotations

import re
from email.utils import parseaddr

from django.utils.encoding import punycode
from django.utils.translation import gettext as _

from mailing.errors import UndeliverableAddressError

MAX_ADDRESS, MAX_LOCAL = 254, 64
# Looser than RFC 5321 in one point: dots may stand anywhere, as some providers hand out such addresses.
PLAIN_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+")
QUOTED_LOCAL = re.compile(r'"(?:[ !#-\[\]-~]|\\[ -~])+"')
DOMAIN = re.compile(r"(?=.{1,253}$)(?:[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?\.)*[A-Za-z0-9-]{1,63}")


def deliverable(address: str) -> str:
    """Return the bare ASCII address that an SMTP server takes; foreign domains in their ASCII form.

    Raises:
        UndeliverableAddressError: no letter can go there; the text says why.
    """
    if not address.isprintable():
        raise UndeliverableAddressError(_("The address holds control characters."))
    bare = parseaddr(address)[1] if "<" in address else address.strip()
    local, _at, domain = bare.rpartition("@")
    if not local.isascii():
        raise UndeliverableAddressError(
            _("Mail servers on the way take only Latin letters in the part before @.")
        )
    domain = _ascii_domain(domain)
    if not (PLAIN_LOCAL.fullmatch(local) or QUOTED_LOCAL.fullmatch(local)) or not DOMAIN.fullmatch(domain):
        raise UndeliverableAddressError(_("This is not an e-mail address."))
    if len(local) > MAX_LOCAL or len(local) + 1 + len(domain) > MAX_ADDRESS:
        raise UndeliverableAddressError(_("The address is too long."))
    return f"{local}@{domain}"


def _ascii_domain(domain: str) -> str:
    try:
        return punycode(domain)
    except UnicodeError:
        return ""
