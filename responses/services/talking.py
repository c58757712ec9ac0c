"""The verbs of a conversation: open, write, read. The response's lock puts them in a row."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.writers import check_may_write
from common import watch
from common.errors import InvalidInput
from responses import notifications
from responses.errors import ConversationClosed, NoSuchConversation
from responses.models import Message, Response, Thread, ThreadSide
from responses.selectors.conversation import Conversation, conversation_of
from responses.services.silence import wake_listing
from responses.services.texts import clean_text


@transaction.atomic
def write_message(*, response_id: int, text: str, by: User, nonce: UUID | None = None) -> Message:
    """Write to the other side of a response; the first message opens the conversation.

    The same text under the same `nonce` again makes no second message: the first one is returned.

    Raises:
        NoSuchConversation: there is none, it isn't open to this player yet, or it is between others.
        ConversationClosed: nothing more can be written here.
        InvalidInput: the text is empty, too long or says what can't be said here.
        Muted: the player may not write for now.

    Side effects: the other player is told, unless an earlier message is still unread; an ad that is paused
    for its author's silence is back on the board when the author writes.
    """
    # The ad's lock comes before the response's.
    wake_listing(response_id=response_id, by_author=by.pk)
    conversation = lock_conversation(response_id, by)
    cleaned = _cleaned(text)
    twin = _written_with(nonce, response_id, by)
    if twin is not None and twin.text == cleaned:
        return twin
    check_may_write(by)
    if conversation.objection is not None:
        raise ConversationClosed(conversation.objection)
    found = watch.check({"text": cleaned})
    message = Message.objects.create(
        thread=open_thread(conversation.response),
        author=by,
        text=cleaned,
        # Who goes back in the browser and writes something else has sent another message.
        nonce=None if twin else nonce,
    )
    watch.tell(found, message)
    _deliver(message, conversation)
    return message


@transaction.atomic
def mark_thread_read(*, response_id: int, by: User, up_to: int | None = None) -> int:
    """Note that one has read a conversation, up to a message's id or all of it; return what is still unread.

    Raises:
        NoSuchConversation: there is none, it isn't open to this player yet, or it is between others.

    Side effects: the notification of what was unread counts as read.
    """
    conversation = lock_conversation(response_id, by)
    side, thread = conversation.own_side, conversation.thread
    if side is None or thread is None or thread.latest_id is None:
        return 0
    read_to = thread.latest_id if up_to is None else min(up_to, thread.latest_id)
    if read_to <= side.read_to:
        return side.unread
    news = thread.messages.filter(author=conversation.partner, pk__gt=side.read_to)
    first = news.order_by("pk").first()
    side.read_to, side.unread = read_to, news.filter(pk__gt=read_to).count()
    side.save(update_fields=["read_to", "unread"])
    if first is not None and first.pk <= read_to:
        notifications.message_read(first, reader=by)
    return side.unread


def open_thread(response: Response) -> Thread:
    """Open the conversation about a response whose lock the caller holds, unless it is open already.

    The responder learns of it when the author's latest move can't be undone any more.
    """
    thread, created = Thread.objects.get_or_create(response=response)
    if created:
        now = timezone.now()
        known_from = max(now, response.announced_at or now)
        ThreadSide.objects.bulk_create(
            [
                ThreadSide(thread=thread, player_id=response.recipient_id, last_at=now),
                ThreadSide(thread=thread, player_id=response.author_id, last_at=known_from),
            ]
        )
    return thread


def close_unused_thread(response: Response) -> None:
    """Take back a conversation in which nobody has written; the caller holds the response's lock."""
    Thread.objects.filter(response=response, latest=None).delete()


def lock_conversation(response_id: int, by: User) -> Conversation:
    """Lock the response, and only then read how its conversation stands.

    Raises:
        NoSuchConversation: there is none, it isn't open to this player yet, or it is between others.
    """
    Response.objects.select_for_update().filter(pk=response_id).values_list("pk").first()
    conversation = conversation_of(response_id=response_id, reader=by)
    if conversation is None:
        raise NoSuchConversation
    return conversation


def _written_with(nonce: UUID | None, response_id: int, by: User) -> Message | None:
    if nonce is None:
        return None
    return Message.objects.filter(thread_id=response_id, author=by, nonce=nonce).first()


def _cleaned(text: str) -> str:
    if not text.strip():
        raise InvalidInput(field_errors={"text": [_("Write something first.")]})
    return clean_text(text)


def _deliver(message: Message, conversation: Conversation) -> None:
    """Move the conversation to the top on both sides, and tell the partner of the first unread message."""
    Thread.objects.filter(pk=message.thread_id).update(latest=message)
    sides = ThreadSide.objects.filter(thread=message.thread_id)
    waiting = sides.filter(player=conversation.partner, unread__gt=0).exists()
    sides.update(last_at=message.sent_at)
    sides.filter(player=conversation.partner).update(unread=F("unread") + 1)
    if not waiting:
        notifications.message_received(message, conversation.response, reader=conversation.partner)
