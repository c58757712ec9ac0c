"""The dry run of a release: every letter made, none sent. Signed, it is what the mailing is measured by."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from newsletter.models.audience_rule import AudienceRule
from newsletter.models.mailings import Mailing
from newsletter.models.pages import NewsletterPage


class DryRun(models.Model):
    """A report on one text of an issue and one audience. Readers stand in it by number, not by address."""

    class Status(models.TextChoices):
        RUNNING = "running", pgettext_lazy("dry run", "running")
        DONE = "done", pgettext_lazy("dry run", "done")

    page = models.ForeignKey(NewsletterPage, on_delete=models.CASCADE, related_name="dry_runs")
    # The text that was tried: a later one needs a dry run of its own.
    revision_id = models.BigIntegerField(editable=False)
    rule = models.JSONField(default=dict, editable=False)
    status = models.CharField(max_length=10, choices=Status, default=Status.RUNNING, editable=False)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", editable=False
    )
    asked_at = models.DateTimeField(default=timezone.now, editable=False)
    finished_at = models.DateTimeField(null=True, editable=False)
    # How far it is: the greatest subscription looked at, how many, and of how many at its beginning.
    reached = models.BigIntegerField(default=0, editable=False)
    looked_at = models.PositiveIntegerField(default=0, editable=False)
    expected = models.PositiveIntegerField(default=0, editable=False)
    would_go = models.PositiveIntegerField(_("letters"), default=0, editable=False)
    # Reason -> how many, and reason -> the first few subscriptions.
    kept_back = models.JSONField(default=dict, editable=False)
    samples = models.JSONField(default=dict, editable=False)
    smallest = models.PositiveIntegerField(null=True, editable=False)
    largest = models.PositiveIntegerField(null=True, editable=False)
    # Letters that couldn't be made: rows of [subscription, what went wrong], the first few.
    problems = models.JSONField(default=list, editable=False)
    problem_count = models.PositiveIntegerField(default=0, editable=False)
    # The signature: given with the release, by name, so that it outlives the account.
    mailing = models.OneToOneField(
        Mailing, on_delete=models.CASCADE, null=True, related_name="dry_run", editable=False
    )
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", editable=False
    )
    signed_name = models.CharField(max_length=150, blank=True, editable=False)
    signed_at = models.DateTimeField(null=True, editable=False)
    # Made by the press that released: nobody had looked at it, and no sentence may sound as if.
    made_at_release = models.BooleanField(default=False, db_default=False, editable=False)

    class Meta:
        verbose_name = _("dry run")
        verbose_name_plural = _("dry runs")
        default_permissions = ()
        indexes = [models.Index(fields=["page", "-asked_at"], name="dry_run_newest")]
        constraints = [
            models.CheckConstraint(
                condition=Q(mailing=None, signed_at=None, signed_name="")
                | (Q(mailing__isnull=False, signed_at__isnull=False, status="done") & ~Q(signed_name="")),
                name="dry_run_signed_with_its_mailing",
            ),
            models.CheckConstraint(
                condition=Q(status="running", finished_at=None) | Q(status="done", finished_at__isnull=False),
                name="dry_run_done_has_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.page_id}: {self.would_go}"

    @cached_property
    def audience_rule(self) -> AudienceRule:
        return AudienceRule.from_json(self.rule)

    @property
    def is_done(self) -> bool:
        return self.status == self.Status.DONE

    @property
    def percent(self) -> int:
        """How far it is; the audience may have grown since it began."""
        return min(99, self.looked_at * 100 // self.expected) if self.expected else 0
