"""What moderation keeps: the queue of cases, flags, sanctions, reasons, rules, words, the log of power."""

from moderation.models.acts import Deed, ModerationAct
from moderation.models.alarms import Alarm
from moderation.models.cases import Case
from moderation.models.flags import Flag
from moderation.models.reasons import CannedReason
from moderation.models.rules import ModerationRules
from moderation.models.sanctions import Appeal, Sanction, SanctionHiding
from moderation.models.sweeps import Sweep, SweepMember
from moderation.models.watched import WatchedWord

__all__ = [
    "Alarm",
    "Appeal",
    "CannedReason",
    "Case",
    "Deed",
    "Flag",
    "ModerationAct",
    "ModerationRules",
    "Sanction",
    "SanctionHiding",
    "Sweep",
    "SweepMember",
    "WatchedWord",
]
