"""After the database came back from a backup: no mailing in it goes on before a person says so."""

from __future__ import annotations

from django.db import transaction

from newsletter.models import Mailing, MailingStatus
from newsletter.selectors.mailings import mailings_that_may_go
from newsletter.services.steering import pause_mailing


@transaction.atomic
def hold_mailings(*, why: str) -> int:
    """Pause what is under way and let what is scheduled ask first; return how many mailings changed.

    One that was paused already may have gone on since the backup, which its page says then, too.
    """
    mailings = mailings_that_may_go().select_for_update(of=("self",)).defer("html", "text")
    return sum(_hold(mailing, why) for mailing in mailings)


def _hold(mailing: Mailing, why: str) -> bool:
    if mailing.status == MailingStatus.SCHEDULED:
        mailing.move_to(MailingStatus.LATE)
        mailing.save(update_fields=["status"])
    elif mailing.status != MailingStatus.PAUSED:
        pause_mailing(mailing_id=mailing.pk, by=None, why=why)
    elif why in mailing.pause_reason:
        return False
    else:
        mailing.pause_reason = f"{why} {mailing.pause_reason}".strip()
        mailing.save(update_fields=["pause_reason"])
    return True
