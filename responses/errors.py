"""What may go wrong with a response, in words."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from common.errors import IllegalTransition, NotAllowed, NotFound


class NoSuchListing(NotFound):
    def __init__(self) -> None:
        super().__init__(_("There is no such listing."))


class NoSuchResponse(NotFound):
    """Not there, or neither sent nor received by this player."""

    def __init__(self) -> None:
        super().__init__(_("There is no such response."))


class OwnListing(NotAllowed):
    def __init__(self) -> None:
        super().__init__(_("This is your own listing."))


class NotResponder(NotAllowed):
    def __init__(self) -> None:
        super().__init__(_("Only the player who sent the response may do this."))


class NotReceiver(NotAllowed):
    def __init__(self) -> None:
        super().__init__(_("Only the author of the listing may do this."))


class HelpsHere(NotAllowed):
    def __init__(self) -> None:
        super().__init__(_("You help with the responses to this listing, so you can't respond to it."))


class NoInvitation(NotFound):
    def __init__(self) -> None:
        super().__init__(_("Nobody asks you to help with this listing, or not any more."))


class HasResponded(IllegalTransition):
    def __init__(self) -> None:
        super().__init__(_("You wait for an answer to this listing yourself. Withdraw your response first."))


class TakesNoResponses(IllegalTransition):
    def __init__(self) -> None:
        super().__init__(_("This listing takes no responses any more."))


class AlreadyResponded(IllegalTransition):
    """One's earlier response, `response_id`, waits for an answer."""

    code = "already-responded"

    def __init__(self, response_id: int, message: Promise | None = None) -> None:
        super().__init__(
            message or _("You have responded already. Change that response, or withdraw it to send another.")
        )
        self.response_id = response_id
        self.members = {"response": {"id": response_id}}


class AlreadySent(AlreadyResponded):
    """The same words, or the same form: the author has them."""

    code = "already-sent"

    def __init__(self, response_id: int) -> None:
        super().__init__(response_id, _("This response is sent already: the author has it."))


class NoSecondTry(IllegalTransition):
    """The author has declined and not allowed another one."""

    code = "again-not-allowed"

    def __init__(self) -> None:
        super().__init__(
            _("The author has declined your response to this listing and takes no second one from you.")
        )


class AgainNotPossible(IllegalTransition):
    """The leave to respond once more is for who is declined, and given once."""

    def __init__(self) -> None:
        super().__init__(
            _("Only a player whose latest response is declined can be allowed to respond again.")
        )


class NotEditable(IllegalTransition):
    code = "not-editable"

    def __init__(self) -> None:
        super().__init__(_("Only a response that waits for an answer can be changed."))


class TextChanged(IllegalTransition):
    """Decided on words that the player has replaced in the meantime."""

    code = "text-changed"

    def __init__(self, edits: int) -> None:
        super().__init__(
            _("The player has changed the text in the meantime, so nothing was decided. Read it again.")
        )
        self.members = {"edits": edits}


class EditedElsewhere(IllegalTransition):
    """One's own text was changed in another tab since the form was opened."""

    code = "edited-elsewhere"

    def __init__(self, edits: int) -> None:
        super().__init__(
            _("You have changed this response elsewhere in the meantime. Save again to replace it.")
        )
        self.edits = edits
        self.members = {"edits": edits}


class IllegalMove(IllegalTransition):
    """The response's state has no such move."""

    def __init__(self, status: object) -> None:
        label = getattr(status, "label", status)
        super().__init__(
            gettext("That can't be done now: the response's state is “%(state)s”.") % {"state": label}
        )


class BeingDecided(IllegalTransition):
    """The author has decided; the responder isn't told yet, because it can still be undone."""

    def __init__(self) -> None:
        super().__init__(_("The author is answering it right now. Look again in a couple of minutes."))


class TooLateToUndo(IllegalTransition):
    def __init__(self) -> None:
        super().__init__(_("This can't be undone any more."))


class HasNoPlace(IllegalTransition):
    def __init__(self) -> None:
        super().__init__(_("This player takes no place that could be freed."))


class Deleted(IllegalTransition):
    def __init__(self) -> None:
        super().__init__(_("This response is deleted."))


class NotDeleted(IllegalTransition):
    def __init__(self) -> None:
        super().__init__(_("This response isn't deleted, or was hidden by a moderator."))


class AnotherIsOpen(IllegalTransition):
    def __init__(self) -> None:
        super().__init__(_("The player has sent another response in the meantime: answer that one."))


class NoSuchConversation(NotFound):
    """Not there, not open to this player yet, or between others: all the same answer."""

    def __init__(self) -> None:
        super().__init__(_("There is no such conversation."))


class ConversationClosed(IllegalTransition):
    """Nothing more can be written; the sentence says why."""


class DealNotPossible(IllegalTransition):
    def __init__(self) -> None:
        super().__init__(_("A deal takes an accepted response to a trader or crafter."))


class DealStands(IllegalTransition):
    def __init__(self) -> None:
        super().__init__(_("There is a deal about this response already."))


class NoDealProposed(IllegalTransition):
    def __init__(self) -> None:
        super().__init__(_("Nobody has proposed a deal to you here."))


class WrongDealCode(IllegalTransition):
    def __init__(self) -> None:
        super().__init__(_("That isn't the code. The player who proposed the deal sees it here."))
