"""The author thinks again: an edit that is dropped, and a text that begins anew."""

from __future__ import annotations

from django.db import transaction

from accounts.models import User
from ads.errors import IllegalMove, NothingToDiscard
from ads.models import AdPage, AdStatus, BoardEntry, PendingEdit
from ads.models.status import COPYABLE_STATUSES
from ads.selectors.facts import chosen_facts, fact_choices
from ads.services.locking import lock_own_entry
from ads.services.writing import AdText, create_ad
from content.stream_to_html import stream_to_html


@transaction.atomic
def discard_edit(*, ad_id: int, by: User) -> BoardEntry:
    """Drop the pending edit of a live ad, whether or not a moderator has it; the live text stays.

    Raises:
        BoardEntry.DoesNotExist, NotAdAuthor: not there, or not the author's.
        NothingToDiscard: there is no such edit.
    """
    entry = lock_own_entry(ad_id, by)
    if entry.status != AdStatus.LIVE or entry.pending == PendingEdit.NONE:
        raise NothingToDiscard
    page: AdPage = entry.ad
    state = page.current_workflow_state
    if state is not None:
        state.cancel(user=by)
    # The live text becomes the latest revision again: the next edit begins from it.
    page.save_revision(
        user=by, log_action=True, previous_revision=page.live_revision, changed=False, clean=False
    )
    AdPage.objects.filter(pk=ad_id).update(has_unpublished_changes=False)
    entry.pending = PendingEdit.NONE
    entry.save(update_fields=["pending", "updated_at"])
    return entry


@transaction.atomic
def copy_ad(*, ad_id: int, by: User) -> AdPage:
    """Begin a new draft with the latest text of one's ad that takes no edits any more.

    Raises:
        BoardEntry.DoesNotExist, NotAdAuthor: not there, or not the author's.
        IllegalMove: it can still be edited, or a moderator has hidden it.
    """
    entry = lock_own_entry(ad_id, by)
    if entry.status not in COPYABLE_STATUSES:
        raise IllegalMove(AdStatus(entry.status))
    return create_ad(text=_text_of(entry.ad.latest_text()), by=by)


def _text_of(ad: AdPage) -> AdText:
    """Return what the ad says, as an author would write it; choices that are retired by now are left out."""
    choices = fact_choices()
    said = {
        fact: [slug for slug, _name in choices.offered(fact) if slug in slugs]
        for fact, slugs in chosen_facts(ad).items()
    }
    return AdText(
        title=ad.title,
        category=ad.category,
        kind=ad.kind,
        body=stream_to_html(ad.body),
        slots=ad.slots,
        server=next(iter(said["server"]), ""),
        level=next(iter(said["level"]), ""),
        hours=said["hours"],
        week=ad.playing,
        time_zone=ad.week_zone or None,
    )
