"""What the two sides hear of a response: one function, one notification."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.text import Truncator

from accounts.models import User
from ads.models import BoardEntry, Category
from notifications.selectors import has_unread
from notifications.services import mark_event_read, notify, restate, retract, retract_waiting
from responses.models import Message, Response, ResponseStatus

# A letter tells that somebody wrote and how it begins; the conversation itself stays on the site.
EXCERPT = 200
# What tells an ad's author of a response, with the letter about it.
RECEIVED = {"response-received": "responses/received", "response-edited": "responses/edited"}
KIND_OF_DECISION = {
    ResponseStatus.ACCEPTED: "response-accepted",
    ResponseStatus.DECLINED: "response-declined",
}


def response_received(response: Response, entry: BoardEntry) -> None:
    """Tell the ad's author at once."""
    notify(
        recipient=response.recipient,
        kind="response-received",
        key=f"response-received:{response.pk}",
        letter=RECEIVED["response-received"],
        url=f"{reverse('responses:inbox')}?open={response.pk}",
        actor=response.author,
        listing_id=entry.pk,
        group=f"listing:{entry.pk}",
        group_url=f"{reverse('responses:inbox')}?listing={entry.pk}",
        context=facts(response, entry, reader=response.recipient, who=response.author),
    )


def response_edited(response: Response, entry: BoardEntry) -> None:
    """Tell the ad's author of another text, unless something about the ad is unread already.

    What was told of the response then has the new text, and so has its letter if that hasn't left.
    """
    said = facts(response, entry, reader=response.recipient, who=response.author)
    if has_unread(reader_id=response.recipient_id, kinds=list(RECEIVED), listing_id=entry.pk):
        for kind, letter in RECEIVED.items():
            restate(key=f"{kind}:{response.pk}", context=said, letter=letter)
        return
    notify(
        recipient=response.recipient,
        kind="response-edited",
        key=f"response-edited:{response.pk}:{response.edits}",
        letter=RECEIVED["response-edited"],
        url=f"{reverse('responses:inbox')}?open={response.pk}",
        actor=response.author,
        listing_id=entry.pk,
        context=said,
    )


def received_is_read(response_id: int, *, by: User) -> None:
    """Take what tells of a response as read: its reader has seen the response itself."""
    mark_event_read(key=f"response-received:{response_id}", by=by)
    mark_event_read(key=f"response-edited:{response_id}", by=by)


def response_accepted(response: Response) -> None:
    """Tell the responder, once it can't be undone any more."""
    _tell_decision(response, letter="responses/accepted")


def response_declined(response: Response) -> None:
    """Tell the responder, once it can't be undone any more."""
    _tell_decision(response, letter="responses/declined")


def decision_key(response: Response) -> str:
    """Return the key of the notification about the decision as it stands; "" when there is none.

    Each decision has its own: one may accept, undo and accept again.
    """
    kind = KIND_OF_DECISION.get(ResponseStatus(response.status))
    if kind is None or response.decided_at is None:
        return ""
    return f"{kind}:{response.pk}:{response.decided_at.timestamp():.6f}"


def again_allowed(response: Response) -> None:
    """Tell a declined player of the leave to respond once more: not before the decline itself is told."""
    entry = BoardEntry.objects.get(pk=response.ad_id)
    notify(
        recipient=response.author,
        kind="response-again",
        key=_again_key(response),
        letter="responses/again",
        url=f"{entry.url}#respond",
        actor=response.recipient,
        listing_id=entry.pk,
        not_before=response.undo_until,
        context=facts(response, entry, reader=response.author, who=response.recipient),
    )


def decision_keys(response: Response) -> list[str]:
    """Return the keys of all that tells, or is going to tell, the decision as it stands."""
    decision = decision_key(response)
    return [decision, _again_key(response)] if decision else []


def _again_key(response: Response) -> str:
    assert response.decided_at is not None
    return f"response-again:{response.pk}:{response.decided_at.timestamp():.6f}"


def retract_decision(key: str) -> bool:
    """Take back what the responder wasn't told yet; False when it has been told, or is being told."""
    return retract(key=key)


def listing_gone(response: Response, entry: BoardEntry) -> None:
    """Tell somebody who waited for an answer that the ad was deleted."""
    notify(
        recipient=response.author,
        kind="response-listing-gone",
        key=f"response-listing-gone:{response.pk}",
        letter="responses/listing_gone",
        url=reverse("board:index"),
        context=facts(response, entry, reader=response.author, who=entry.author),
    )


def listing_closed(response: Response, entry: BoardEntry) -> None:
    """Tell somebody who waits for an answer that the ad is closed, once its author can't undo it unnoticed.

    Closing again says nothing new to who was told.
    """
    waits = timedelta(seconds=settings.UNDO_SECONDS)
    notify(
        recipient=response.author,
        kind="response-listing-closed",
        key=_closing_key(response.pk),
        letter="responses/listing_closed",
        url=entry.url,
        listing_id=entry.pk,
        not_before=timezone.now() + waits if waits else None,
        context=facts(response, entry, reader=response.author, who=entry.author),
    )


def retract_closing(response_ids: Iterable[int]) -> None:
    """Take back from these responders that the ad is closed, where they weren't told yet."""
    retract_waiting(keys=map(_closing_key, response_ids))


def _closing_key(response_id: int) -> str:
    return f"response-listing-closed:{response_id}"


def message_received(message: Message, response: Response, *, reader: User) -> None:
    """Tell the reader at once of a message, the first one unread; `response` is read `with_listing()`."""
    notify(
        recipient=reader,
        kind="message-received",
        key=message_key(message),
        letter="responses/message",
        url=reverse("threads:one", args=[response.pk]),
        context={
            "who": message.author.display_name,
            "excerpt": Truncator(message.text).chars(EXCERPT),
            "listing": response.listing_title,  # type: ignore[attr-defined]
            "listing_url": response.listing_url,
        },
        actor=message.author,
        listing_id=response.ad_id,
    )


def message_read(message: Message, *, reader: User) -> None:
    """Note on the site that the reader has read what the notification of a message told of."""
    mark_event_read(key=message_key(message), by=reader)


def message_key(message: Message) -> str:
    return f"message-received:{message.thread_id}:{message.pk}"


def _tell_decision(response: Response, *, letter: str) -> None:
    entry = BoardEntry.objects.get(pk=response.ad_id)
    assert response.announced_at is not None
    waits = response.undo_until is not None
    notify(
        recipient=response.author,
        kind=KIND_OF_DECISION[ResponseStatus(response.status)],
        key=decision_key(response),
        letter=letter,
        url=entry.url,
        actor=response.recipient,
        listing_id=entry.pk,
        not_before=response.announced_at if waits else None,
        context=facts(response, entry, reader=response.author, who=response.recipient),
    )


def facts(response: Response, entry: BoardEntry, *, reader: User, who: User) -> dict[str, object]:
    """Collect what the letter and the line on the site say, the category's name in the reader's language."""
    with translation.override(reader.language):
        category_name = str(Category(entry.category).label)
        place = response.slot if response.status == ResponseStatus.ACCEPTED else response.role
        place_name = str(Category(place).label) if place else ""
    return {
        "who": who.display_name,
        "text": response.text,
        "links_are_held": response.author.links_are_held,
        "listing": entry.title,
        "listing_url": entry.url,
        "category_slug": entry.category,
        "category_name": category_name,
        "place_name": place_name,
        "note": response.decision_note,
        "again": response.again_allowed,
    }
