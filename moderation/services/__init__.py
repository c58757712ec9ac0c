"""The verbs of moderation: every door calls these."""

from moderation.services.alarms import announce_alarm, end_alarm, raise_alarm
from moderation.services.appeals import appeal
from moderation.services.deciding import decide_case
from moderation.services.erasing import erase_name
from moderation.services.flags import flag
from moderation.services.log import about, record_act
from moderation.services.newcomers import let_write
from moderation.services.queue import claim_case, release_case, take_next
from moderation.services.reviews import (
    reconcile_queue,
    record_hiding,
    record_loss,
    record_unseen_edit,
    record_verdict,
    record_wait,
)
from moderation.services.sanctions import end_sanctions, lift_sanction, sanction_player
from moderation.services.trust import review_level, review_level_soon, review_levels
from moderation.services.watched import flag_watched, open_cases, read_watched
from moderation.services.waves import sweep_wave, undo_sweep

__all__ = [
    "about",
    "announce_alarm",
    "appeal",
    "claim_case",
    "decide_case",
    "end_alarm",
    "end_sanctions",
    "erase_name",
    "flag",
    "flag_watched",
    "let_write",
    "lift_sanction",
    "open_cases",
    "raise_alarm",
    "read_watched",
    "reconcile_queue",
    "record_act",
    "record_hiding",
    "record_loss",
    "record_unseen_edit",
    "record_verdict",
    "record_wait",
    "release_case",
    "review_level",
    "review_level_soon",
    "review_levels",
    "sanction_player",
    "sweep_wave",
    "take_next",
    "undo_sweep",
]
