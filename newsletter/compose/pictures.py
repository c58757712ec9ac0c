"""Pictures in letters: JPEG, as not every mail program shows WebP, and no wider than the letter."""

from __future__ import annotations

from dataclasses import dataclass

from wagtail.images.models import AbstractImage, SourceImageIOError

# The text of the letter is 518 pixels wide; twice as many for dense screens.
SHOWN_WIDTH = 518
LETTER_FILE = f"max-{SHOWN_WIDTH * 2}x2400|format-jpeg|bgcolor-fdf8ec"


@dataclass(frozen=True, slots=True)
class ShownPicture:
    """A picture with its address in full and on the site, its place in the letter, the size of its file."""

    address: str
    path: str
    alt: str
    shown_width: int
    width: int
    height: int


def show_picture(image: AbstractImage, alt: str) -> ShownPicture | None:
    """Return the scaled copy of a picture, or None when its file is gone."""
    try:
        copy = image.get_rendition(LETTER_FILE)
    except SourceImageIOError:
        return None
    return ShownPicture(
        address=copy.full_url,
        path=copy.url,
        alt=alt,
        shown_width=min(SHOWN_WIDTH, copy.width),
        width=copy.width,
        height=copy.height,
    )
