"""Media in a bucket are seen under our own address."""

from __future__ import annotations

from common.storage import MediaBucket


def test_a_files_address_is_our_own(settings):
    settings.MEDIA_URL = "/media/"
    bucket = MediaBucket(bucket_name="tavern-media", access_key="key", secret_key="secret")
    assert bucket.url("pictures/щит 1.webp") == "/media/pictures/%D1%89%D0%B8%D1%82%201.webp"
