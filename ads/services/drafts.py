"""Unfinished texts: kept while the author types, gone when they become an ad."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from accounts.models import User
from ads.errors import NotEditable, SomethingNewer, TooManyDrafts
from ads.limits import DRAFTS_KEPT, MAX_DRAFTS
from ads.models import BoardEntry, WritingDraft, draft_uid_of
from ads.models.status import EDITABLE_STATUSES
from ads.services.locking import lock_author, lock_own_entry
from ads.services.outdated import refuse_outdated
from common.ages import clock_in_words
from common.errors import InvalidInput


@dataclass(frozen=True, slots=True)
class TypedText:
    """One state of a writing page.

    `after` is the sequence of the kept draft that this page knows; `base` is the revision it began with.
    """

    writer: str
    sequence: int
    after: int
    fields: dict[str, list[str]]
    ad_id: int | None = None
    base: int | None = None


@transaction.atomic
def keep_draft(*, uid: UUID, text: TypedText, by: User) -> WritingDraft:
    """Keep what the author has typed so far; the same state sent again changes nothing.

    Raises:
        BoardEntry.DoesNotExist, NotAdAuthor: the listing isn't there, or not the author's.
        NotEditable: its state takes no edits.
        SomethingNewer: another tab, device or person was quicker.
        TooManyDrafts: the author has as many as anybody may.
        InvalidInput: the name belongs to the draft of another listing.
    """
    lock_author(by)
    _check_subject(uid, text, by)
    draft = WritingDraft.objects.select_for_update().filter(author=by, uid=uid).first()
    if draft is None:
        if WritingDraft.objects.filter(author=by).count() >= MAX_DRAFTS:
            raise TooManyDrafts
        draft = WritingDraft(author=by, uid=uid, ad_id=text.ad_id)
    elif not _follows(text, draft):
        return draft
    draft.base, draft.writer, draft.sequence = text.base, text.writer, text.sequence
    draft.fields, draft.saved_at = text.fields, timezone.now()
    draft.save()
    return draft


def _check_subject(uid: UUID, text: TypedText, by: User) -> None:
    """A text for an ad goes on from its latest revision; one for a new ad hasn't become an ad yet."""
    if text.ad_id is not None:
        if uid != draft_uid_of(text.ad_id):
            raise InvalidInput(gettext("This is the draft of another listing."))
        entry = lock_own_entry(text.ad_id, by)
        if entry.status not in EDITABLE_STATUSES:
            raise NotEditable
        refuse_outdated(entry, text.base)
    elif made := BoardEntry.objects.filter(author=by, draft_uid=uid).values_list("pk", flat=True).first():
        raise SomethingNewer(
            "sent",
            gettext("This text has become a listing already."),
            listing=made,
        )


def _follows(text: TypedText, draft: WritingDraft) -> bool:
    """Whether the state comes after the kept one; one that is kept already needn't be written.

    Raises:
        SomethingNewer: the kept one is newer, or from elsewhere.
    """
    if text.fields == draft.fields and text.base == draft.base:
        return False
    newer = text.sequence > draft.sequence
    if newer and (text.writer == draft.writer or text.after == draft.sequence):
        return True
    raise SomethingNewer(
        "newer",
        gettext("A newer text was kept at %(time)s, from another tab or device.")
        % {"time": clock_in_words(draft.saved_at)},
        sequence=draft.sequence,
        saved_at=draft.saved_at.isoformat(),
        by=str(draft.author),
    )


@transaction.atomic
def discard_draft(*, uid: UUID, by: User) -> bool:
    """Throw an unfinished text away; return whether there was one."""
    deleted, _per_model = WritingDraft.objects.filter(author=by, uid=uid).delete()
    return deleted > 0


def forget_old_drafts(*, now: datetime) -> int:
    """Forget the texts that nobody has touched for weeks; return how many."""
    deleted, _per_model = WritingDraft.objects.filter(saved_at__lt=now - DRAFTS_KEPT).delete()
    return deleted
