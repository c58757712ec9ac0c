"""A mailing that fails too often stops by itself, before every server takes us for a spammer."""

from __future__ import annotations

from collections import deque

from django.utils import timezone
from django.utils.translation import gettext, override

from accounts.models import User
from common.errors import IllegalTransition
from mailing import outbox
from mailing.letters import Letter
from newsletter.models import NewsletterRules
from newsletter.services.steering import pause_mailing

# The latest outcomes that are looked at, and how many failures say something.
LOOKED_AT = 200
FEWEST_FAILURES = 20
KIND = "newsletter-paused"


class Failures:
    """What became of a mailing's latest letters, as this worker knows it."""

    def __init__(self) -> None:
        self._latest: deque[bool] = deque(maxlen=LOOKED_AT)

    def note(self, *, failed: bool) -> bool:
        """Count an outcome; True when there are too many failures among the latest."""
        self._latest.append(failed)
        failures = sum(self._latest)
        if not failed or failures < FEWEST_FAILURES:
            return False
        return failures * 100 > NewsletterRules.load().failing_percent * len(self._latest)

    def __str__(self) -> str:
        return f"{sum(self._latest)} / {len(self._latest)}"


def pause_failing(*, mailing_id: int, failures: Failures) -> None:
    """Pause a mailing, and write to whoever released it; another worker may have done so already.

    Side effects: one letter in the outbox.
    """
    reason = gettext("Too many letters failed: %(share)s of the latest.") % {"share": failures}
    try:
        mailing = pause_mailing(mailing_id=mailing_id, by=None, why=reason)
    except IllegalTransition:
        return
    if mailing.released_by is not None:
        _tell(mailing.released_by, mailing.pk, mailing.subject)


def _tell(person: User, mailing_id: int, subject: str) -> None:
    with override(person.language):
        letter = Letter(
            gettext("A newsletter has paused: too many letters failed"),
            gettext(
                "The mailing “%(subject)s” has paused by itself, because too many of its latest letters "
                "failed.\n\n"
                "Its page in the CMS lists the reasons. Resume it there once they are gone, or cancel it.\n"
            )
            % {"subject": subject},
        )
    # It may pause more than once, and each time is told.
    outbox.post(key=f"{KIND}:{mailing_id}:{timezone.now():%Y%m%d%H%M}", to=person.email, letter=letter)
