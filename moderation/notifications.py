"""What players hear from moderators beside the verdicts on their ads: one function, one notification."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.time_zones import zone_named
from common.ages import moment_in_words
from moderation.models import Appeal, Case, Flag, Sanction
from moderation.subjects import Subject
from notifications.services import notify

OUTCOMES: dict[str, Promise] = {
    Flag.Outcome.UPHELD: _("Your flag was right, thank you"),
    Flag.Outcome.REJECTED: _("A moderator looked at your flag and found nothing wrong"),
    Flag.Outcome.ABUSED: _("A moderator found your flag groundless; please flag only what breaks the rules"),
}


def flag_decided(flag: Flag, reporter: User, case: Case, *, outcome: str) -> None:
    """Tell who flagged what came of it."""
    with translation.override(reporter.language):
        said = str(OUTCOMES[outcome])
    notify(
        recipient=reporter,
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


def sanctioned(given: Sanction) -> None:
    """Tell a player of a sanction: what, why, until when, and where to object."""
    _tell(
        given,
        kind="sanctioned",
        letter="moderation/sanctioned",
        key=f"sanctioned:{given.pk}",
        reason=given.reason,
    )


def sanction_lifted(given: Sanction) -> None:
    """Tell a player that a sanction has been lifted before its time."""
    _tell(
        given, kind="sanction-lifted", letter="moderation/sanction_lifted", key=f"sanction-lifted:{given.pk}"
    )


def appeal_refused(made: Appeal) -> None:
    """Tell a player that a sanction stands, and why."""
    given = made.sanction
    _tell(
        given,
        kind="appeal-refused",
        letter="moderation/appeal_refused",
        key=f"appeal-refused:{made.pk}",
        answer=made.answer,
    )


def _tell(given: Sanction, *, kind: str, letter: str, key: str, **more: str) -> None:
    player: User = given.player
    with translation.override(player.language), timezone.override(zone_named(player.time_zone)):
        sanction = str(given.get_kind_display())
        until = moment_in_words(timezone.localtime(given.until)) if given.until else ""
    notify(
        recipient=player,
        kind=kind,
        key=key,
        letter=letter,
        url=reverse("standing:page"),
        context={"sanction": sanction, "until": until, **more},
    )
