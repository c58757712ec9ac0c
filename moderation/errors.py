"""What may go wrong in moderation, in words."""

from __future__ import annotations

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from common.errors import IllegalTransition, NotAllowed, NotFound


class NothingToFlag(NotFound):
    def __init__(self) -> None:
        super().__init__(_("There is nothing to flag here."))


class AlreadyFlagged(IllegalTransition):
    def __init__(self) -> None:
        super().__init__(_("You have flagged this already. A moderator looks at it, or has looked."))


class NotModerator(NotAllowed):
    def __init__(self) -> None:
        super().__init__(_("Only moderators decide here."))


class AlreadyDecided(IllegalTransition):
    """Somebody was quicker; the sentence says who, and what became of it."""

    def __init__(self, *, who: str, decision: str) -> None:
        sentence = gettext("Decided already by %(who)s: %(decision)s. Nothing more is done.")
        super().__init__(sentence % {"who": who, "decision": decision})


class OnAnothersDesk(IllegalTransition):
    """Another moderator has opened it and decides."""

    def __init__(self, who: str) -> None:
        super().__init__(gettext("%(who)s has this on the desk right now.") % {"who": who})


class NothingLeft(IllegalTransition):
    """What was to be decided about is gone, and no other text of it waits."""

    def __init__(self) -> None:
        super().__init__(_("It was deleted or hidden meanwhile: there is nothing to decide any more."))


class NoSuchDecision(IllegalTransition):
    def __init__(self) -> None:
        super().__init__(_("That can't be decided about this case."))


class NotOverStaff(NotAllowed):
    def __init__(self) -> None:
        super().__init__(
            _("You can’t decide over yourself, nor over other moderators and the board’s owners.")
        )


class NoSuchSanction(NotFound):
    def __init__(self) -> None:
        super().__init__(_("There is no such sanction."))


class SanctionOver(IllegalTransition):
    def __init__(self) -> None:
        super().__init__(_("This sanction has ended already."))


class AlreadyAppealed(IllegalTransition):
    def __init__(self) -> None:
        super().__init__(_("You have objected to this already; the answer stands here once it is given."))


class OwnSanction(NotAllowed):
    def __init__(self) -> None:
        super().__init__(_("You gave this sanction: another moderator decides about the objection."))


class SweepUndone(IllegalTransition):
    def __init__(self) -> None:
        super().__init__(_("This sweep is undone already."))


class AlarmIsOn(IllegalTransition):
    def __init__(self) -> None:
        super().__init__(_("The alarm is on already."))


class NoAlarm(IllegalTransition):
    def __init__(self) -> None:
        super().__init__(_("There is no alarm."))
