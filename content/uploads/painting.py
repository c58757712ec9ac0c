"""Decoding and painting anew. What comes here is small enough, whatever else it may be."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from threading import Lock
from typing import Any, Final

from PIL import Image, ImageCms

from content.limits import MAX_PIXELS, MAX_SIDE
from content.uploads.shape import Outline

# Large pictures take their turn: decoded ones side by side would fill the memory.
_ONE_AT_A_TIME = Lock()
_LARGE = 4_000_000
_MAX_PROFILE = 1_000_000  # bytes
_DISPLAYABLE = frozenset({"1", "L", "LA", "P", "RGB", "RGBA"})
_NOTHING_ELSE: Final = {"exif": b"", "xmp": b"", "icc_profile": b""}


class CannotPaint(Exception):
    """The picture can't be decoded or encoded."""


@dataclass(frozen=True, slots=True)
class Painted:
    data: bytes
    width: int
    height: int
    format: str
    animated: bool = False

    @property
    def suffix(self) -> str:
        return {"JPEG": "jpg", "PNG": "png", "WEBP": "webp"}[self.format]


def _paint_jpeg(data: bytes, outline: Outline) -> Painted:
    with _opened(data, "JPEG", outline) as image:
        # The decoder can halve the picture while it reads it, at a fraction of the time and memory.
        image.draft("RGB", (MAX_SIDE, MAX_SIDE))
        still = _upright(image)
        if still.mode not in ("L", "RGB"):
            still = still.convert("RGB")
        return _encoded(still, "JPEG", quality=88, progressive=True)


def _paint_png(data: bytes, outline: Outline) -> Painted:
    if len(outline.durations) > 1:
        return _paint_animation(data, "PNG", outline)
    with _opened(data, "PNG", outline) as image:
        image.verify()
    with _opened(data, "PNG", outline) as image:
        return _encoded(_upright(image), "PNG")


def _paint_gif(data: bytes, outline: Outline) -> Painted:
    if len(outline.durations) > 1:
        return _paint_animation(data, "GIF", outline)
    with _opened(data, "GIF", outline) as image:
        return _encoded(_upright(image), "PNG")


def _paint_webp(data: bytes, outline: Outline) -> Painted:
    if len(outline.durations) > 1:
        return _paint_animation(data, "WEBP", outline)
    with _opened(data, "WEBP", outline) as image:
        return _encoded(_upright(image), "WEBP", quality=90, method=2)


PAINTERS: Final[dict[str, Callable[[bytes, Outline], Painted]]] = {
    "JPEG": _paint_jpeg,
    "PNG": _paint_png,
    "GIF": _paint_gif,
    "WEBP": _paint_webp,
}


def _paint_animation(data: bytes, name: str, outline: Outline) -> Painted:
    """Encode every frame anew as animated WebP, one after the other."""
    with _opened(data, name, outline) as image:
        frames = getattr(image, "n_frames", 1)
        if frames * image.width * image.height > MAX_PIXELS:
            raise CannotPaint
        durations = [
            *outline.durations[:frames],
            *[outline.durations[-1]] * (frames - len(outline.durations)),
        ]
        target = BytesIO()
        image.save(
            target,
            "WEBP",
            save_all=True,
            duration=durations,
            loop=int(image.info.get("loop", 0 if name != "GIF" else 1)),
            quality=80,
            method=0,
            **_NOTHING_ELSE,
        )
        return Painted(target.getvalue(), image.width, image.height, "WEBP", animated=frames > 1)


@contextmanager
def _opened(data: bytes, name: str, outline: Outline) -> Iterator[Image.Image]:
    """Open the picture as this format and no other; whatever the decoder stumbles over is `CannotPaint`."""
    large = outline.pixels > _LARGE
    if large:
        _ONE_AT_A_TIME.acquire()
    try:
        with Image.open(BytesIO(data), formats=[name]) as image:
            if image.width * image.height > MAX_PIXELS:
                raise CannotPaint
            yield image
    except CannotPaint:
        raise
    except Exception as error:
        # Decoders of hostile files raise whatever they like: OSError, SyntaxError, struct.error, MemoryError.
        raise CannotPaint from error
    finally:
        if large:
            _ONE_AT_A_TIME.release()


def _upright(image: Image.Image) -> Image.Image:
    """Return the decoded picture scaled to what a page can use, the right way up and in sRGB."""
    profile = image.info.get("icc_profile") or b""
    orientation = _orientation(image)
    image.load()
    if max(image.size) > MAX_SIDE:
        if image.mode not in ("L", "RGB", "RGBA", "CMYK"):
            image = _displayable(image, plain=True)
        image.thumbnail((MAX_SIDE, MAX_SIDE), reducing_gap=2.0)
    if orientation in _TURNS:
        image = image.transpose(_TURNS[orientation])
    return _displayable(_in_srgb(image, profile))


_TURNS: Final = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_ORIENTATION_TAG = 0x0112


def _orientation(image: Image.Image) -> int:
    """Return how the camera was held (EXIF 2.32, 4.6.4); a broken note about it counts as none."""
    try:
        return int(image.getexif().get(_ORIENTATION_TAG, 1))
    except Exception:
        return 1


def _in_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    """Return the picture in the colours that its profile means; a broken profile counts as none."""
    if not profile or len(profile) > _MAX_PROFILE or image.mode not in ("RGB", "RGBA", "CMYK"):
        return image
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        mode = "RGBA" if image.mode == "RGBA" else "RGB"
        return (
            ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode=mode) or image
        )
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image


def _displayable(image: Image.Image, *, plain: bool = False) -> Image.Image:
    """Return the picture in a mode that files for the web can hold; `plain` is without a palette."""
    if image.mode.startswith("I"):
        image = image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if image.mode in _DISPLAYABLE and not plain:
        return image
    return image.convert("RGBA" if image.has_transparency_data else "RGB")


def _encoded(image: Image.Image, name: str, **options: Any) -> Painted:
    """Write the file with nothing but pixels in it."""
    transparency = image.info.get("transparency")
    image.info = {"transparency": transparency} if name == "PNG" and transparency is not None else {}
    target = BytesIO()
    image.save(target, name, **options)
    return Painted(target.getvalue(), image.width, image.height, name)
