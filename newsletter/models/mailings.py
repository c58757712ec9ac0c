"""One release of an issue: the letter as it was frozen, and how far it got."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Count, F, Q, Sum
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from common.errors import IllegalTransition
from mailing.rows import Status
from newsletter.models.audience_rule import AudienceRule
from newsletter.models.pages import NewsletterPage
from newsletter.models.status import LEGAL_MOVES, RELEASED_STATUSES, MailingStatus
from newsletter.models.topics import Topic


class Mailing(models.Model):
    """An issue on its way to its readers; editing the page changes nothing here."""

    page = models.ForeignKey(
        NewsletterPage,
        on_delete=models.SET_NULL,
        null=True,
        related_name="mailings",
        verbose_name=_("issue"),
    )
    status = models.CharField(_("state"), max_length=10, choices=MailingStatus, default=MailingStatus.DRAFT)
    subject = models.CharField(_("subject"), max_length=200)
    html = models.TextField(_("HTML"), blank=True)
    text = models.TextField(_("text"), blank=True)
    # Whom it is for, as it was when it was released (`AudienceRule.as_json`); a topic stays an opt-out.
    rule = models.JSONField(_("audience"), default=dict, blank=True, db_default={}, editable=False)
    topic = models.ForeignKey(
        Topic,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("topic"),
    )
    # What each block of the issue showed when it was released: see `compose.listings.Chosen`.
    listings = models.JSONField(_("listings shown"), default=dict, blank=True)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("released by"),
    )
    released_at = models.DateTimeField(_("released"), null=True, blank=True)
    scheduled_at = models.DateTimeField(_("scheduled for"), null=True, blank=True)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    # What becomes public with the first letter.
    revision_id = models.PositiveBigIntegerField(null=True, editable=False)
    # How far the ledger is written: the greatest subscription that has its row; and since when all of it is.
    reached = models.BigIntegerField(default=0, editable=False)
    ledger_written_at = models.DateTimeField(null=True, editable=False)
    per_minute = models.PositiveIntegerField(
        _("letters a minute"),
        default=0,
        help_text=_("At most so many, whatever the number of workers; 0: as fast as they go."),
    )
    ramp_up_from = models.PositiveIntegerField(
        _("letters a minute at first"),
        default=0,
        help_text=_("Grows from there to the bound, twice as fast every ten minutes; 0: no slow start."),
    )
    local_hour = models.PositiveSmallIntegerField(
        _("hour of the reader’s day"),
        null=True,
        blank=True,
        help_text=_("Each reader’s letter goes when it is so late there; empty: all of them at once."),
    )
    # How many letters the bounds have let go; what is left of the present allowance, and as of when.
    let_go = models.PositiveIntegerField(default=0, db_default=0, editable=False)
    allowance = models.FloatField(default=0, editable=False)
    allowed_at = models.DateTimeField(null=True, editable=False)
    # Why it stands still, where a rule has paused it.
    pause_reason = models.TextField(_("why it is paused"), blank=True, editable=False)
    total = models.PositiveIntegerField(_("letters"), default=0)
    # Counted when the mailing is finished; what changes after that, and all before, stands in its tallies.
    sent = models.PositiveIntegerField(_("sent"), default=0)
    failed = models.PositiveIntegerField(_("failed"), default=0)
    skipped = models.PositiveIntegerField(_("skipped"), default=0)
    uncertain = models.PositiveIntegerField(_("uncertain"), default=0)
    cancelled = models.PositiveIntegerField(_("cancelled"), default=0)
    # When its letters were deleted, as their time was over; how many who got one had unsubscribed by then.
    letters_forgotten_at = models.DateTimeField(null=True, editable=False)
    unsubscribed = models.PositiveIntegerField(null=True, editable=False)

    class Meta:
        verbose_name = _("mailing")
        verbose_name_plural = _("mailings")
        default_permissions = ("view",)
        permissions = [("release_mailing", _("Can release newsletters to all subscribers"))]
        indexes = [models.Index(fields=["-released_at"], name="mailing_newest")]
        constraints = [
            models.UniqueConstraint(
                fields=["page"],
                condition=~Q(status=MailingStatus.CANCELLED),
                name="newsletter_mailing_once_per_issue",
            ),
            models.CheckConstraint(condition=Q(local_hour__lt=24), name="newsletter_mailing_hour_of_a_day"),
            models.CheckConstraint(
                condition=~Q(status__in=RELEASED_STATUSES) | (Q(released_at__isnull=False) & ~Q(html="")),
                name="newsletter_mailing_released_is_frozen",
            ),
            models.CheckConstraint(
                condition=~Q(status=MailingStatus.FINISHED)
                | Q(
                    finished_at__isnull=False,
                    total=F("sent") + F("failed") + F("skipped") + F("uncertain") + F("cancelled"),
                ),
                name="newsletter_mailing_finished_adds_up",
            ),
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def audience_rule(self) -> AudienceRule:
        """Whom the letters are for."""
        return AudienceRule.from_json(self.rule)

    def count_letters(self) -> dict[str, int]:
        """Count the ledger's rows by state: `{"sent": 3, "failed": 0, …}`. One query, that reads them all."""
        rows = self.deliveries.order_by().values_list("status").annotate(count=Count("pk"))
        return dict.fromkeys(Status.values, 0) | dict(rows)

    @property
    def pace_in_words(self) -> str:
        """Say by which bounds the letters go, if by any."""
        said = []
        if self.local_hour is not None:
            said.append(
                gettext("each letter at %(hour)02d:00 of its reader’s day") % {"hour": self.local_hour}
            )
        if self.ramp_up_from:
            said.append(
                gettext("from %(number)s letters a minute, twice as many every ten minutes")
                % {"number": self.ramp_up_from}
            )
        if self.per_minute:
            said.append(gettext("at most %(number)s letters a minute") % {"number": self.per_minute})
        return capfirst("; ".join(said))

    @property
    def is_cancelled(self) -> bool:
        return self.status == MailingStatus.CANCELLED

    @property
    def waits_for_its_moment(self) -> bool:
        """Whether it is released and hasn't begun."""
        return self.status in (MailingStatus.SCHEDULED, MailingStatus.LATE)

    @property
    def is_under_way(self) -> bool:
        """Whether what its page shows changes by itself."""
        return self.finished_at is None and self.status != MailingStatus.LATE

    @cached_property
    def letters(self) -> dict[str, int]:
        """The letters by state, for the CMS, without counting: two queries, none for a finished mailing."""
        known: dict[str, int] = {status: getattr(self, status, 0) for status in Status.values}
        if self.finished_at is not None:
            return known
        moved = self.tallies.order_by().values_list("status").annotate(moved=Sum("count"))
        for status, count in moved:
            known[status] += count
        known[Status.SENDING] = self.deliveries.filter(status=Status.SENDING).count()
        known[Status.QUEUED] = max(self.total - sum(known.values()), 0)
        return known

    def move_to(self, status: MailingStatus) -> None:
        """Change the state in memory; the caller holds the row's lock and saves.

        Raises:
            IllegalTransition: the table of legal moves has no such move.
        """
        if status not in LEGAL_MOVES[MailingStatus(self.status)]:
            raise IllegalTransition(_("The mailing is in another state by now."))
        self.status = status
