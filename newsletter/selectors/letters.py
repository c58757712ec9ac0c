"""The letters of one mailing as its page lists them: page by page, by state, by reader, among a million."""

from __future__ import annotations

from typing import NamedTuple

from django.db.models import Q, QuerySet
from django.db.models.functions import Lower

from accounts.models import User
from mailing.rows import Status
from newsletter.models import Delivery, Mailing, Subscription

LETTERS_ON_A_PAGE = 50
# Whoever finds more should type more of the address.
MOST_READERS_FOUND = 500
READER, GONE = "r", "g"


class LetterPage(NamedTuple):
    """Some letters, and where the next page starts; "" on the last one."""

    letters: list[Delivery]
    following: str


def page_of_letters(mailing: Mailing, *, status: str = "", reader: str = "", start: str = "") -> LetterPage:
    """Return the letters from `start` on, in the order of their readers; rows of readers who left come last.

    `status` keeps those in a state, `reader` those whose reader's address or name begins so; what names no
    state and no place is passed over. Each page is read by index: nobody counts.
    """
    letters = Delivery.objects.filter(mailing=mailing).select_related("subscriber__user")
    if status in Status.values:
        letters = letters.filter(status=status)
    if reader:
        letters = letters.filter(subscriber__in=readers_named(reader))
    kind, beyond = _read(start)
    one_more = LETTERS_ON_A_PAGE + 1
    found: list[Delivery] = []
    if kind == READER:
        found = list(letters.filter(subscriber__gt=beyond).order_by("subscriber")[:one_more])
        beyond = 0
    if len(found) < one_more and not reader:
        found += _of_gone_readers(letters, beyond)[: one_more - len(found)]
    shown = found[:LETTERS_ON_A_PAGE]
    return LetterPage(shown, _place(shown[-1]) if len(found) > len(shown) else "")


def readers_named(beginning: str) -> list[int]:
    """Return the subscriptions of the player with that address, else of those who begin so.

    Beginnings are those of addresses and names; upper and lower case are the same.
    """
    words = beginning.strip().lower()
    players = User.objects.alias(address=Lower("email"), name=Lower("display_name"))
    subscriptions = Subscription.objects.values_list("pk", flat=True)
    # A whole address is found by index under every collation, a beginning only under some.
    if whole := list(subscriptions.filter(user__in=players.filter(address=words))):
        return whole
    beginning_so = players.filter(Q(address__startswith=words) | Q(name__startswith=words))
    return list(subscriptions.filter(user__in=beginning_so)[:MOST_READERS_FOUND])


def _of_gone_readers(letters: QuerySet[Delivery], beyond: int) -> QuerySet[Delivery]:
    return letters.filter(subscriber=None, pk__gt=beyond).order_by("pk")


def _place(letter: Delivery) -> str:
    return f"{READER}{letter.subscriber_id}" if letter.subscriber_id else f"{GONE}{letter.pk}"


def _read(start: str) -> tuple[str, int]:
    """Read a place; a broken one is the beginning."""
    kind, number = start[:1], start[1:]
    if kind in (READER, GONE) and number.isascii() and number.isdigit() and len(number) < 19:
        return kind, int(number)
    return READER, 0
