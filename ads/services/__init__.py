"""The verbs of an ad's life: every door calls these."""

from ads.services.anew import copy_ad, discard_edit
from ads.services.confirming import confirm_ad, confirm_all_ads
from ads.services.drafts import TypedText, discard_draft, forget_old_drafts, keep_draft
from ads.services.leaving import Remembered, erase_author, put_back_all, take_down_all
from ads.services.patch_notices import retract_notices, tell_of_patch
from ads.services.patches import publish_patch, withdraw_patch
from ads.services.pausing import pause_ad, resume_ad, wake_ad
from ads.services.pictures import make_copies, record_picture_uses, store_picture, sweep_pictures
from ads.services.publication import (
    bump_ad,
    close_ad,
    record_publication,
    record_unpublication,
    renew_ad,
)
from ads.services.review import (
    explain_hiding,
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
from ads.services.sending import forget_route
from ads.services.sweeps import archive_old_ads, expire_ads, sweep_due, warn_of_end
from ads.services.writing import AdText, FormMark, create_ad, delete_ad, edit_ad, preview_ad

__all__ = [
    "AdText",
    "FormMark",
    "Remembered",
    "TypedText",
    "archive_old_ads",
    "bump_ad",
    "close_ad",
    "confirm_ad",
    "confirm_all_ads",
    "copy_ad",
    "create_ad",
    "delete_ad",
    "discard_draft",
    "discard_edit",
    "edit_ad",
    "erase_author",
    "expire_ads",
    "explain_hiding",
    "forget_old_drafts",
    "forget_route",
    "hide_ad",
    "keep_draft",
    "make_copies",
    "pause_ad",
    "preview_ad",
    "publish_patch",
    "put_back_all",
    "record_cancellation",
    "record_changes_requested",
    "record_picture_uses",
    "record_publication",
    "record_submission",
    "record_unpublication",
    "reject_ad",
    "renew_ad",
    "restore_ad",
    "resume_ad",
    "retract_notices",
    "save_form",
    "store_picture",
    "submit_ad",
    "sweep_due",
    "sweep_pictures",
    "take_down_all",
    "tell_of_patch",
    "wake_ad",
    "warn_of_end",
    "withdraw_ad",
    "withdraw_patch",
]
