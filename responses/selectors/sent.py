"""What one has sent oneself."""

from __future__ import annotations

from accounts.models import User
from common.keyset import Cursor
from responses.models import Response
from responses.selectors.conversation import with_talk
from responses.selectors.paging import Slice, slice_of


def sent_page(*, user: User, cursor: Cursor | None) -> Slice:
    """Read a page of one's own responses, in one query."""
    return slice_of(
        Response.objects.sent_by(user),
        cursor,
        lambda rows: with_talk(rows.with_listing().with_place_in_row(), user),
    )
