"""What moderation keeps: the queue of cases, flags, the rules, and the log of power."""

from moderation.models.acts import Deed, ModerationAct
from moderation.models.cases import Case
from moderation.models.flags import Flag
from moderation.models.rules import ModerationRules

__all__ = ["Case", "Deed", "Flag", "ModerationAct", "ModerationRules"]
