"""The verbs of moderation: every door calls these."""

from moderation.services.log import record_act

__all__ = ["record_act"]
