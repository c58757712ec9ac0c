"""Places of roles: what an author may name, and counting who is there. Counting needs the ad's lock."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ads.errors import AdIsFull, RoleIsFull
from ads.limits import PLACES_MAX, ROLE_MAX, ROLES_MAX
from ads.models import AdPage, BoardEntry, Category, RoleSlot
from ads.models.roster import Roster, Slot
from common.errors import InvalidInput
from common.page_cache import forget_pages


def clean_slots(given: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return the places that an author names as they are kept: the roles in the categories' order.

    Raises:
        InvalidInput: a role twice or unknown, too many roles, or too many or too few of one.
    """
    slots = [Slot(str(row["role"]), int(row["wanted"])) for row in given]
    roles = {slot.role for slot in slots}
    if len(roles) < len(slots) or not roles <= set(Category.values):
        raise _refused(_("Name each role once."))
    if len(slots) > ROLES_MAX:
        raise _refused(
            ngettext("At most %(count)d role fits.", "At most %(count)d roles fit.", ROLES_MAX)
            % {"count": ROLES_MAX}
        )
    if any(not 1 <= slot.wanted <= ROLE_MAX for slot in slots):
        raise _refused(_("Of one role, between 1 and %(most)d can be wanted.") % {"most": ROLE_MAX})
    if sum(slot.wanted for slot in slots) > PLACES_MAX:
        raise _refused(_("More than %(most)d places are too many for one listing.") % {"most": PLACES_MAX})
    ordered = sorted(slots, key=lambda slot: Category.values.index(slot.role))
    return [{"role": slot.role, "wanted": slot.wanted} for slot in ordered]


def refuse_fewer_than_filled(entry: BoardEntry, text: AdPage) -> None:
    """Check that a new text of a published ad has room for everybody who was accepted.

    Raises:
        InvalidInput: a role has fewer places than players.
    """
    wanted = text.roster
    for slot in entry.roster.slots:
        left = wanted.named(slot.role)
        if slot.filled > (left.wanted if left else 0):
            raise _refused(
                _("%(role)s: %(filled)d accepted already, so there can't be fewer places.")
                % {"role": slot.name, "filled": slot.filled}
            )


def place_slots(entry: BoardEntry, text: AdPage) -> None:
    """Put the places of a text that goes live into effect; who is there stays there.

    Where somebody was accepted after the text was written, there are as many places as players.
    The caller saves the entry.
    """
    if text.slots or entry.slots:
        _keep(entry, _with_room(text.roster, entry.roster))


def fill_slot(*, ad_id: int, role: str = "", wished: str = "") -> str:
    """Fill a place of an ad that the caller has locked; return its role, "" where the ad names none.

    `role` is the author's choice, `wished` the responder's; with neither it is the only open one.

    Raises:
        InvalidInput: the ad doesn't look for `role`, or one has to say which of several it is.
        RoleIsFull, AdIsFull: no such place is left.
    """
    entry = BoardEntry.objects.get(pk=ad_id)
    roster = entry.roster
    check_wanted(roster, role)
    if not roster:
        return ""
    taken = _choose(roster, role or (wished if roster.named(wished) else ""))
    _count(entry, taken, by=1)
    return taken


def free_slot(*, ad_id: int, role: str) -> None:
    """Free a place of an ad that the caller has locked; a place that no text names any more goes."""
    entry = BoardEntry.objects.select_related("ad").get(pk=ad_id)
    if (slot := entry.roster.named(role)) is not None and slot.filled:
        _count(entry, role, by=-1)


def check_wanted(roster: Roster, role: str) -> None:
    """Check that the ad looks for a role, if one is named.

    Raises:
        InvalidInput: it doesn't.
    """
    if role and roster.named(role) is None:
        raise InvalidInput(field_errors={"role": [_("This listing doesn't look for that role.")]})


def _choose(roster: Roster, role: str) -> str:
    if roster.is_full:
        raise AdIsFull
    if not role:
        if len(roster.open) > 1:
            raise InvalidInput(field_errors={"role": [_("Say which place the player gets.")]})
        return roster.open[0].role
    slot = roster.named(role)
    if slot is None or not slot.left:
        raise RoleIsFull(Category(role).label)
    return role


def _count(entry: BoardEntry, role: str, *, by: int) -> None:
    counted = Roster(
        tuple(
            replace(slot, filled=slot.filled + by) if slot.role == role else slot
            for slot in entry.roster.slots
        )
    )
    _keep(entry, _with_room(entry.ad.roster, counted))
    BoardEntry.objects.filter(pk=entry.pk).update(slots=entry.slots)
    forget_pages()


def _with_room(wanted: Roster, present: Roster) -> Roster:
    """Give every role the places that the text names, or more where more players are there already."""
    slots = []
    for role in Category.values:
        named, taken = wanted.named(role), present.named(role)
        filled = taken.filled if taken else 0
        places = max(named.wanted if named else 0, filled)
        if places:
            slots.append(Slot(role, places, filled))
    return Roster(tuple(slots))


def _keep(entry: BoardEntry, roster: Roster) -> None:
    """Write the counts, and the copy on the card, in memory."""
    rows = RoleSlot.objects.filter(ad_id=entry.pk)
    rows.exclude(role__in=[slot.role for slot in roster.slots]).delete()
    RoleSlot.objects.bulk_create(
        [RoleSlot(ad_id=entry.pk, **row) for row in roster.as_rows()],
        update_conflicts=True,
        unique_fields=["ad", "role"],
        update_fields=["wanted", "filled"],
    )
    entry.slots = roster.as_rows()


def _refused(sentence: str) -> InvalidInput:
    return InvalidInput(field_errors={"slots": [sentence]})
