"""The body of an ad. What it may hold in all is the matter of `content.checks`."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import CharBlock, ChoiceBlock, FloatBlock, StreamBlock, StructBlock
from wagtail.images.blocks import ImageChooserBlock

from content.blocks.rich_text import FlowBlock, LinesBlock
from content.blocks.table import TableGridBlock
from content.blocks.video import VideoAddressBlock
from content.limits import MAX_ALT


class HeadingBlock(StructBlock):
    level = ChoiceBlock(choices=[("2", _("Heading")), ("3", _("Subheading"))], default="2", label=_("level"))
    text = LinesBlock(label=_("text"))

    class Meta:
        icon = "title"


class PictureBlock(StructBlock):
    image = ImageChooserBlock(label=_("picture"))
    alt = CharBlock(required=False, max_length=MAX_ALT, label=_("what it shows, for those who can't see it"))
    caption = LinesBlock(required=False, label=_("caption"))
    alignment = ChoiceBlock(
        choices=[("block", _("Whole width")), ("left", _("Left")), ("right", _("Right"))],
        default="block",
        label=_("place"),
    )
    width = FloatBlock(required=False, min_value=1, max_value=100, label=_("width in percent"))

    class Meta:
        icon = "image"


class TableBlock(StructBlock):
    table = TableGridBlock(label=_("table"))
    caption = LinesBlock(required=False, label=_("caption"))

    class Meta:
        icon = "table"


class AdBody(StreamBlock):
    text = FlowBlock(label=_("text"))
    heading = HeadingBlock(label=_("heading"))
    quote = FlowBlock(label=_("quote"), icon="openquote")
    picture = PictureBlock(label=_("picture"))
    table = TableBlock(label=_("table"))
    video = VideoAddressBlock(label=_("video"))
