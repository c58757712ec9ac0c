"""One queue: a row for everything that waits for a moderator."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from moderation.subjects import Subject

UNDECIDED = Q(decided_at=None)


class CaseQuerySet(models.QuerySet["Case"]):
    def waiting(self) -> CaseQuerySet:
        return self.filter(UNDECIDED)

    def on_desk(self, now: datetime) -> CaseQuerySet:
        """Those that wait, but for texts of players who are kept out: they come back with their authors."""
        # Few are kept out: looked up once, not beside each of ten thousand cases.
        kept_out = User.objects.filter(suspended_until__gt=now).values("pk")
        return self.waiting().exclude(kind__in=Case.OF_TEXTS, author__in=kept_out)

    def about(self, subject_type: str, subject_id: int) -> CaseQuerySet:
        return self.filter(subject_type=subject_type, subject_id=subject_id)

    def free_for(self, moderator: object, now: datetime) -> CaseQuerySet:
        """Those that nobody else has on the desk right now."""
        return self.filter(Q(claimed_by=None) | Q(claimed_by=moderator) | Q(claimed_until__lte=now))

    def oldest_first(self) -> CaseQuerySet:
        return self.order_by("since", "pk")


class Case(models.Model):
    """What waits, since when, who looks at it now; once decided, what became of it."""

    class Kind(models.TextChoices):
        NEW = "new", _("new listing")
        EDIT = "edit", _("edit")
        AFTER = "after", _("look after")
        FLAG = "flag", _("flag")
        APPEAL = "appeal", _("appeal")

    class Decision(models.TextChoices):
        APPROVED = "approved", _("approved")
        CHANGES_ASKED = "asked", _("changes asked")
        REJECTED = "rejected", _("rejected")
        UPHELD = "upheld", _("flag upheld")
        LEFT = "left", _("left as it is")
        ABUSED = "abused", _("flag abused")
        LOOKED_AT = "looked", _("looked at")
        HIDDEN = "hidden", _("hidden")
        LIFTED = "lifted", _("sanction lifted")
        STANDS = "stands", _("sanction stands")
        GONE = "gone", _("nothing left to decide")

    # Kinds that only concern their author's own texts.
    OF_TEXTS = (Kind.NEW, Kind.EDIT, Kind.AFTER)

    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    subject_type = models.CharField(
        _("on what"), max_length=10, choices=[*Subject.choices, ("sanction", _("sanction"))]
    )
    subject_id = models.PositiveBigIntegerField(_("number"))
    title = models.CharField(_("called"), max_length=255)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="cases",
        verbose_name=_("author"),
    )
    since = models.DateTimeField(_("waits since"), default=timezone.now)
    # Of a listing: the text to be decided, and the public one that it was compared with.
    revision_id = models.PositiveBigIntegerField(null=True, editable=False)
    base_revision_id = models.PositiveBigIntegerField(null=True, editable=False)
    # Hidden by a rule until a moderator has looked.
    is_hidden = models.BooleanField(_("hidden until looked at"), default=False)
    claimed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("on whose desk"),
    )
    claimed_until = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(_("decided"), null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("who decided"),
    )
    decision = models.CharField(_("decision"), max_length=10, choices=Decision, blank=True, default="")

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("case")
        verbose_name_plural = _("cases")
        default_permissions = ()
        indexes = [
            models.Index(fields=["since", "id"], name="case_oldest", condition=UNDECIDED),
            models.Index(fields=["kind", "since", "id"], name="case_kind_oldest", condition=UNDECIDED),
            models.Index(fields=["subject_type", "subject_id"], name="case_of_subject"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "subject_type", "subject_id"],
                name="case_one_open_per_subject",
                condition=UNDECIDED,
            ),
            models.CheckConstraint(
                condition=Q(decided_at=None, decision="") | (Q(decided_at__isnull=False) & ~Q(decision="")),
                name="case_decided_means_dated",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def is_claimed_by_another(self, moderator: object, now: datetime) -> bool:
        """Whether another moderator has it on the desk."""
        if self.claimed_by_id is None or self.claimed_until is None or self.claimed_until <= now:
            return False
        return self.claimed_by_id != getattr(moderator, "pk", None)

    def successor(self) -> Case | None:
        """Return the case about the same thing that waits now: another text of it was sent."""
        same = Case.objects.waiting().about(self.subject_type, self.subject_id).filter(kind=self.kind)
        return same.exclude(pk=self.pk).first()

    def close(self, decision: str, *, by: models.Model | None) -> None:
        """Decide, in memory; the caller holds the row's lock and saves."""
        self.decision, self.decided_at, self.decided_by_id = decision, timezone.now(), by.pk if by else None
        self.claimed_by = self.claimed_until = None
