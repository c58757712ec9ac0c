"""The verbs of an ad's life: every door calls these."""

from ads.services.anew import copy_ad, discard_edit
from ads.services.pictures import make_copies, record_picture_uses, store_picture, sweep_pictures
from ads.services.publication import (
    bump_ad,
    close_ad,
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
from ads.services.sending import forget_route
from ads.services.sweeps import archive_old_ads, expire_ads, warn_of_end
from ads.services.writing import AdText, create_ad, delete_ad, edit_ad

__all__ = [
    "AdText",
    "archive_old_ads",
    "bump_ad",
    "close_ad",
    "copy_ad",
    "create_ad",
    "delete_ad",
    "discard_edit",
    "edit_ad",
    "expire_ads",
    "forget_route",
    "hide_ad",
    "make_copies",
    "record_cancellation",
    "record_changes_requested",
    "record_picture_uses",
    "record_publication",
    "record_submission",
    "record_unpublication",
    "reject_ad",
    "renew_ad",
    "restore_ad",
    "store_picture",
    "submit_ad",
    "sweep_pictures",
    "warn_of_end",
    "withdraw_ad",
]
