"""The way of an upload: bytes, kind, structure, pixels, other files inside; only then is it decoded."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import uuid4

from django.core.files.base import ContentFile, File
from django.utils.translation import gettext as _

from common.errors import InvalidInput
from content.errors import UploadOfWrongType, UploadTooLarge
from content.limits import MAX_FRAMES, MAX_LONG_SIDE, MAX_PIXELS, MAX_UPLOAD
from content.painting import CannotPaint, Painted, TakesTooMuch, paint
from content.uploads.outline import BrokenFile, Format, Outline, format_of
from content.uploads.polyglots import is_polyglot


@dataclass(frozen=True, slots=True)
class PreparedPicture:
    """A picture painted anew, without a byte of what was sent; its name is ours, too."""

    file: ContentFile[bytes]
    width: int
    height: int
    format: str
    animated: bool


def prepare_upload(file: File[bytes]) -> PreparedPicture:
    """Return the uploaded picture as a new file: upright, in sRGB, with no metadata.

    Raises:
        UploadTooLarge: the file has too many bytes or pixels.
        UploadOfWrongType: it isn't JPEG, PNG, WebP or GIF, or is something else as well.
        InvalidInput: it is cut off or damaged.
    """
    data = _bytes_of(file)
    picture_format = format_of(data)
    if picture_format is None:
        raise UploadOfWrongType(
            field_errors=_about(_("Only pictures in JPEG, PNG, WebP or GIF can be uploaded."))
        )
    outline = _outline_of(picture_format, data)
    if is_polyglot(data, outline.end):
        sentence = _("There is something besides a picture in this file. Save it anew in a picture editor.")
        raise UploadOfWrongType(field_errors=_about(sentence))
    painted = _painted(picture_format, data[: outline.end], outline)
    name = f"{uuid4().hex}.{painted.suffix}"
    return PreparedPicture(
        ContentFile(painted.data, name=name),
        painted.width,
        painted.height,
        painted.format,
        animated=painted.frames > 1,
    )


def _bytes_of(file: File[bytes]) -> bytes:
    """Read the file, and no more of it than is allowed."""
    file.seek(0)
    data = file.read(MAX_UPLOAD + 1)
    if len(data) > MAX_UPLOAD:
        raise too_many_bytes()
    return data


def too_many_bytes() -> UploadTooLarge:
    """Return the refusal of a file that is too large, for doors that know it before it is read."""
    limit = MAX_UPLOAD // (1024 * 1024)
    sentence = _("The file is larger than %(limit)d MB. Make the picture smaller and try again.")
    return UploadTooLarge(field_errors=_about(sentence % {"limit": limit}))


def _outline_of(picture_format: Format, data: bytes) -> Outline:
    try:
        outline = picture_format.outline(data)
    except BrokenFile as error:
        raise _damaged() from error
    if not outline.pixels:
        raise _damaged()
    if len(outline.durations) > MAX_FRAMES:
        sentence = _("The animation has more than %(limit)d frames. Make it shorter.")
        raise UploadTooLarge(field_errors=_about(sentence % {"limit": MAX_FRAMES}))
    if outline.pixels > MAX_PIXELS:
        sentence = _("The picture has more than %(limit)d megapixels, all frames together. Make it smaller.")
        raise UploadTooLarge(field_errors=_about(sentence % {"limit": MAX_PIXELS // 1_000_000}))
    if max(outline.width, outline.height) > MAX_LONG_SIDE:
        sentence = _("The picture is longer or wider than %(limit)d pixels. Cut it to pieces.")
        raise UploadTooLarge(field_errors=_about(sentence % {"limit": MAX_LONG_SIDE}))
    return outline


def _painted(picture_format: Format, data: bytes, outline: Outline) -> Painted:
    try:
        return paint(data, name=picture_format.name, durations=outline.durations, pixels=outline.pixels)
    except TakesTooMuch as error:
        raise _too_complicated() from error
    except CannotPaint as error:
        raise _damaged() from error


def _too_complicated() -> UploadTooLarge:
    sentence = _("Opening this picture takes too much memory or time. Save it anew, smaller or simpler.")
    return UploadTooLarge(field_errors=_about(sentence))


def _damaged() -> InvalidInput:
    return InvalidInput(
        field_errors=_about(_("The picture is damaged or cut off. Save it anew and try again."))
    )


def _about(sentence: str) -> dict[str, list[str]]:
    return {"upload": [sentence]}
