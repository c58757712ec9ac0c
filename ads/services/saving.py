"""The writing page's form: saved once however often it is sent, never over somebody's newer text."""

from __future__ import annotations

from django.db import transaction

from accounts.models import User
from ads.errors import IllegalMove, NothingToSubmit
from ads.models import BoardEntry, WritingDraft, draft_uid_of
from ads.services.locking import lock_author, lock_own_entry
from ads.services.outdated import refuse_outdated
from ads.services.review import submit_ad
from ads.services.writing import AdText, FormMark, create_ad, edit_ad
from common.limits import spend_of


@transaction.atomic
def save_form(
    *, ad_id: int | None, text: AdText, mark: FormMark, submit: bool, by: User, address: str = ""
) -> int:
    """Save what a form of the writing page says and, if asked, send it to the moderators; return the ad's id.

    A form sent twice makes one ad: the second finds what the first one made. The draft that it was kept in
    goes in the same transaction.

    Raises:
        BoardEntry.DoesNotExist, NotAdAuthor: the ad isn't there, or not the author's.
        NotEditable, IllegalMove, NothingToSubmit: the ad's state forbids it.
        SomethingNewer: the ad was changed since the form was opened.
        InvalidInput: the text breaks a limit, or is empty and was to be submitted.
        TooMany: the author makes or changes ads too often, or those at `address` together do.
    """
    entry = _ad_of_form(ad_id, mark, by)
    repeated = entry is not None and entry.last_form == mark.digest
    if entry is None:
        spend_of("listing-create", player=by, address=address)
        ad_id = create_ad(text=text, by=by, mark=mark).pk
    else:
        ad_id = entry.pk
        if not repeated:
            spend_of("listing-edit", player=by, address=address)
            _refuse_outdated_form(entry, mark)
            edit_ad(ad_id=ad_id, text=text, by=by, mark=mark)
    WritingDraft.objects.filter(author=by, uid__in=(mark.uid, draft_uid_of(ad_id))).delete()
    if submit:
        _submit(ad_id, by, repeated=repeated)
    return ad_id


def _ad_of_form(ad_id: int | None, mark: FormMark, by: User) -> BoardEntry | None:
    """Lock the ad that the form edits or has made already; None when it is to make one."""
    if ad_id is None:
        lock_author(by)
        made = BoardEntry.objects.filter(author=by, draft_uid=mark.uid)
        ad_id = made.values_list("pk", flat=True).first()
    return None if ad_id is None else lock_own_entry(ad_id, by)


def _refuse_outdated_form(entry: BoardEntry, mark: FormMark) -> None:
    """Refuse a form that somebody's newer text would be lost by.

    A program may send a form without a base. A page without scripts that the back button brought back has
    none either: it made the ad, so it may go on with it while nothing else has changed it.

    Raises:
        SomethingNewer: the ad was changed since the form was opened.
    """
    if mark.base is None and not mark.scripted and entry.draft_uid != mark.uid:
        return
    if mark.base is None and not mark.scripted and entry.ad.revisions.count() == 1:
        return
    refuse_outdated(entry, mark.base)


def _submit(ad_id: int, by: User, *, repeated: bool) -> None:
    """Submit; what the same form has submitted already stays so."""
    try:
        submit_ad(ad_id=ad_id, by=by)
    except (IllegalMove, NothingToSubmit):
        if not repeated:
            raise
