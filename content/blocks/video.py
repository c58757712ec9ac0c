"""A video by its address."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.blocks import CharBlock

from content.videos import parse_video


class VideoAddressBlock(CharBlock):
    """The address that the author gave; host and id are read from it when it is shown."""

    def clean(self, value: str) -> str:
        value = super().clean(value)
        if parse_video(value) is None:
            raise ValidationError(_("This is no video of YouTube, Vimeo, Twitch, VK Video or RuTube."))
        return value

    class Meta:
        icon = "media"
