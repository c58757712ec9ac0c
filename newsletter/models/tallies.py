"""Running sums of a mailing's letters: its page is looked at every two seconds, and a million rows aren't."""

from __future__ import annotations

from django.db import models

from mailing.rows import Status
from newsletter.models.mailings import Mailing


class Tally(models.Model):
    """How many letters one database session has moved into a state. The database writes it (migration 6).

    Each session has rows of its own, so that workers never wait for each other here.
    """

    mailing = models.ForeignKey(
        Mailing,
        on_delete=models.CASCADE,
        related_name="tallies",
        # The unique constraint's index begins with it.
        db_index=False,
    )
    status = models.CharField(max_length=10, choices=Status)
    session = models.IntegerField()
    count = models.IntegerField()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["mailing", "status", "session"], name="newsletter_tally_one_per_session"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.mailing_id}: {self.count} {self.status}"
