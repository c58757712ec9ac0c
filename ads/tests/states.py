"""An ad in each of its states, brought there by the verbs that bring players' ads there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from django.utils import timezone

from accounts.models import User
from ads import services
from ads.limits import ARCHIVE_AFTER
from ads.models import AdPage, AdStatus, BoardEntry
from ads.tests.factories import AdFactory

# A live ad with an edit beside it stands for a state of its own: `live+<what becomes of the edit>`.
LIVE = ("live", "live+draft", "live+in_moderation", "live+changes_requested", "live+rejected")
STATES = (*(status for status in AdStatus.values if status != AdStatus.LIVE), *LIVE)
PUBLIC = (*LIVE, "closed", "expired")


def decision(ad: AdPage, moderator: User, action: str, comment: str = "") -> Callable[[], None]:
    """Open what waits, as a moderator's page does; the call decides: approve, reject, refuse."""
    state = AdPage.objects.get(pk=ad.pk).current_workflow_task_state

    def decide_at_last() -> None:
        state.task.specific.on_action(state, moderator, action, comment=comment)

    return decide_at_last


def decide(ad: AdPage, moderator: User, action: str, comment: str = "") -> None:
    """Open and decide at once."""
    decision(ad, moderator, action, comment)()


def ad_in(state: str, *, author: User, moderator: User) -> AdPage:
    """Make an ad and bring it to a state; a public one was bumped long ago."""
    status, _, pending = state.partition("+")
    was_public = status in ("live", "closed", "expired", "archived", "hidden")
    ad: AdPage = AdFactory(author=author, title=f"Тайна {state}", live=was_public)
    if was_public:
        BoardEntry.objects.filter(pk=ad.pk).update(bumped_at=timezone.now() - timedelta(days=2))
    steps = {"draft": "", "live": pending}.get(status, status)
    if pending:
        services.edit_ad(ad_id=ad.pk, text=services.AdText(title=f"Тайна правки {state}"), by=author)
    if steps in ("in_moderation", "changes_requested", "rejected"):
        services.submit_ad(ad_id=ad.pk, by=author)
    if steps == "changes_requested":
        decide(ad, moderator, "reject", "Уберите цену")
    if steps == "rejected":
        decide(ad, moderator, "refuse", "Это реклама")
    _leave(ad, status, author, moderator)
    entry = BoardEntry.objects.get(pk=ad.pk)
    assert (entry.status, entry.pending) == (status, pending)
    return ad


def _leave(ad: AdPage, status: str, author: User, moderator: User) -> None:
    """Take a public ad off the board, in one of the ways in which it may go."""
    now, entry = timezone.now(), BoardEntry.objects.filter(pk=ad.pk)
    if status == "closed" or status == "archived":
        services.close_ad(ad_id=ad.pk, by=author)
    if status == "archived":
        entry.update(updated_at=now - ARCHIVE_AFTER)
        services.archive_old_ads(now=now)
    if status == "expired":
        entry.update(expires_at=now)
        services.expire_ads(now=now)
    if status == "hidden":
        services.hide_ad(ad_id=ad.pk, by=moderator, comment="Жалобы игроков")
