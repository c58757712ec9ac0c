"""Uploaded files in an S3-compatible bucket, seen by browsers under our own /media/."""

from __future__ import annotations

from django.conf import settings
from django.utils.encoding import filepath_to_uri
from storages.backends.s3 import S3Storage


class MediaBucket(S3Storage):
    """The bucket of uploads. The reverse proxy fetches from it, so that pages need no foreign image host."""

    def url(
        self,
        name: str,
        parameters: dict[str, str] | None = None,
        expire: int | None = None,
        http_method: str | None = None,
    ) -> str:
        """Return the address under MEDIA_URL; the bucket's own address never shows."""
        return settings.MEDIA_URL + (filepath_to_uri(name) or "").lstrip("/")
