"""What operators do with letters by hand."""

from __future__ import annotations

from collections.abc import Collection

from django.contrib.auth.models import AbstractUser
from django.db import transaction
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from common.errors import IllegalTransition, NotAllowed
from mailing import nudges
from mailing.models import OutboxMessage
from mailing.rows import Status

# A skipped letter meets its guard again; an address that was suspended may be alive by now.
RESENDABLE = (Status.FAILED, Status.SKIPPED)


def may_be_resent(message: OutboxMessage, *, only_failed: bool = False) -> bool:
    """Return whether operators may queue this letter anew: codes and account links never."""
    allowed = (Status.FAILED,) if only_failed else RESENDABLE
    return message.status in allowed and not message.secret


@transaction.atomic
def resend_letter(*, message_id: int, by: AbstractUser) -> OutboxMessage:
    """Queue a letter anew that failed or was skipped, with all its attempts before it, same Message-ID.

    Raises:
        OutboxMessage.DoesNotExist: there is no such letter.
        NotAllowed: `by` may not resend, or the letter opens an account.
        IllegalTransition: it has neither failed nor been skipped.
    """
    message = OutboxMessage.objects.select_for_update(of=("self",)).get(pk=message_id)
    _check_right(by)
    if message.secret:
        raise NotAllowed(_("Letters with codes and account links are never resent by hand."))
    if not may_be_resent(message):
        raise IllegalTransition(_("Only a letter that failed or was skipped can be resent."))
    _queue_anew([message], by)
    message.refresh_from_db()
    return message


@transaction.atomic
def resend_letters(*, message_ids: Collection[int], by: AbstractUser, only_failed: bool = False) -> int:
    """Queue those of the letters anew that may be, as `resend_letter` does; return how many.

    With `only_failed` those stay that were skipped: the site has had a reason of its own for each.

    Raises:
        NotAllowed: `by` may not resend.
    """
    _check_right(by)
    messages = OutboxMessage.objects.select_for_update(of=("self",)).filter(pk__in=message_ids)
    chosen = [
        message
        for message in messages.defer("html", "text")
        if may_be_resent(message, only_failed=only_failed)
    ]
    _queue_anew(chosen, by)
    return len(chosen)


def _check_right(by: AbstractUser) -> None:
    if not by.has_perm("mailing.resend_letter"):
        raise NotAllowed(_("You may not resend letters."))


def _queue_anew(messages: list[OutboxMessage], by: AbstractUser) -> None:
    OutboxMessage.objects.filter(pk__in=[message.pk for message in messages]).update(
        status=Status.QUEUED, attempts=0, not_before=Now(), finished_at=None, last_error=""
    )
    for message in messages:
        log(message, "mailing.resend", user=by)
    if messages:
        nudges.nudge_after_commit()
