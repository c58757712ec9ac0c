"""Starting the child that paints, and judging how it ended."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import BoundedSemaphore
from typing import Final

from django.utils.translation import gettext as _

from common.errors import TooMany
from content.limits import MAX_MOVING_SIDE, MAX_SIDE, PAINT_MEMORY, PAINT_SECONDS
from content.painting.child import DAMAGED, OUT_OF_MEMORY, Order

_CHILD: Final = Path(__file__).with_name("child.py")
# One processor and one heap: threads would each bring a stack and an arena of their own.
_ENVIRONMENT: Final = {"VIPS_CONCURRENCY": "1", "MALLOC_ARENA_MAX": "1", "VIPS_BLOCK_UNTRUSTED": "1"}
# On a busy machine a second of the processor takes several on the clock.
_PATIENCE: Final = 3 * PAINT_SECONDS
_LARGE: Final = 4_000_000  # pixels
_QUEUE_SECONDS: Final = 10
# Large pictures take their turn: decoded ones side by side would fill the memory.
_ONE_AT_A_TIME: Final = BoundedSemaphore()


class CannotPaint(Exception):
    """The picture can't be decoded."""


class TakesTooMuch(CannotPaint):
    """The kernel ended the child: it wanted more memory or time than a picture may take."""


@dataclass(frozen=True, slots=True)
class Painted:
    data: bytes
    width: int
    height: int
    format: str
    frames: int

    @property
    def suffix(self) -> str:
        return {"JPEG": "jpg", "PNG": "png", "WEBP": "webp"}[self.format]


def paint(data: bytes, *, name: str, durations: tuple[int, ...], pixels: int) -> Painted:
    """Return the picture, which is of the format `name`, painted anew by a child.

    `durations` are the frames' in milliseconds, `pixels` are those of all frames together.

    Raises:
        CannotPaint: the file is damaged.
        TakesTooMuch: the child was ended by a limit.
        TooMany: other large pictures are being painted.
    """
    order = Order(
        format=name,
        durations=list(durations),
        side=MAX_SIDE,
        moving_side=MAX_MOVING_SIDE,
        memory=PAINT_MEMORY,
        seconds=PAINT_SECONDS,
    )
    with _turn(pixels):
        answer = _ask_child(json.dumps(order).encode() + b"\n" + data)
    head, _newline, painted = answer.partition(b"\n")
    return Painted(data=painted, **json.loads(head))


@contextmanager
def _turn(pixels: int) -> Iterator[None]:
    if pixels <= _LARGE:
        yield
        return
    if not _ONE_AT_A_TIME.acquire(timeout=_QUEUE_SECONDS):
        sentence = _("Many large pictures are arriving at once. Try again in a few seconds.")
        raise TooMany(sentence, retry_after=_QUEUE_SECONDS)
    try:
        yield
    finally:
        _ONE_AT_A_TIME.release()


def _ask_child(order: bytes) -> bytes:
    """Return what the child wrote.

    Raises:
        CannotPaint, TakesTooMuch: the picture was the reason of its end.
        CalledProcessError: it couldn't work at all.
    """
    try:
        ended = subprocess.run(
            [sys.executable, "-I", str(_CHILD)],
            input=order,
            stdout=subprocess.PIPE,
            env=_ENVIRONMENT,
            timeout=_PATIENCE,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise TakesTooMuch from error
    if ended.returncode < 0 or ended.returncode == OUT_OF_MEMORY:
        raise TakesTooMuch
    if ended.returncode == DAMAGED:
        raise CannotPaint
    # Anything else is our fault, and belongs in the log.
    ended.check_returncode()
    return ended.stdout
