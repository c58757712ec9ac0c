"""What players hear from moderators beside the verdicts on their ads: one function, one notification."""

from __future__ import annotations

from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from moderation.models import Case, Flag
from moderation.subjects import Subject
from notifications.services import notify

OUTCOMES: dict[str, Promise] = {
    Flag.Outcome.UPHELD: _("Your flag was right, thank you"),
    Flag.Outcome.REJECTED: _("A moderator looked at your flag and found nothing wrong"),
    Flag.Outcome.ABUSED: _("A moderator found your flag groundless; please flag only what breaks the rules"),
}


def flag_decided(flag: Flag, case: Case, *, outcome: str) -> None:
    """Tell who flagged what came of it."""
    with translation.override(flag.reporter.language):
        said = str(OUTCOMES[outcome])
    notify(
        recipient=flag.reporter,
        kind="flag-decided",
        key=f"flag-decided:{flag.pk}",
        letter="moderation/flag_decided",
        url=_address(case) if outcome == Flag.Outcome.REJECTED else reverse("board:index"),
        context={"listing": case.title, "outcome": said},
    )


def _address(case: Case) -> str:
    """Where what was flagged still stands, if everybody may go there."""
    if case.subject_type == Subject.LISTING:
        return f"{reverse('board:index')}{case.subject_id}-/"
    return reverse("notifications:list")
