"""Forms of moderation: what players flag, and what moderators say."""

from moderation.forms.flags import FlagForm
from moderation.forms.listings import HideForm

__all__ = ["FlagForm", "HideForm"]
