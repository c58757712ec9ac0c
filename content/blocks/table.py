"""A table in its normal form, edited in the CMS as the table that it is."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin.telepath import register
from wagtail.admin.telepath.widgets import WidgetAdapter
from wagtail.blocks import FieldBlock

from common.errors import InvalidInput
from content.checks import table_problems
from content.plain import table_text
from content.reading import read_table
from content.writing import EDITOR, table_html


class TableGrid(forms.HiddenInput):
    """The table with cells to type in; its HTML goes in a hidden field."""

    # To the form it isn't hidden: it has a label and takes place.
    input_type = "text"

    @cached_property
    def media(self) -> forms.Media:
        return forms.Media(js=["content/table-grid.js"], css={"all": ["content/table-grid.css"]})


class TableGridAdapter(WidgetAdapter):
    js_constructor = "tavern.TableGrid"

    def js_args(self, widget: TableGrid) -> list[Any]:
        return [_("The table's cells: type right in them")]


register(TableGridAdapter(), TableGrid)


class TableGridBlock(FieldBlock):
    """HTML of one table without its caption; anything else in it is dropped before anybody sees it."""

    def __init__(self, required: bool = True, help_text: str = "", **options: object) -> None:
        self.field = forms.CharField(required=required, help_text=help_text, widget=TableGrid())
        super().__init__(**options)

    def value_for_form(self, value: str | None) -> str:
        return normal_table(value or "")

    def clean(self, value: str) -> str:
        try:
            table = read_table(value or "")
        except InvalidInput as error:
            raise ValidationError(str(error)) from error
        if table is None:
            raise ValidationError(_("The table is empty."))
        problems = table_problems(table)
        if problems:
            raise ValidationError(problems)
        return table_html(table, EDITOR)

    def get_searchable_content(self, value: str) -> list[str]:
        table = read_table(value or "")
        return [table_text(table)] if table else []

    class Meta:
        icon = "table"
        default = ""


def normal_table(html: str) -> str:
    """Return the HTML of the table that the string holds, or nothing."""
    try:
        table = read_table(html)
    except InvalidInput:
        return ""
    return table_html(table, EDITOR) if table else ""
