"""What is left of HTML on its way into a stream, as the editor would write it."""

from content.reading import read_document
from content.writing import editor_html


def sanitise(html: str) -> str:
    """Return the HTML as the editor would write it: allowed elements only, each in its place. Idempotent.

    Raises:
        InvalidInput: it is a bomb.
    """
    return editor_html(read_document(html))
