"""What moderation keeps: the queue of cases, flags, ready reasons, the rules, and the log of power."""

from moderation.models.acts import Deed, ModerationAct
from moderation.models.cases import Case
from moderation.models.flags import Flag
from moderation.models.reasons import CannedReason
from moderation.models.rules import ModerationRules

__all__ = ["CannedReason", "Case", "Deed", "Flag", "ModerationAct", "ModerationRules"]
