"""What is wrong with an upload; the API tells these two apart by their HTTP status."""

from common.errors import InvalidInput


class UploadTooLarge(InvalidInput):
    """The file or the picture in it is too large (413)."""


class UploadOfWrongType(InvalidInput):
    """The file is no picture of a kind that we take (415)."""
