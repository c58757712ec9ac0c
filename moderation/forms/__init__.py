"""Forms of moderation: what players flag, and what moderators say."""

from moderation.forms.alarms import AlarmForm, LetWriteForm
from moderation.forms.decisions import BulkForm, DecisionForm
from moderation.forms.flags import FlagForm
from moderation.forms.listings import HideForm
from moderation.forms.sanctions import AppealForm, LiftForm, SanctionForm
from moderation.forms.watched import DryRunForm
from moderation.forms.waves import SweepForm, WaveForm

__all__ = [
    "AlarmForm",
    "AppealForm",
    "BulkForm",
    "DecisionForm",
    "DryRunForm",
    "FlagForm",
    "HideForm",
    "LetWriteForm",
    "LiftForm",
    "SanctionForm",
    "SweepForm",
    "WaveForm",
]
