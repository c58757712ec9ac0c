"""What one has in one's messages: conversations, newest event first, and how much is new."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, Sum

from accounts.models import User
from common.keyset import Cursor
from responses.models import Message, ThreadSide
from responses.selectors.conversation import Conversation

THREADS_SHOWN = 20
MESSAGES_SHOWN = 30


def conversations(user: User, *, before: Cursor | None = None) -> tuple[list[ThreadSide], str]:
    """Return a page of the player's sides and the cursor of the next page (empty at the end); one query."""
    rows = ThreadSide.objects.of_player(user).with_conversation().latest_first()
    if before:
        rows = rows.filter(
            Q(last_at__lt=before.moment) | Q(pk__lt=before.pk),
            last_at__lte=before.moment,
        )
    found = list(rows[: THREADS_SHOWN + 1])
    page = found[:THREADS_SHOWN]
    more = len(found) > THREADS_SHOWN
    return page, Cursor(page[-1].last_at, page[-1].pk).encode() if more else ""


def unread_messages(user: User) -> int:
    """Count what others wrote to the player that isn't read, by a small index."""
    total: int | None = (
        ThreadSide.objects.filter(player=user).unread().aggregate(total=Sum("unread"))["total"]
    )
    return total or 0


@dataclass(frozen=True, slots=True)
class Talk:
    """A page of messages, oldest first, as they stand on the screen."""

    messages: list[Message]
    older: int | None

    @property
    def newest(self) -> int:
        return self.messages[-1].pk if self.messages else 0


def talk_of(conversation: Conversation, *, before: int | None = None) -> Talk:
    """Read the newest page, or the one before a message; one query."""
    found = conversation.messages(before=before, limit=MESSAGES_SHOWN + 1)
    page = found[:MESSAGES_SHOWN]
    return Talk(page[::-1], page[-1].pk if len(found) > MESSAGES_SHOWN else None)
