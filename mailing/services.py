"""What operators do with letters by hand."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import transaction
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from common.errors import IllegalTransition, NotAllowed
from mailing import nudges
from mailing.models import OutboxMessage
from mailing.rows import Status


@transaction.atomic
def resend_letter(*, message_id: int, by: AbstractUser) -> OutboxMessage:
    """Queue a failed letter anew, with all its attempts before it and under the same Message-ID.

    Raises:
        OutboxMessage.DoesNotExist: there is no such letter.
        NotAllowed: `by` may not resend, or the letter opens an account.
        IllegalTransition: it has not failed.
    """
    message = OutboxMessage.objects.select_for_update(of=("self",)).get(pk=message_id)
    if not by.has_perm("mailing.resend_letter"):
        raise NotAllowed(_("You may not resend letters."))
    if message.secret:
        raise NotAllowed(_("Letters with codes and account links are never resent by hand."))
    if message.status != Status.FAILED:
        raise IllegalTransition(_("Only a letter that failed can be resent."))
    OutboxMessage.objects.filter(pk=message.pk).update(
        status=Status.QUEUED, attempts=0, not_before=Now(), finished_at=None, last_error=""
    )
    log(message, "mailing.resend", user=by)
    nudges.nudge_after_commit()
    message.refresh_from_db()
    return message
