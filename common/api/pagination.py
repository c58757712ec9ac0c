"""Lists in pages by cursor: `{"next", "previous", "results"}`, no page numbers and no count."""

from rest_framework.pagination import CursorPagination


class NewestFirst(CursorPagination):
    """Newest rows first; a view whose rows have another order subclasses this."""

    ordering: str | tuple[str, ...] = "-pk"
    page_size_query_param = "page_size"
    max_page_size = 100
