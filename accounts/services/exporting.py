"""A copy of everything that the board keeps about a player, for the player."""

from __future__ import annotations

import json
import shutil
import tempfile
from datetime import datetime, timedelta
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import letters
from accounts.models import DataExport, ExportPart, User
from accounts.models.exports import KEPT
from accounts.nudges import nudge_for_copy
from accounts.personal_data import keepers
from common.errors import IllegalTransition
from common.sweeps import keys_in_batches, sweep_each

PIECE = 1024 * 1024
ONCE_IN = timedelta(days=1)
LEASE = timedelta(minutes=15)


@transaction.atomic
def ask_for_copy(*, by: User) -> DataExport:
    """Ask for a copy of one's data; a worker makes it.

    Raises:
        IllegalTransition: one is being made, or the last one was asked for within a day.
    """
    User.objects.select_for_update(no_key=True, of=("self",)).get(pk=by.pk)
    if DataExport.objects.filter(player=by, made_at=None).exists():
        raise IllegalTransition(_("Your copy is being made already."))
    if DataExport.objects.filter(player=by, asked_at__gt=timezone.now() - ONCE_IN).exists():
        raise IllegalTransition(_("One copy a day. Ask for the next one tomorrow."))
    asked = DataExport.objects.create(player=by)
    nudge_for_copy(asked.pk)
    return asked


def make_waiting_copies(*, now: datetime) -> int:
    """Make what no nudge reached or a worker left half done, and drop what has lain for a week.

    A copy that can't be made stops no other; it is tried again when its lease is over.
    """
    DataExport.objects.filter(made_at__lt=now - KEPT).delete()
    waiting = DataExport.objects.filter(_is_free(now), made_at=None)
    return sweep_each(keys_in_batches(waiting), lambda pk: make_copy(export_id=pk), what="copy")


def make_copy(*, export_id: int) -> bool:
    """Make one copy, unless another worker is at it; True when it is there now.

    Side effects: its player gets a letter.
    """
    if not _claim(export_id):
        return False
    export = DataExport.objects.select_related("player").get(pk=export_id)
    with tempfile.TemporaryFile() as archive:
        _write_archive(export.player, archive)
        archive.seek(0)
        return _keep(export, archive)


def _is_free(now: datetime) -> Q:
    return Q(claimed_until=None) | Q(claimed_until__lte=now)


def _claim(export_id: int) -> bool:
    now = timezone.now()
    free = DataExport.objects.filter(_is_free(now), pk=export_id, made_at=None)
    return bool(free.update(claimed_until=now + LEASE))


def _write_archive(player: User, archive: IO[bytes]) -> None:
    """Write JSON files and pictures; a file that is gone from the storage is left out."""
    with ZipFile(archive, "w", ZIP_DEFLATED) as box:
        for keeper in keepers():
            for name, contents in keeper.copy(player).items():
                text = json.dumps(contents, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1)
                box.writestr(f"{keeper.slug}/{name}.json", text)
            for name, file in keeper.files(player):
                with file, box.open(f"{keeper.slug}/{name}", "w") as into:
                    shutil.copyfileobj(file, into)


@transaction.atomic
def _keep(export: DataExport, archive: IO[bytes]) -> bool:
    """Put the archive into the database and tell its player; False where the player is gone meanwhile."""
    rows = DataExport.objects.select_for_update(of=("self",)).filter(pk=export.pk, made_at=None)
    if not rows.exists():
        return False
    size = 0
    for number, piece in enumerate(iter(lambda: archive.read(PIECE), b"")):
        ExportPart.objects.create(export=export, number=number, data=piece)
        size += len(piece)
    rows.update(made_at=timezone.now(), claimed_until=None, size=size)
    letters.post_copy_ready(export.player)
    return True
