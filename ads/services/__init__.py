"""The verbs of an ad's life: every door calls these."""

from ads.services.drafts import TypedText, discard_draft, forget_old_drafts, keep_draft
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
from ads.services.saving import save_form
from ads.services.writing import AdText, FormMark, create_ad, delete_ad, edit_ad

__all__ = [
    "AdText",
    "FormMark",
    "TypedText",
    "archive_old_ads",
    "bump_ad",
    "close_ad",
    "create_ad",
    "delete_ad",
    "discard_draft",
    "edit_ad",
    "expire_ads",
    "forget_old_drafts",
    "hide_ad",
    "keep_draft",
    "record_cancellation",
    "record_changes_requested",
    "record_publication",
    "record_submission",
    "record_unpublication",
    "reject_ad",
    "renew_ad",
    "restore_ad",
    "save_form",
    "store_picture",
    "submit_ad",
    "withdraw_ad",
]
