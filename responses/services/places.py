"""A response and the place that it takes in the ad's roster; the caller holds both locks."""

from __future__ import annotations

from ads.errors import RoleIsFull
from ads.models import BoardEntry, Category
from ads.services.slots import check_wanted, fill_slot, free_slot
from responses.models import Response


def wished_role(entry: BoardEntry, role: str) -> str:
    """Return which place a new response is for: the one it names, or the only one that is open.

    Raises:
        InvalidInput: the ad doesn't look for that role.
        RoleIsFull: its places are taken.
    """
    check_wanted(entry.roster, role)
    open_roles = [slot.role for slot in entry.roster.open]
    if role and role not in open_roles:
        raise RoleIsFull(Category(role).label)
    return role or (open_roles[0] if len(open_roles) == 1 else "")


def take_place(response: Response, role: str) -> None:
    """Give the accepted player a place, in memory for the response; errors as of `fill_slot`."""
    response.slot = fill_slot(ad_id=response.ad_id, role=role, wished=response.role)


def leave_place(response: Response) -> None:
    """Free the place that the player had, if any, in memory for the response."""
    if response.slot:
        free_slot(ad_id=response.ad_id, role=response.slot)
        response.slot = ""
