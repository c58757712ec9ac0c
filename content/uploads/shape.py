"""What every reader of a file's structure returns or raises."""

from __future__ import annotations

from dataclasses import dataclass

# More parts than this in eight megabytes is nobody's picture.
MAX_PARTS = 200_000
# A frame shown for less is shown for this long, as browsers do; milliseconds.
USUAL_DURATION = 100
SHORTEST_DURATION = 20


class BrokenFile(Exception):
    """The file is cut off or isn't built as its format wants."""


@dataclass(frozen=True, slots=True)
class Outline:
    """Size in pixels, how long each frame is shown in milliseconds, and where the picture's bytes end."""

    width: int
    height: int
    end: int
    durations: tuple[int, ...] = (0,)

    @property
    def pixels(self) -> int:
        """All pixels that decoding would paint."""
        return self.width * self.height * max(len(self.durations), 1)


def duration_of(milliseconds: int) -> int:
    """Return how long browsers show a frame that asks for so long."""
    return milliseconds if milliseconds >= SHORTEST_DURATION else USUAL_DURATION


def count_part(parts: int) -> int:
    """Count one more part of the file, and give up on a file of crumbs."""
    if parts >= MAX_PARTS:
        raise BrokenFile
    return parts + 1
