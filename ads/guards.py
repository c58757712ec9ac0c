"""Second thoughts at the moment of sending: is what a letter says of an ad still so?"""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

from ads.models import VISIBLE_STATUSES, AdStatus, BoardEntry, Patch
from ads.notifications import term_key
from mailing.guards import Addressed, kind_of


def objection_to_approved(letter: Addressed) -> str | None:
    """Return why the author must not read that the ad is on the board."""
    entry = _told_of(letter)
    if entry is None:
        return _("the listing is deleted")
    return None if entry.status in VISIBLE_STATUSES else _("the listing isn't public any more")


def objection_to_verdict(letter: Addressed) -> str | None:
    """Return why the author must not read what a moderator decided."""
    return _("the listing is deleted") if _told_of(letter) is None else None


def objection_to_hidden(letter: Addressed) -> str | None:
    """Return why the author must not read that the ad is hidden."""
    entry = _told_of(letter)
    return None if entry and entry.status == AdStatus.HIDDEN else _("the listing isn't hidden any more")


def objection_to_expiring(letter: Addressed) -> str | None:
    """Return why the author must not be warned: renewed meanwhile, closed, or gone."""
    return _objection_to_term(letter, AdStatus.LIVE)


def objection_to_expired(letter: Addressed) -> str | None:
    """Return why the author must not read that the term is over: renewed meanwhile, or gone."""
    return _objection_to_term(letter, AdStatus.EXPIRED)


def objection_to_patch_out(letter: Addressed) -> str | None:
    """Return why an author must not read of a patch: it was taken back, or all is confirmed meanwhile."""
    _kind, patch_id, author_id = letter.key.split(":")
    patch = Patch.objects.standing().filter(pk=patch_id).first()
    if patch is None:
        return _("the patch was taken back")
    old = BoardEntry.objects.live_on_board().for_author(author_id).confirmed_before(patch.at)
    return None if old.exists() else _("the author has confirmed every listing")


def _objection_to_term(letter: Addressed, status: AdStatus) -> str | None:
    entry = _told_of(letter)
    if entry is None:
        return _("the listing is deleted")
    if entry.status != status or term_key(kind_of(letter.key), entry) != letter.key:
        return _("the listing was renewed, or has left the board")
    return None


def _told_of(letter: Addressed) -> BoardEntry | None:
    """Find the ad by the letter's key, `<kind>:<id>:…`."""
    return BoardEntry.objects.filter(pk=int(letter.key.split(":")[1])).first()
