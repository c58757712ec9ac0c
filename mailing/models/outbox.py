"""Transactional letters: codes and notifications."""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Upper
from django.utils.translation import gettext_lazy as _

from mailing.rows import CLAIM_ORDER, OPEN_STATUSES, WAITING, QueueRow, Status

# What every change to a finished state writes too: bodies of secret letters don't outlive their delivery.
ERASE_SECRETS: dict[str, Case] = {
    body: Case(When(secret=True, then=Value("")), default=F(body), output_field=models.TextField())
    for body in ("text", "html")
}


class OutboxMessage(QueueRow):
    """One letter to one address, written by `mailing.outbox.post` beside what it tells about."""

    key = models.CharField(_("event"), max_length=200, unique=True)
    kind = models.CharField(_("kind"), max_length=100)
    to = models.CharField(_("to"), max_length=320)
    subject = models.CharField(_("subject"), max_length=200)
    text = models.TextField(_("text"), blank=True)
    html = models.TextField(_("HTML"), blank=True)
    headers = models.JSONField(_("headers"), default=dict, blank=True)
    message_id = models.CharField(_("Message-ID"), max_length=200)
    secret = models.BooleanField(_("opens an account"), default=False)

    class Meta(QueueRow.Meta):
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        permissions = [
            ("read_letter_text", _("Can read the text of letters")),
            ("resend_letter", _("Can resend letters that failed")),
        ]
        indexes = [
            *QueueRow.Meta.indexes,
            models.Index(fields=CLAIM_ORDER, name="outboxmessage_claim", condition=WAITING),
            models.Index(fields=["-created_at"], name="outboxmessage_newest"),
            models.Index(fields=["finished_at"], name="outboxmessage_finished"),
            # The log's filters, newest first; most letters are sent, and those the order alone finds.
            models.Index(fields=["kind", "-created_at"], name="outboxmessage_kind"),
            models.Index(
                fields=["status", "-created_at"],
                name="outboxmessage_unsent",
                condition=~Q(status=Status.SENT),
            ),
            # `icontains` of Django compares in upper case.
            GinIndex(OpClass(Upper("to"), name="gin_trgm_ops"), name="outboxmessage_to"),
        ]
        constraints = [
            *QueueRow.Meta.constraints,
            # A code or an account link must not outlive its delivery, whoever writes the row.
            models.CheckConstraint(
                name="mailing_outboxmessage_secret_is_erased",
                condition=Q(secret=False) | Q(status__in=OPEN_STATUSES) | Q(text="", html=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.to}"
