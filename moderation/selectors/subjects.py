"""What can be flagged, as the player who flags it sees it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Model
from django.urls import reverse

from accounts.models import User
from ads.models import VISIBLE_STATUSES, AdPage, BoardEntry
from content.plain import stream_to_text
from moderation.limits import PINNED_MAX
from moderation.subjects import Subject
from responses.models import Message, Response
from responses.selectors.conversation import conversation_of

BEGINNING = 80


@dataclass(frozen=True, slots=True)
class Seen:
    """Something that a player may flag: what it is called, whose it is, what it says now, where it stands."""

    kind: Subject
    pk: int
    title: str
    author: User
    text: str
    url: str
    revision_id: int | None = None


def seen_by(reader: User, *, kind: str, pk: int) -> Seen | None:
    """Return what the reader sees under this number; None for what isn't theirs to know, or is their own."""
    find = FINDERS.get(kind)
    seen = find(pk, reader) if find else None
    return None if seen is None or seen.author.pk == reader.pk else seen


def seen_by_the_site(subject: Model) -> Seen:
    """Return a listing, response or message as a rule of the site sees it.

    Raises:
        LookupError: nothing of that kind is flagged by rules.
    """
    if isinstance(subject, BoardEntry) and (seen := _public_listing(subject.pk)):
        return seen
    if isinstance(subject, Response):
        return _of_response(subject)
    if isinstance(subject, Message):
        return _of_message(subject)
    raise LookupError(subject)


def text_of(ad: AdPage) -> str:
    """Return what an ad says, as plain words."""
    return f"{ad.title}\n\n{stream_to_text(ad.body)}"[:PINNED_MAX]


def _listing(pk: int, reader: User) -> Seen | None:
    return _public_listing(pk)


def _public_listing(pk: int) -> Seen | None:
    entries = BoardEntry.objects.select_related("ad", "author").defer("search", "search_text")
    entry = entries.filter(pk=pk, status__in=VISIBLE_STATUSES).first()
    if entry is None:
        return None
    revision = entry.ad.live_revision_id
    return Seen(
        Subject.LISTING, pk, entry.title, entry.author, text_of(entry.ad), entry.url, revision_id=revision
    )


def _response(pk: int, reader: User) -> Seen | None:
    response = Response.objects.select_related("author").filter(pk=pk, recipient=reader).first()
    if response is None or response.deleted_at is not None:
        return None
    return _of_response(response)


def _of_response(response: Response) -> Seen:
    title = _beginning(response.author, response.text)
    url = f"{reverse('responses:inbox')}?open={response.pk}"
    return Seen(Subject.RESPONSE, response.pk, title, response.author, response.text, url)


def _message(pk: int, reader: User) -> Seen | None:
    message = Message.objects.select_related("author").filter(pk=pk).first()
    if message is None or conversation_of(response_id=message.thread_id, reader=reader) is None:
        return None
    return _of_message(message)


def _of_message(message: Message) -> Seen:
    title = _beginning(message.author, message.text)
    url = f"{reverse('threads:one', args=[message.thread_id])}#message-{message.pk}"
    return Seen(Subject.MESSAGE, message.pk, title, message.author, message.text, url)


def _player(pk: int, reader: User) -> Seen | None:
    player = User.objects.filter(pk=pk, is_active=True, display_name__gt="").first()
    if player is None:
        return None
    return Seen(
        Subject.PLAYER, pk, player.display_name, player, player.display_name, player.get_absolute_url()
    )


def _beginning(author: User, text: str) -> str:
    return f"{author}: {' '.join(text.split())[:BEGINNING]}"


FINDERS: dict[str, Callable[[int, User], Seen | None]] = {
    Subject.LISTING: _listing,
    Subject.RESPONSE: _response,
    Subject.MESSAGE: _message,
    Subject.PLAYER: _player,
}
