"""Pictures that players send: checked while they are still bytes, then painted anew."""

from content.uploads.pipeline import PreparedPicture, prepare_upload, too_many_bytes

__all__ = ["PreparedPicture", "prepare_upload", "too_many_bytes"]
