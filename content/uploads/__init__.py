"""Pictures that players send: checked while they are still bytes, then painted anew."""

from content.uploads.pipeline import PreparedPicture, prepare_upload

__all__ = ["PreparedPicture", "prepare_upload"]
