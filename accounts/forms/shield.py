"""What keeps programs from signing up by the page: a field that no person sees, and a look at the clock.

Neither is a field of the form: what reads the form's fields, as the API does, doesn't meet them.
"""

from __future__ import annotations

import time
from collections.abc import Mapping

from django.conf import settings
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

TRAP = "homepage"
OPENED = "opened"
SALT = "accounts.sign-up"
# A page that lay open longer than this counts as opened just now.
STALE_SECONDS = 24 * 60 * 60


def new_mark() -> str:
    """Return the mark of a page that is opened now, to the hundredth of a second."""
    return signing.Signer(salt=SALT).sign(f"{time.time():.2f}")


def mark_of(data: Mapping[str, str]) -> str:
    """Return the mark that came with a form while it is good, else a new one."""
    given = data.get(OPENED, "")
    return given if _age(given) is not None else new_mark()


def check(data: Mapping[str, str]) -> None:
    """Refuse what no person sends.

    Raises:
        ValidationError: the hidden field is filled in, or the form came sooner than anybody types.
    """
    if data.get(TRAP):
        # Says nothing of why: a program's author reads it, too.
        raise ValidationError(
            _("The form didn’t come through whole. Reload the page and fill it in once more.")
        )
    if settings.SIGN_UP_SECONDS <= 0:
        return
    age = _age(data.get(OPENED, ""))
    if age is None or age < settings.SIGN_UP_SECONDS:
        raise ValidationError(
            _("That was quicker than people type. Everything is kept: press the button once more.")
        )


def _age(mark: str) -> float | None:
    """Return the seconds since a page was opened; None for a mark that isn't ours, or is stale."""
    try:
        age = time.time() - float(signing.Signer(salt=SALT).unsign(mark))
    except (signing.BadSignature, ValueError):
        return None
    return age if 0 <= age < STALE_SECONDS else None
