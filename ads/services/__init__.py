"""The verbs of an ad's life: every door calls these."""

from ads.services.pictures import store_picture
from ads.services.publication import (
    archive_old_ads,
    bump_ad,
    close_ad,
    expire_ads,
    record_publication,
    record_unpublication,
    renew_ad,
)
from ads.services.review import (
    hide_ad,
    record_cancellation,
    record_changes_requested,
    record_submission,
    reject_ad,
    restore_ad,
    submit_ad,
    withdraw_ad,
)
from ads.services.writing import AdText, create_ad, delete_ad, edit_ad, preview_ad

__all__ = [
    "AdText",
    "archive_old_ads",
    "bump_ad",
    "close_ad",
    "create_ad",
    "delete_ad",
    "edit_ad",
    "expire_ads",
    "hide_ad",
    "preview_ad",
    "record_cancellation",
    "record_changes_requested",
    "record_publication",
    "record_submission",
    "record_unpublication",
    "reject_ad",
    "renew_ad",
    "restore_ad",
    "store_picture",
    "submit_ad",
    "withdraw_ad",
]
