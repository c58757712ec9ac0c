"""Pictures that players upload: kept, counted as used, and swept when nobody uses them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from wagtail.models import Collection
from wagtail.utils.file import hash_filelike

from accounts.models import User
from accounts.writers import check_may_write
from ads.errors import PicturesFull
from ads.limits import MAX_STORED_BYTES, MAX_STORED_PICTURES, SWEEP_BATCH, UNUSED_AFTER
from ads.models import Picture, PictureUse
from ads.models.pictures import PLAYERS_COLLECTION
from ads.nudges import nudge_for_copies
from ads.selectors.pictures import pictures_in_use, stored_by
from common.sweeps import sweep_each
from content.renditions import CARD, files_of
from content.uploads import PreparedPicture, prepare_upload


def store_picture(*, file: UploadedFile, by: User) -> Picture:
    """Check, re-encode and keep an uploaded picture of the player's.

    Raises:
        InvalidInput: it is no picture we take; the message says why.
        TooMany: other large pictures are being worked on.
        PicturesFull: the player has no room left.
        Muted: the player may not write for now.

    Side effects: a worker makes the copies that pages show, so that neither author nor moderator waits.
    """
    check_may_write(by)
    _check_room(by, more=0)
    prepared = prepare_upload(file)
    with transaction.atomic():
        # Two uploads at once wait here for each other, so that both can't take the last place.
        User.objects.select_for_update(of=("self",), no_key=True).get(pk=by.pk)
        _check_room(by, more=prepared.file.size)
        return _keep(prepared, by)


def _check_room(by: User, *, more: int) -> None:
    """Raises PicturesFull where one more picture, of so many bytes, has no room."""
    if by.has_perm("wagtailadmin.access_admin"):
        return
    count, size = stored_by(by)
    if count >= MAX_STORED_PICTURES or size + more > MAX_STORED_BYTES:
        raise PicturesFull(count=count, size=size, max_count=MAX_STORED_PICTURES, max_size=MAX_STORED_BYTES)


def _keep(prepared: PreparedPicture, by: User) -> Picture:
    collection = Collection.objects.filter(name=PLAYERS_COLLECTION).first()
    picture = Picture(
        title=by.display_name,
        file=prepared.file,
        file_size=prepared.file.size,
        width=prepared.width,
        height=prepared.height,
        animated=prepared.animated,
        uploaded_by_user=by,
        # Painted anew, the same picture is the same bytes, whoever sends it.
        file_hash=hash_filelike(prepared.file),
        collection=collection or Collection.get_first_root_node(),
    )
    picture.save()
    nudge_for_copies(picture.pk)
    return picture


def own_pictures(*, uids: Iterable[str], by: User) -> list[Picture]:
    """Return those of the pictures that are the player's, locked: until the caller's transaction ends,
    the sweep passes them over.
    """
    mine = Picture.objects.filter(uploaded_by_user=by, uid__in=uids).order_by("pk")
    return list(mine.select_for_update(of=("self",), no_key=True))


@transaction.atomic
def record_picture_uses(*, page_id: int, picture_ids: Iterable[int]) -> None:
    """Note that a revision of the page shows these pictures; one that is gone already is passed over."""
    locked = Picture.objects.filter(pk__in=picture_ids).order_by("pk")
    found = locked.select_for_update(of=("self",), no_key=True).values_list("pk", flat=True)
    uses = [PictureUse(page_id=page_id, picture_id=pk) for pk in found]
    PictureUse.objects.bulk_create(uses, ignore_conflicts=True)


def make_copies(*, picture_id: int) -> None:
    """Make the scaled copies that pages will show of a picture, if it is still there."""
    picture = Picture.objects.filter(pk=picture_id).first()
    if picture is not None:
        files_of(picture)
        picture.get_rendition(CARD)


def sweep_pictures(*, now: datetime) -> int:
    """Delete players' uploads of more than a day ago that nothing uses; return how many."""
    swept, last = 0, 0
    while batch := _old_and_unused(now, after=last):
        swept += _sweep_batch(batch)
        last = batch[-1]
    return swept


def _old_and_unused(now: datetime, *, after: int) -> list[int]:
    old = Picture.objects.of_players().in_no_text().filter(created_at__lt=now - UNUSED_AFTER, pk__gt=after)
    return list(old.order_by("pk").values_list("pk", flat=True)[:SWEEP_BATCH])


@transaction.atomic
def _sweep_batch(batch: list[int]) -> int:
    """Lock first and ask then who uses them: an author who is just placing one holds its lock, or waits."""
    locked = Picture.objects.filter(pk__in=batch).order_by("pk")
    free = list(locked.select_for_update(of=("self",), skip_locked=True))
    used = pictures_in_use(free)
    unused = {picture.pk: picture for picture in free if picture.pk not in used}
    return sweep_each(unused, lambda pk: _delete(unused[pk]), what="picture")


@transaction.atomic
def _delete(picture: Picture) -> bool:
    # Wagtail removes the file and its scaled copies after the commit.
    picture.delete()
    return True
