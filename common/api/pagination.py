"""Lists in pages by cursor: `{"next", "previous", "results"}`, no page numbers and no count."""

from __future__ import annotations

import re
from typing import Any

from rest_framework.exceptions import NotFound
from rest_framework.pagination import Cursor, CursorPagination
from rest_framework.request import Request

NUMBER = re.compile(r"[0-9]{1,18}")


class NewestFirst(CursorPagination):
    """Newest rows first; a view whose rows have another order subclasses this."""

    ordering: str | tuple[str, ...] = "-pk"
    page_size_query_param = "page_size"
    max_page_size = 100

    def decode_cursor(self, request: Request) -> Cursor | None:
        """Read the cursor of the address.

        Raises:
            NotFound: nobody but its writer could have made it; the database would choke on it.
        """
        cursor: Any = super().decode_cursor(request)
        by_number = self.ordering in ("-pk", ("-pk",))
        of_number = by_number and cursor is not None and cursor.position is not None
        if of_number and not NUMBER.fullmatch(cursor.position):
            raise NotFound(self.invalid_cursor_message)
        return cursor
