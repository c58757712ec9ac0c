"""One conversation as one of its two players sees it, and the one rule of who may write in it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from ads.models import AdStatus
from notifications.selectors import is_blocked
from responses.models import OPEN, Deal, Message, Response, ResponseStatus, Thread, ThreadSide
from responses.models.queries import ResponseQuerySet

CLOSED_BY_STATE: dict[str, Promise] = {
    ResponseStatus.DECLINED: _("The response was declined, so this conversation is over."),
    ResponseStatus.WITHDRAWN: _("The response was withdrawn, so this conversation is over."),
}


@dataclass(frozen=True)
class Conversation:
    """A response with its listing, one of its two players, and their thread if there is one yet."""

    response: Response
    reader: User

    @cached_property
    def thread(self) -> Thread | None:
        return getattr(self.response, "thread", None)

    @cached_property
    def deal(self) -> Deal | None:
        return getattr(self.response, "deal", None)

    @cached_property
    def own_side(self) -> ThreadSide | None:
        return self._side(self.reader)

    @cached_property
    def other_side(self) -> ThreadSide | None:
        return self._side(self.partner)

    @property
    def is_received(self) -> bool:
        """Whether the reader is the ad's author."""
        return self.response.recipient_id == self.reader.pk

    @property
    def partner(self) -> User:
        return self.response.author if self.is_received else self.response.recipient

    @property
    def status(self) -> str:
        """The response's state as the reader sees it: the responder learns of a decision when it stands."""
        return self.response.status if self.is_received else self.response.visible_status

    @property
    def has_begun(self) -> bool:
        """Whether somebody has written."""
        return self.thread is not None and self.thread.latest_id is not None

    @property
    def exists(self) -> bool:
        """Whether the reader may know of it: somebody has written, the reader may, or it was opened."""
        if self.has_begun or self.may_write:
            return True
        return self.own_side is not None and self.own_side.last_at <= timezone.now()

    @property
    def may_write(self) -> bool:
        return self.objection is None

    @cached_property
    def objection(self) -> Promise | None:
        """Say why the reader may not write here, or None: every door asks this and nothing else."""
        if not self.partner.is_active or self.partner.is_leaving:
            return _("This player is no longer on the board.")
        if is_blocked(by=self.partner, of=self.reader):
            # Who is blocked isn't told so.
            return _("This conversation is over.")
        if is_blocked(by=self.reader, of=self.partner):
            return _("You have blocked this player; lift that to write.")
        if self.response.listing_status == AdStatus.HIDDEN:  # type: ignore[attr-defined]
            return _("A moderator took the listing off the board, so this conversation is over.")
        if self._is_removed:
            return _("The response was put away, so this conversation is over.")
        if self.status in CLOSED_BY_STATE:
            return CLOSED_BY_STATE[self.status]
        if self.status in OPEN and not self.is_received and not self.has_begun:
            return _("The listing's author has to write first, or to accept your response.")
        return None

    @property
    def _is_removed(self) -> bool:
        """Whether it was deleted unanswered, or by a moderator: an accepted one is only tidied away."""
        response = self.response
        if response.deleted_at is None:
            return False
        return response.is_put_away or response.deleted_by_id != response.recipient_id

    def _side(self, player: User) -> ThreadSide | None:
        return next((side for side in self._sides if side.player_id == player.pk), None)

    @cached_property
    def _sides(self) -> list[ThreadSide]:
        return list(self.thread.sides.all()) if self.thread else []

    @property
    def read_by_partner(self) -> int:
        """The id of the newest message that the partner has read."""
        return self.other_side.read_to if self.other_side else 0

    @property
    def state(self) -> str:
        """A word that changes whenever there is something else to show to the reader."""
        newest = self.thread.latest_id if self.thread else None
        dealt = 0 if self.deal is None else 1 + self.deal.is_confirmed
        edits = self.response.edits
        return f"{newest or 0}-{self.read_by_partner}-{self.status}-{int(self.may_write)}-{dealt}-{edits}"

    def messages(self, *, before: int | None = None, limit: int) -> list[Message]:
        """Read the newest messages, or the newest before an id, newest first; one query."""
        if not self.has_begun:
            return []
        found = Message.objects.filter(thread_id=self.response.pk).order_by("-pk")
        return list((found if before is None else found.filter(pk__lt=before))[:limit])


def with_talk(responses: ResponseQuerySet, player: User) -> ResponseQuerySet:
    """Add `can_talk`: whether the player has a conversation about the response to go to."""
    mine = ThreadSide.objects.of_player(player).filter(thread=OuterRef("pk"))
    return responses.annotate(can_talk=Exists(mine))


def conversation_of(*, response_id: int, reader: User) -> Conversation | None:
    """Return the conversation about a response; None when it isn't this player's to know of.

    One query, and another for the sides once they are asked.
    """
    mine = Response.objects.filter(Q(author=reader) | Q(recipient=reader), pk=response_id)
    found = (
        mine.with_listing()
        .annotate(listing_status=F("ad__entry__status"))
        .select_related("thread", "deal")
        .first()
    )
    conversation = Conversation(found, reader) if found else None
    return conversation if conversation and conversation.exists else None
