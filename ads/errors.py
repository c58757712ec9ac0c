"""What may go wrong with an ad, in words."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from common.errors import IllegalTransition, NotAllowed


class NotAdAuthor(NotAllowed):
    def __init__(self) -> None:
        super().__init__(_("Only the author may do this."))


class IllegalMove(IllegalTransition):
    """The ad's state has no such move."""

    def __init__(self, status: object) -> None:
        label = getattr(status, "label", status)
        super().__init__(
            gettext("That can't be done now: the listing's state is “%(state)s”.") % {"state": label}
        )


class NotEditable(IllegalTransition):
    def __init__(self) -> None:
        super().__init__(_("This listing can't be edited any more."))


class NothingToSubmit(IllegalTransition):
    def __init__(self) -> None:
        super().__init__(_("There is nothing new to send."))


class NothingToDiscard(IllegalTransition):
    def __init__(self) -> None:
        super().__init__(_("There is no edit to discard."))


class BumpedToday(IllegalTransition):
    def __init__(self) -> None:
        super().__init__(_("A listing can be bumped once a day. Try again tomorrow."))


class NotPaused(IllegalTransition):
    def __init__(self) -> None:
        super().__init__(_("This listing isn't paused."))


class NotPatchPublisher(NotAllowed):
    def __init__(self) -> None:
        super().__init__(_("Only administrators publish patches."))


class PicturesFull(IllegalTransition):
    """The player's stored pictures have reached their number or size (in bytes)."""

    def __init__(self, *, count: int, size: int, max_count: int, max_size: int) -> None:
        sentence = gettext(
            "Your pictures are full: %(count)d of %(max_count)d, %(size)d of %(max_size)d MB. "
            "Delete old listings with pictures; their room comes free within a day or so."
        )
        numbers = {"count": count, "max_count": max_count, "size": size >> 20, "max_size": max_size >> 20}
        super().__init__(sentence % numbers)


class AdIsFull(IllegalTransition):
    def __init__(self) -> None:
        super().__init__(_("Everybody is found: all places of this listing are taken."))


class RoleIsFull(IllegalTransition):
    """No place of this role is left, though others are."""

    def __init__(self, role: object) -> None:
        super().__init__(
            gettext("The places for this role are taken: %(role)s. Choose another one.") % {"role": role}
        )


class ReviewOutdated(IllegalTransition):
    """What the moderator looked at isn't the latest text any more."""

    def __init__(self) -> None:
        super().__init__(
            _("The author changed the text while you were reading. Nothing is decided: look again.")
        )


class ReviewTakenBack(IllegalTransition):
    """The author wants no decision any more."""

    def __init__(self) -> None:
        super().__init__(
            _("The author took it back while you were reading: there is nothing to decide any more.")
        )


class ReviewOver(IllegalTransition):
    """Nothing of the listing waits: decided by somebody else, taken back or deleted."""

    def __init__(self) -> None:
        super().__init__(_("This waits no more: it was decided, taken back or deleted meanwhile."))


class NotInReview(IllegalTransition):
    def __init__(self) -> None:
        super().__init__(
            _("Nobody has sent this listing to the moderators: only its author changes it. You may hide it.")
        )


class SomethingNewer(IllegalTransition):
    """Another text stands where this one would go; nothing was written over it.

    `reason`: "newer" (a draft of another tab), "changed" (the listing itself), "sent" (the draft became a
    listing). `facts` say where it stands now: what a page needs to go on.
    """

    def __init__(self, reason: str, message: str, **facts: Any) -> None:
        super().__init__(message)
        self.reason = reason
        self.facts = facts


class TooManyDrafts(IllegalTransition):
    def __init__(self) -> None:
        super().__init__(_("You have too many unfinished texts. Discard one in “My listings”."))


class AnotherPlayer(NotAllowed):
    def __init__(self) -> None:
        super().__init__(_("You are signed in as another player now. Sign in as before: the text is kept."))
