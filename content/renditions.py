"""The files behind the pictures of a text: scaled WebP copies, made ahead at publication."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.db.models import Prefetch, prefetch_related_objects
from wagtail.blocks import StreamValue
from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.models import AbstractImage, SourceImageIOError

WIDTHS: Final = (480, 960, 1440)
CARD: Final = "fill-272x204|format-webp"
LARGE: Final = "max-2560x2560|format-webp"
_SHOWN_WIDTH: Final = 960


@dataclass(frozen=True, slots=True)
class PictureFile:
    url: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class PictureFiles:
    """What a page needs of a picture: the file in the text, its other sizes, the largest one."""

    shown: PictureFile
    large: PictureFile
    sizes: tuple[PictureFile, ...] = ()

    @property
    def srcset(self) -> str:
        return ", ".join(f"{file.url} {file.width}w" for file in self.sizes)


def picture_files(value: StreamValue) -> dict[int, PictureFiles]:
    """Return the files by the pictures' primary keys, without pictures whose file is gone.

    Two queries, whatever the number of pictures; copies that are missing are made.
    """
    images = {
        child.value["image"].pk: child.value["image"]
        for child in value
        if child.block_type == "picture" and child.value["image"] is not None
    }
    _prefetch(images.values())
    files = ((pk, files_of(image)) for pk, image in images.items())
    return {pk: found for pk, found in files if found is not None}


def _prefetch(images: Iterable[AbstractImage]) -> None:
    """Load the copies that exist, all in one query."""
    still = [image for image in images if not _moves(image)]
    if still:
        renditions = (
            still[0].get_rendition_model().objects.filter(filter_spec__in=[*map(_spec, WIDTHS), LARGE])
        )
        prefetch_related_objects(
            still, Prefetch("renditions", queryset=renditions, to_attr="prefetched_renditions")
        )


def files_of(image: AbstractImage) -> PictureFiles | None:
    """Return the picture's files, or None where its own is gone; copies that are missing are made."""
    if _moves(image):
        # A scaled copy would stand still.
        original = PictureFile(image.file.url, image.width, image.height)
        return PictureFiles(original, original)
    widths = [width for width in WIDTHS if width < image.width]
    try:
        renditions = image.get_renditions(*map(_spec, widths), LARGE)
    except (SourceImageIOError, InvalidFilterSpecError):
        return None
    files = {spec: PictureFile(found.url, found.width, found.height) for spec, found in renditions.items()}
    shown = files.get(_spec(_SHOWN_WIDTH), files[LARGE])
    return PictureFiles(shown, files[LARGE], tuple(files.values()))


def _spec(width: int) -> str:
    return f"width-{width}|format-webp"


def _moves(image: AbstractImage) -> bool:
    return bool(getattr(image, "animated", False))
