"""Files to upload: whole ones, and ones that are something else."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageCms


def paint(name="PNG", size=(64, 48), mode="RGB", **options):
    """Return the bytes of a picture whose left half is red and right half is blue."""
    image = Image.new("RGB", size, "blue")
    image.paste("red", (0, 0, size[0] // 2, size[1]))
    return saved(image.convert(mode), name, **options)


def paint_animation(name="GIF", size=(32, 24), frames=3, **options):
    images = [Image.new("RGB", size, (80 * index, 0, 255 - 80 * index)) for index in range(frames)]
    return saved(images[0], name, save_all=True, append_images=images[1:], duration=120, loop=0, **options)


def saved(image, name, **options):
    """Return the picture as a file."""
    target = BytesIO()
    image.save(target, name, **options)
    return target.getvalue()


def upload(data, name="picture.png"):
    return SimpleUploadedFile(name, data, content_type="image/png")


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png_of(width: int, height: int) -> bytes:
    """Return a PNG that says it is that large and holds next to nothing."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress(b"\0" * 1_000_000, 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def gif_of(screen: tuple[int, int], frame: tuple[int, int], frames: int = 1) -> bytes:
    """Return a GIF whose screen and frames say they are that large."""
    start = b"GIF89a" + struct.pack("<HHBBB", *screen, 0x80, 0, 0) + b"\0" * 6
    picture = b"\x2c" + struct.pack("<HHHHB", 0, 0, *frame, 0) + b"\x02\x02\x44\x01\x00"
    return start + picture * frames + b"\x3b"


def swapped_profile() -> bytes:
    """Return a colour profile that isn't sRGB."""
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
