"""What happens elsewhere and concerns moderators; `AppConfig.ready()` imports these."""

from moderation.signal_handlers import cms_acts, queue, verdicts, watched

__all__ = ["cms_acts", "queue", "verdicts", "watched"]
