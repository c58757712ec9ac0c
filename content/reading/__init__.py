"""Reads HTML, whoever wrote it, into a document of allowed elements."""

from content.reading.document import read_document, read_flow, read_inline, read_table
from content.reading.elements import merge_lists
from content.reading.inline import normalise
from content.reading.tables import columns_of

__all__ = [
    "columns_of",
    "merge_lists",
    "normalise",
    "read_document",
    "read_flow",
    "read_inline",
    "read_table",
]
