"""What players flag, and what it looked like then."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from moderation.limits import FLAG_TEXT_MAX
from moderation.models.cases import Case


class Flag(models.Model):
    """One player's flag. The text is pinned as it stood: an edit afterwards doesn't hide it."""

    class Reason(models.TextChoices):
        SPAM = "spam", _("Spam or advertising")
        INSULT = "insult", _("Insults or threats")
        FRAUD = "fraud", _("Fraud, or trade for real money")
        INDECENT = "indecent", _("Indecent pictures or words")
        PRIVATE = "private", _("Somebody’s personal data")
        MISPLACED = "misplaced", _("Stands in the wrong place")
        OTHER = "other", _("Something else")
        # The site's own: a rule has found it.
        WATCHED = "watched", _("Watched words")

    class Outcome(models.TextChoices):
        OPEN = "", _("waits")
        UPHELD = "upheld", _("upheld")
        REJECTED = "rejected", _("rejected")
        ABUSED = "abused", _("abused")
        MOOT = "moot", _("nothing left to decide")

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="flags", verbose_name=_("case"))
    reporter = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="flags",
        null=True,
        verbose_name=_("who flagged"),
        help_text=_("Nobody where a rule of the site has flagged it."),
    )
    reason = models.CharField(_("reason"), max_length=10, choices=Reason)
    text = models.TextField(_("in words"), max_length=FLAG_TEXT_MAX, blank=True, default="")
    made_at = models.DateTimeField(_("flagged"), default=timezone.now)
    pinned_text = models.TextField(_("what it said then"), editable=False)
    pinned_revision_id = models.PositiveBigIntegerField(null=True, editable=False)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome, blank=True, default="")

    class Meta:
        verbose_name = _("flag")
        verbose_name_plural = _("flags")
        default_permissions = ()
        indexes = [models.Index(fields=["reporter", "outcome"], name="flag_of_reporter")]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "reporter"], nulls_distinct=False, name="flag_once_per_case"
            ),
            models.CheckConstraint(
                condition=Q(reporter=None, reason="watched")
                | (Q(reporter__isnull=False) & ~Q(reason="watched")),
                name="flag_of_the_site_means_watched",
            ),
            models.CheckConstraint(
                condition=Q(LessThanOrEqual(Length("text"), FLAG_TEXT_MAX)), name="flag_text_length"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.reason}"

    @property
    def by(self) -> str:
        """Who flagged, in words."""
        return str(self.reporter) if self.reporter else gettext("the site")
