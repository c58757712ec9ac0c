"""Reads HTML, whoever wrote it, into a document of allowed elements."""

from content.reading.document import read_document, read_flow, read_inline, read_table

__all__ = ["read_document", "read_flow", "read_inline", "read_table"]
