"""Rich text that is brought to its normal form whenever it is saved, in the CMS too."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.blocks import RichTextBlock
from wagtail.rich_text import RichText

from common.errors import InvalidInput
from content.blocks.draftail import FlowConverter
from content.document import Paragraph
from content.reading import read_flow, read_inline
from content.writing import STORED, flow_html


class FlowBlock(RichTextBlock):
    """Paragraphs and lists."""

    def __init__(self, **options: object) -> None:
        super().__init__(**{"features": ["bold", "italic", "link", "ol", "ul"], **options})

    @cached_property
    def field(self) -> forms.CharField:
        field = super().field
        field.widget.converter = FlowConverter()
        return field

    def clean(self, value: RichText) -> RichText:
        source = super().clean(value).source
        try:
            return RichText(self.normal_form(source))
        except InvalidInput as error:
            raise ValidationError(str(error)) from error

    def normal_form(self, source: str) -> str:
        return flow_html(read_flow(source), STORED)


class LinesBlock(FlowBlock):
    """The words of a heading or a caption: one paragraph, line breaks included."""

    def __init__(self, **options: object) -> None:
        super().__init__(**{"features": ["bold", "italic", "link"], **options})

    def normal_form(self, source: str) -> str:
        inline = read_inline(source)
        if not inline and self.required and not self.is_deferred_validation:
            raise ValidationError(_("Write some words here."))
        return flow_html((Paragraph(inline),), STORED) if inline else ""
