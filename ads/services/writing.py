"""Writing: create, edit and delete an ad."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from wagtail.actions.delete_page import DeletePageAction
from wagtail.blocks import StreamValue
from wagtail.signal_handlers import (
    disable_reference_index_auto_update,
    reference_index_auto_update_disabled,
)

from accounts.models import User
from accounts.writers import check_may_write
from ads import signals
from ads.errors import NotAdAuthor, NotEditable
from ads.models import AdPage, AdStatus, BoardEntry, BoardPage, PendingEdit
from ads.models.status import EDITABLE_STATUSES
from ads.services.cards import fill_card, forget_board
from ads.services.facts import AdFacts, write_facts
from ads.services.history import note
from ads.services.locking import lock_own_entry
from ads.services.pictures import own_pictures
from ads.services.slots import clean_slots, refuse_fewer_than_filled
from content.html_to_stream import html_to_stream, picture_ids


@dataclass(frozen=True, slots=True)
class AdText(AdFacts):
    """What an author writes; `body` is the editor's HTML, not yet sanitised. None keeps what is there."""

    title: str | None = None
    category: str | None = None
    body: str | None = None
    kind: str | None = None
    slots: Sequence[Mapping[str, Any]] | None = None


@dataclass(frozen=True, slots=True)
class FormMark:
    """Where a form of the writing page comes from, and what it says (`digest`), to know it again.

    `base` is the revision that the page began with; `scripted` says that the page kept its own draft.
    """

    uid: uuid.UUID
    base: int | None
    digest: str
    scripted: bool = False


@transaction.atomic
def create_ad(*, text: AdText, by: User, mark: FormMark | None = None) -> AdPage:
    """Keep a new ad as the author's draft.

    Raises:
        InvalidInput: the text breaks a limit, shows a picture that isn't the author's, or tells a fact that
            can't be chosen.
        Muted: the author may not write for now.
    """
    check_may_write(by)
    board = BoardPage.objects.get()
    ad = AdPage(slug=f"listing-{uuid.uuid4().hex}", owner=by, live=False, has_unpublished_changes=True)
    # The language of the tree is the board's: Wagtail would look it up.
    ad.locale_id = board.locale_id
    _write(ad, text, by=by, previous=None)
    board.add_child(instance=ad)
    note(ad, "wagtail.create", by=by, content_changed=True)
    _save_revision(ad, by)
    entry = BoardEntry(ad=ad, author=by)
    if mark is not None:
        entry.draft_uid, entry.last_form = mark.uid, mark.digest
    fill_card(entry, ad)
    entry.save(force_insert=True)
    return ad


@transaction.atomic
def edit_ad(*, ad_id: int, text: AdText, by: User, mark: FormMark | None = None) -> AdPage:
    """Change an ad: a draft in place, a live one as a pending revision, one in moderation as a new one.

    Raises:
        BoardEntry.DoesNotExist: there is no such ad.
        NotAdAuthor: it is somebody else's.
        NotEditable: its state takes no edits.
        InvalidInput: as `create_ad`, or it leaves fewer places than players were accepted for; of what waits
            for a moderator, also that it says what can't stand on the board.
        Muted: the author may not write for now.
    """
    from ads.services.review import restart_review

    entry = lock_own_entry(ad_id, by)
    check_may_write(by)
    if entry.status not in EDITABLE_STATUSES:
        raise NotEditable
    if mark is not None:
        entry.last_form = mark.digest
    draft: AdPage = entry.ad.get_latest_revision_as_object()
    _write(draft, text, by=by, previous=draft.body)
    if text.slots is not None:
        refuse_fewer_than_filled(entry, draft)
    if entry.status == AdStatus.LIVE:
        _save_pending_edit(entry, draft, by)
    else:
        draft.save(clean=False)
        _save_revision(draft, by)
        fill_card(entry, draft)
        entry.save()
    if AdStatus.IN_MODERATION in (entry.status, entry.pending):
        restart_review(draft, by)
    return draft


def _save_pending_edit(entry: BoardEntry, draft: AdPage, by: User) -> None:
    """Keep an edit of a live ad beside the live text."""
    _save_revision(draft, by)
    if entry.pending in (PendingEdit.NONE, PendingEdit.REJECTED):
        entry.pending = PendingEdit.DRAFT
    entry.save(update_fields=["pending", "last_form", "updated_at"])


def _save_revision(ad: AdPage, by: User) -> None:
    """Keep the text as the page's latest revision."""
    # The page's own row is the same but for its revision: what it refers to needs no second look.
    with _references_as_they_are():
        ad.save_revision(user=by, clean=False)
    note(ad, "wagtail.edit", by=by, content_changed=True)


@transaction.atomic
def preview_ad(*, ad_id: int | None, text: AdText, by: User) -> AdPage:
    """Put the words into an ad, new or existing, that nobody saves.

    Raises:
        BoardEntry.DoesNotExist: there is no such ad.
        NotAdAuthor: it is somebody else's.
        InvalidInput: the text breaks a limit or shows a picture that isn't the author's.
    """
    if ad_id is None:
        ad = AdPage(owner=by, live=False)
    else:
        entry = BoardEntry.objects.select_related("ad__latest_revision").get(pk=ad_id)
        if entry.author_id != by.pk:
            raise NotAdAuthor
        ad = entry.ad.latest_text()
    _write(ad, text, by=by, previous=ad.body)
    return ad


def _references_as_they_are() -> AbstractContextManager[None]:
    """Keep saves from updating Wagtail's index of references."""
    # Wagtail's switch can't be nested: the inner one's end would switch the outer one off.
    if getattr(reference_index_auto_update_disabled, "value", False):
        return nullcontext()
    switched_off: AbstractContextManager[None] = disable_reference_index_auto_update()
    return switched_off


@transaction.atomic
def delete_ad(*, ad_id: int, by: User) -> None:
    """Delete an ad of one's own, with its text, revisions and responses.

    Raises:
        BoardEntry.DoesNotExist: there is no such ad.
        NotAdAuthor: it is somebody else's.

    Side effects: `ad_deleted` is sent before the rows go, so that upper apps can tell who waited.
    """
    entry = lock_own_entry(ad_id, by)
    signals.ad_deleted.send(sender=AdPage, entry=entry, by=by)
    DeletePageAction(entry.ad, user=by).execute(skip_permission_checks=True)
    forget_board()


def _write(ad: AdPage, text: AdText, *, by: User, previous: StreamValue | None) -> None:
    """Put the author's words into the page, in memory."""
    if text.title is not None:
        ad.title = ad.draft_title = text.title
    if text.category is not None:
        ad.category = text.category
    if text.kind is not None:
        ad.kind = text.kind
    if text.slots is not None:
        ad.slots = clean_slots(text.slots)
    write_facts(ad, text, by=by)
    if text.body is not None:
        ids = picture_ids(text.body)
        own = own_pictures(uids=ids, by=by) if ids else []
        ad.body = html_to_stream(
            text.body, pictures={str(picture.uid): picture for picture in own}, previous=previous
        )
