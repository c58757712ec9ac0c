"""Weeks of hours as tables: to tick, and to look at."""

from __future__ import annotations

from django import template
from django.forms import BoundField
from django.utils.dates import WEEKDAYS
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from common.week import DAYS, HOURS, Week
from common.week_words import SHORT_DAYS, week_in_words

register = template.Library()

# Written by Python: a template takes ten times as long for 168 cells.
BOX = '<td><input type="checkbox" name="{}" id="{}_{}" value="{}" aria-label="{} {:02}:00"{}></td>'


@register.simple_tag
def week_boxes(field: BoundField) -> SafeString:
    """Draw a form field of a week: a row for each hour, a column for each day, a named box in each cell."""
    ticked = {str(hour) for hour in field.value() or ()}
    rows = []
    for hour in range(HOURS):
        numbers = [day * HOURS + hour for day in range(DAYS)]
        cells = "".join(
            BOX.format(
                field.html_name,
                field.auto_id,
                number,
                number,
                str(WEEKDAYS[day]).capitalize(),
                hour,
                " checked" if str(number) in ticked else "",
            )
            for day, number in enumerate(numbers)
        )
        rows.append(f'<tr><th scope="row">{hour:02}:00</th>{cells}</tr>')
    # All of it is ours: names of fields, numbers, and names of days.
    return mark_safe(f"<thead>{_heads()}</thead><tbody>{''.join(rows)}</tbody>")  # noqa: S308


def _heads() -> str:
    heads = "".join(
        f'<th scope="col"><abbr title="{WEEKDAYS[day]}">{SHORT_DAYS[day]}</abbr></th>' for day in range(DAYS)
    )
    return f"<tr><td></td>{heads}</tr>"


@register.simple_tag
def week_picture(week: Week, common: Week) -> SafeString:
    """Draw a week seven rows high, the common hours filled; what it shows stands beside it in words."""
    rows = [
        format_html(
            "<tr><th>{}</th>{}</tr>",
            SHORT_DAYS[day],
            mark_safe("".join(_cell(day * HOURS + hour, week, common) for hour in range(HOURS))),  # noqa: S308
        )
        for day in range(DAYS)
    ]
    hours = "".join(f'<th colspan="6">{hour:02}</th>' for hour in range(0, HOURS, 6))
    return mark_safe(f"<thead><tr><td></td>{hours}</tr></thead><tbody>{''.join(rows)}</tbody>")  # noqa: S308


def _cell(number: int, week: Week, common: Week) -> str:
    if number in common:
        return '<td class="both"></td>'
    return '<td class="one"></td>' if number in week else "<td></td>"


@register.filter
def in_words(week: Week) -> SafeString:
    """Say when somebody plays; a line breaks between days rather than within hours."""
    return format_html_join(
        "; ", '<span class="when">{}</span>', ((part,) for part in week_in_words(week).split("; "))
    )
