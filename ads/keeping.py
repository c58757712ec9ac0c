"""What the board keeps about a player: listings, drafts, pictures. See `accounts.personal_data`."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import IO, cast

from accounts.models import User
from accounts.personal_data import Gone, Keeper
from ads import services
from ads.models import AdPage, BoardEntry, Picture, WritingDraft
from content.stream_to_html import stream_to_html

LISTING = (
    *("category", "kind", "status", "pending", "server", "level", "hours"),
    *("created_at", "published_at", "confirmed_at"),
)


def copy(player: User) -> dict[str, object]:
    """Return listings with their latest texts, what is typed and not saved, and the list of pictures."""
    entries = BoardEntry.objects.for_author(player).defer("search", "search_text").order_by("pk")
    pages = AdPage.objects.select_related("latest_revision").in_bulk(
        list(entries.values_list("pk", flat=True))
    )
    drafts = WritingDraft.objects.filter(author=player).order_by("pk")
    pictures = Picture.objects.filter(uploaded_by_user=player).order_by("pk")
    return {
        "listings": [_listing(entry, pages[entry.pk]) for entry in entries if entry.pk in pages],
        "drafts": list(drafts.values("fields", "saved_at")),
        "pictures": [
            {
                "file": _name(picture),
                "width": picture.width,
                "height": picture.height,
                "at": picture.created_at,
            }
            for picture in pictures
        ],
    }


def _listing(entry: BoardEntry, page: AdPage) -> dict[str, object]:
    text = page.latest_text()
    facts: dict[str, object] = {
        name: getattr(entry, f"{name}_id", None) or getattr(entry, name) for name in LISTING
    }
    return {
        "id": entry.pk,
        "title": text.title,
        **facts,
        "places": text.slots,
        "text": stream_to_html(text.body),
    }


def files(player: User) -> Iterable[tuple[str, IO[bytes]]]:
    """Yield the pictures; one whose file is lost is passed over."""
    for picture in Picture.objects.filter(uploaded_by_user=player).order_by("pk").iterator(chunk_size=50):
        try:
            file = picture.file.storage.open(picture.file.name)
        except OSError:
            continue
        yield _name(picture), cast("IO[bytes]", file)


def _name(picture: Picture) -> str:
    return f"pictures/{picture.uid}{PurePosixPath(picture.file.name).suffix}"


def take_down(player: User) -> object:
    return services.take_down_all(player=player)


def put_back(player: User, memo: object) -> list[str]:
    return services.put_back_all(player=player, memo=cast("list[services.Remembered]", memo))


def erase(gone: Gone) -> None:
    services.erase_author(author=gone.player)


KEEPER = Keeper(
    slug="board", order=50, copy=copy, files=files, take_down=take_down, put_back=put_back, erase=erase
)
