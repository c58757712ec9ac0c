"""What moderation keeps: the log of power."""

from moderation.models.acts import Deed, ModerationAct

__all__ = ["Deed", "ModerationAct"]
