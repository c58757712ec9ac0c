"""The child that decodes one picture and ends: run by its path, alone, within limits that the kernel keeps.

It reads an order (a line of JSON) and the file from its input, and writes a line of JSON and the new file.
Whatever a hostile file does to a decoder, it does it here. Nothing of the project is imported: the start is
what an upload waits for.
"""

from __future__ import annotations

import json
import resource
import sys
from collections.abc import Callable, Iterator
from typing import Any, Final, TypedDict

LOADERS: Final = ("VipsForeignLoadJpeg", "VipsForeignLoadPng", "VipsForeignLoadWebp", "VipsForeignLoadNsgif")
STILL: Final = {
    "JPEG": ("JPEG", {"Q": 88, "interlace": True, "optimize_coding": True}),
    "PNG": ("PNG", {"compression": 6}),
    "GIF": ("PNG", {"compression": 6}),
    "WEBP": ("WEBP", {"Q": 90, "effort": 2}),
}
MOVING: Final = {"Q": 80, "effort": 0}
NOTHING_ELSE: Final = {"exif": b"", "xmp": b"", "icc_profile": b""}
# How it ends when the picture is the reason.
DAMAGED: Final = 65
OUT_OF_MEMORY: Final = 66


class Order(TypedDict):
    """What is asked: the file's format, how long each frame is shown (milliseconds), and the limits."""

    format: str
    durations: list[int]
    side: int
    moving_side: int
    memory: int
    seconds: int


# What the new file is, and the file.
Answer = tuple[dict[str, object], bytes]


def main() -> None:
    order: Order = json.loads(sys.stdin.buffer.readline())
    data = sys.stdin.buffer.read()
    pyvips = vips()
    limit(order)
    try:
        answer, painted = painter_of(order)(pyvips, data, order)
    except Exception as error:
        wanted_more = isinstance(error, MemoryError) or "memory" in str(error)
        sys.exit(OUT_OF_MEMORY if wanted_more else DAMAGED)
    sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n" + painted)


def painter_of(order: Order) -> Callable[[Any, bytes, Order], Answer]:
    if len(order["durations"]) < 2:
        return paint_still
    return paint_moving_png if order["format"] == "PNG" else paint_moving


def limit(order: Order) -> None:
    """Let the kernel end what takes too much memory (bytes) or time (seconds of a processor)."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (order["seconds"], order["seconds"]))
    resource.setrlimit(resource.RLIMIT_DATA, (order["memory"], order["memory"]))


def vips() -> Any:
    """Return libvips with no decoder but ours, and no memory of what it decoded."""
    import pyvips

    pyvips.cache_set_max(0)
    pyvips.operation_block_set("VipsForeignLoad", True)
    for loader in LOADERS:
        pyvips.operation_block_set(loader, False)
    return pyvips


def paint_still(pyvips: Any, data: bytes, order: Order) -> Answer:
    """Scale while decoding, turn upright, bring to sRGB, write nothing but pixels."""
    side = order["side"]
    if pyvips.Image.new_from_buffer(data, "").interpretation == "cmyk":
        image = from_printer(pyvips, data, side)
    else:
        image = pyvips.Image.thumbnail_buffer(
            data, side, height=side, size="down", output_profile="srgb", option_string="fail_on=error"
        )
    if image.format != "uchar":
        image = image.colourspace("b-w" if image.bands < 3 else "srgb")
    name, options = STILL[order["format"]]
    painted = image.write_to_buffer(f".{name.lower()}", keep="none", **options)
    return {"format": name, "width": image.width, "height": image.height, "frames": 1}, painted


def from_printer(pyvips: Any, data: bytes, side: int) -> Any:
    """Return a picture in a printer's colours scaled and in sRGB: in this order, as the second is slow."""
    image = pyvips.Image.new_from_buffer(data, "", fail_on="error", access="sequential")
    longest = max(image.width, image.height)
    if longest >= 2 * side:
        image = pyvips.Image.new_from_buffer(data, "", fail_on="error", access="sequential", shrink=2)
    if longest > side:
        image = image.resize(side / max(image.width, image.height))
    image = image.icc_transform("srgb", embedded=True, input_profile="cmyk")
    return image.copy_memory().autorot()


def paint_moving(pyvips: Any, data: bytes, order: Order) -> Answer:
    """Paint every frame anew; they come as one tall picture."""
    side = order["moving_side"]
    image = pyvips.Image.thumbnail_buffer(
        data, side, height=side, size="down", option_string="n=-1,fail_on=error"
    ).copy()
    height = image.get("page-height")
    frames = image.height // height
    image.set_type(pyvips.GValue.array_int_type, "delay", delays(order, frames))
    painted = image.write_to_buffer(".webp", keep="none", **MOVING)
    return {"format": "WEBP", "width": image.width, "height": height, "frames": frames}, painted


def delays(order: Order, frames: int) -> list[int]:
    """Return how long each frame is shown, whatever the file left out."""
    known = order["durations"]
    return [*known, *[known[-1]] * frames][:frames]


def paint_moving_png(_pyvips: Any, data: bytes, order: Order) -> Answer:
    """Paint an animated PNG, of which libvips sees the first frame alone."""
    from io import BytesIO

    from PIL import Image

    Image.MAX_IMAGE_PIXELS = None  # counted before
    target = BytesIO()
    with Image.open(BytesIO(data), formats=["PNG"]) as image:
        frames = scaled_frames(image, order["moving_side"])
        first, count = next(frames), getattr(image, "n_frames", 1)
        first.save(
            target,
            "WEBP",
            save_all=True,
            append_images=frames,
            duration=delays(order, count),
            loop=int(image.info.get("loop", 0)),
            quality=MOVING["Q"],
            method=MOVING["effort"],
            **NOTHING_ELSE,
        )
    return {
        "format": "WEBP",
        "width": first.width,
        "height": first.height,
        "frames": count,
    }, target.getvalue()


def scaled_frames(image: Any, side: int) -> Iterator[Any]:
    """Return the frames one by one: all of them at once would fill the memory."""
    from PIL import ImageSequence

    for frame in ImageSequence.Iterator(image):
        small = frame.convert("RGBA")
        small.thumbnail((side, side), reducing_gap=2.0)
        yield small


if __name__ == "__main__":
    main()
