"""Second thoughts at the moment of sending: is what a letter tells still so?"""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

from ads.models import AdStatus, BoardEntry
from mailing.guards import Addressed
from responses.limits import SILENCE_WARNING
from responses.models import Message, Recruiter, Response, ResponseStatus, ThreadSide
from responses.notifications import decision_key, silence_key
from responses.selectors.silence import silent_ads


def objection_to_received(letter: Addressed) -> str | None:
    """Return why the ad's author must not read of this response any more."""
    response = _told_of(letter)
    if response is None:
        return _("the response or its listing is gone")
    if response.deleted_at is not None:
        return _("the response is deleted")
    if response.status == ResponseStatus.WITHDRAWN:
        return _("the response is withdrawn")
    return _objection_to_listing(response)


def objection_to_decision(letter: Addressed) -> str | None:
    """Return why the responder must not read of this decision any more.

    That the ad's author has deleted an answered response changes nothing for who waits for the answer.
    """
    response = _told_of(letter)
    if response is None:
        return _("the response or its listing is gone")
    if decision_key(response) != letter.key:
        return _("the decision was taken back")
    if response.deleted_at is not None and response.deleted_by_id != response.recipient_id:
        return _("a moderator has hidden the response")
    return _objection_to_listing(response)


def objection_to_again(letter: Addressed) -> str | None:
    """Return why the responder must not read of the leave to respond once more."""
    response = _told_of(letter)
    if response is None or not response.again_allowed:
        return _("the leave is used up, or was taken back with the decision")
    return _objection_to_listing(response)


def objection_to_closed(letter: Addressed) -> str | None:
    """Return why the responder must not read that the ad is closed."""
    response = _told_of(letter)
    if response is None or response.deleted_at is not None or not response.is_open:
        return _("the response doesn't wait any more")
    closed = BoardEntry.objects.filter(pk=response.ad_id, status=AdStatus.CLOSED).exists()
    return None if closed else _("the listing isn't closed any more")


def objection_to_paused(letter: Addressed) -> str | None:
    """Return why the responder must not read that the ad is paused."""
    response = _told_of(letter)
    if response is None or response.deleted_at is not None or not response.is_open:
        return _("the response doesn't wait any more")
    paused = BoardEntry.objects.filter(pk=response.ad_id, paused_at__isnull=False).exists()
    return None if paused else _("the listing isn't paused any more")


def objection_to_silent(letter: Addressed) -> str | None:
    """Return why the author must not be warned: somebody got an answer meanwhile, or nobody waits."""
    entry = _listing_of(letter)
    if entry is None or entry.silence_warned_at is None:
        return _("the listing is gone")
    if silence_key("listing-silent", entry, entry.silence_warned_at) != letter.key:
        return _("a later warning takes its place")
    silent = silent_ads(since=entry.silence_warned_at - SILENCE_WARNING).filter(pk=entry.pk)
    return None if silent.exists() else _("nobody waits for an answer any more")


def objection_to_own_paused(letter: Addressed) -> str | None:
    """Return why the author must not read that the ad is paused: it is back meanwhile, or gone."""
    entry = _listing_of(letter)
    if entry is None or entry.paused_at is None:
        return _("the listing isn't paused any more")
    same = silence_key("listing-paused", entry, entry.paused_at) == letter.key
    return None if same else _("it is paused anew")


def objection_to_invitation(letter: Addressed) -> str | None:
    """Return why the player must not be asked to help any more: taken back, or answered already."""
    asked = Recruiter.objects.standing().filter(pk=letter.key.split(":")[1], accepted_at=None)
    return None if asked.exists() else _("the invitation is taken back or answered")


def objection_to_message(letter: Addressed) -> str | None:
    """Return why the other side must not read of this message any more."""
    message_id = letter.key.split(":")[2]
    message = Message.objects.select_related("author", "thread__response").filter(pk=message_id).first()
    if message is None:
        return _("the conversation is gone")
    if not message.author.is_active:
        return _("the writer is deactivated")
    reading = ThreadSide.objects.filter(thread=message.thread_id).exclude(player=message.author_id)
    if reading.filter(read_to__gte=message.pk).exists():
        return _("the message is read")
    return _objection_to_listing(message.thread.response)


def _listing_of(letter: Addressed) -> BoardEntry | None:
    """Find the ad by the letter's key, `<kind>:<id>:<moment>`."""
    return BoardEntry.objects.filter(pk=int(letter.key.split(":")[1])).first()


def _told_of(letter: Addressed) -> Response | None:
    """Find the response by the letter's key, `<kind>:<id>` or `<kind>:<id>:<moment>`."""
    response_id = letter.key.split(":")[1]
    return Response.objects.filter(pk=response_id).first()


def _objection_to_listing(response: Response) -> str | None:
    hidden = BoardEntry.objects.filter(pk=response.ad_id, status=AdStatus.HIDDEN).exists()
    return _("the listing is hidden") if hidden else None
