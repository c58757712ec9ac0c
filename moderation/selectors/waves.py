"""Accounts that look like one wave: made in one hour, from one network, with one text or one picture."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from ipaddress import IPv4Network, IPv6Network

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db.models import QuerySet
from django.db.models.functions import Greatest, Lower
from django.utils import timezone

from accounts.models import User
from ads.models import BoardEntry, Picture, PictureUse
from common.text import searchable
from moderation.limits import MOST_SWEPT
from moderation.rights import GROUPS
from responses.models import Response

# How much of the words must stand in a text, one after the other, to call it similar.
SIMILAR = 0.6
# Texts of earlier days belong to no wave of today.
REACH = timedelta(days=30)
SHOWN_TEXTS = 3


@dataclass(frozen=True, slots=True)
class WaveSigns:
    """What the accounts of a wave have in common; what is None or empty isn't asked for."""

    joined_from: datetime | None = None
    joined_until: datetime | None = None
    network: IPv4Network | IPv6Network | None = None
    words: str = ""
    listing: int | None = None

    @property
    def is_empty(self) -> bool:
        return not any((self.joined_from, self.joined_until, self.network, self.words, self.listing))


@dataclass(slots=True)
class Suspect:
    """An account of the cluster; who is known or trusted is shown, and left out unless somebody ticks it."""

    player: User
    address: str
    texts: list[str] = field(default_factory=list)
    count: int = 0

    @property
    def is_ticked(self) -> bool:
        return self.player.trust == User.Trust.NEW


def cluster(signs: WaveSigns) -> list[Suspect]:
    """Return the accounts that bear all the signs, newest first, as many as one step takes.

    Staff and accounts that are kept out already aren't among them.
    """
    if signs.is_empty:
        return []
    people = _bearing(signs, _sweepable())
    found = list(people.select_related("sign_up_address").order_by("-date_joined", "-pk")[:MOST_SWEPT])
    suspects = {player.pk: Suspect(player, _address_of(player)) for player in found}
    for author, texts in _texts_of(list(suspects)).items():
        suspects[author].texts, suspects[author].count = texts[:SHOWN_TEXTS], len(texts)
    return list(suspects.values())


def _sweepable() -> QuerySet[User]:
    staff = User.objects.filter(groups__name__in=(*GROUPS, "Editors"))
    people = User.objects.filter(is_active=True, is_superuser=False).exclude(pk__in=staff.values("pk"))
    return people.exclude(suspended_until__gt=timezone.now())


def _bearing(signs: WaveSigns, people: QuerySet[User]) -> QuerySet[User]:
    if signs.joined_from:
        people = people.filter(date_joined__gte=signs.joined_from)
    if signs.joined_until:
        people = people.filter(date_joined__lte=signs.joined_until)
    if signs.network:
        first, last = str(signs.network[0]), str(signs.network[-1])
        people = people.filter(sign_up_address__address__gte=first, sign_up_address__address__lte=last)
    if signs.words:
        people = people.filter(pk__in=[*_writing(signs.words)])
    if signs.listing:
        people = people.filter(pk__in=_showing_pictures_of(signs.listing))
    return people


def _writing(words: str) -> set[int]:
    """Return who wrote something like it, in listings and responses of the last thirty days."""
    sample, since = searchable(words), timezone.now() - REACH
    # What never was public has no text for the search, only the beginning that lists show.
    likeness = Greatest(
        TrigramWordSimilarity(sample, "search_text"), TrigramWordSimilarity(sample, Lower("excerpt"))
    )
    listings = BoardEntry.objects.filter(updated_at__gte=since).annotate(likeness=likeness)
    responses = Response.objects.filter(created_at__gte=since).annotate(
        likeness=TrigramWordSimilarity(sample, Lower("text"))
    )
    return {
        author
        for texts in (listings, responses)
        for author in texts.filter(likeness__gte=SIMILAR).values_list("author_id", flat=True)
    }


def _showing_pictures_of(listing: int) -> QuerySet[Picture, int | None]:
    """Return who uploaded a picture that the listing shows: painted anew, the same one is the same bytes."""
    shown = PictureUse.objects.filter(page=listing).values("picture__file_hash")
    same = Picture.objects.of_players().filter(file_hash__in=shown).exclude(file_hash="")
    return same.values_list("uploaded_by_user_id", flat=True)


def _address_of(player: User) -> str:
    noted = getattr(player, "sign_up_address", None)
    return noted.address if noted else ""


def _texts_of(players: Collection[int]) -> dict[int, list[str]]:
    texts: dict[int, list[str]] = defaultdict(list)
    listings = BoardEntry.objects.filter(author__in=players).order_by("-updated_at")
    for author, title in listings.values_list("author_id", "title"):
        texts[author].append(title)
    responses = Response.objects.filter(author__in=players, deleted_at=None).order_by("-created_at")
    for author, text in responses.values_list("author_id", "text"):
        texts[author].append(text[:200])
    return texts
