"""What is wrong with an upload."""

from common.errors import TooLarge, WrongType


class UploadTooLarge(TooLarge):
    """The file or the picture in it is too large."""


class UploadOfWrongType(WrongType):
    """The file is no picture of a kind that we take."""
