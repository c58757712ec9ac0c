"""What every template of the site writes with: marks, pennants, ages, controls, addresses of lists."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import template
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.forms import BaseForm, BoundField, CheckboxInput, CheckboxSelectMultiple, RadioSelect
from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from common.ages import age_in_words, clock_in_words, day_in_words, moment_in_words
from common.kept_words import field_name

register = template.Library()

TICKED = (CheckboxInput, CheckboxSelectMultiple, RadioSelect)


@register.simple_tag
def mark(name: str, extra: str = "") -> SafeString:
    """Draw a mark of the sprite: `u-…` of the interface, `m-…` of a category; screen readers skip it."""
    classes = f"mark {extra}".strip()
    return format_html(
        '<svg class="{}" aria-hidden="true"><use href="{}marks.svg#{}"/></svg>',
        classes,
        settings.STATIC_URL,
        name,
    )


@register.simple_tag
def pennant(category: Any, big: bool = False) -> SafeString:
    """Hang a category's pennant; the hue comes from `of-<slug>` on an element around it."""
    classes = "pennant pennant-big" if big else "pennant"
    slug = getattr(category, "value", category)
    return format_html('<span class="{}">{}</span>', classes, mark(f"m-{slug}"))


@register.simple_tag
def kept(form: str, of: int, reader: AbstractBaseUser, version: int | None = 0) -> SafeString:
    """Let the browser keep what is typed until the server has it; `version` counts what it has taken."""
    return format_html('data-keep="{}:{}:{}"', reader.pk, field_name(form, of), version or 0)


@register.filter
def age(when: datetime | None) -> str:
    """Say how long ago it was, as a <time> that also tells the exact moment."""
    if when is None:
        return ""
    local = timezone.localtime(when)
    return format_html(
        '<time datetime="{}" title="{}">{}</time>',
        local.isoformat("T", "minutes"),
        moment_in_words(local),
        age_in_words(local),
    )


@register.filter
def clock(when: datetime) -> str:
    """Say at what time it was, and on what day unless it was today."""
    return clock_in_words(when)


@register.filter
def day(when: datetime | date | None) -> str:
    """Write a date without the year where it is this year's, as a <time>."""
    if when is None:
        return ""
    local = timezone.localtime(when).date() if isinstance(when, datetime) else when
    return format_html('<time datetime="{}">{}</time>', local.isoformat(), day_in_words(local))


@register.filter
def initials(name: str) -> str:
    """Return the first letter or digit of a name for its avatar, whatever signs stand before it."""
    return next((sign.upper() for sign in str(name) if sign.isalnum()), "?")


@register.simple_tag(takes_context=True)
def query_string(context: dict[str, Any], **changes: Any) -> str:
    """Return the page's query with some parameters set, or dropped where the value is None or empty."""
    request: HttpRequest | None = context.get("request")
    query = request.GET.copy() if request else QueryDict(mutable=True)
    for name, value in changes.items():
        query.pop(name, None)
        if value not in (None, ""):
            query[name] = str(value)
    return f"?{query.urlencode()}" if query else "?"


@register.simple_tag
def control(field: BoundField, extra: str = "", **attributes: Any) -> SafeString:
    """Render a form field's widget in the look of the site; Django ties the hint and the error to it."""
    attrs = {name.replace("_", "-"): value for name, value in attributes.items()}
    if not isinstance(field.field.widget, TICKED):
        own = field.field.widget.attrs.get("class", "")
        attrs["class"] = " ".join(filter(None, ("input", own, extra)))
    return field.as_widget(attrs=attrs)


@register.filter
def is_ticked(field: BoundField) -> bool:
    """Whether the field is one box to tick, whose label stands after it."""
    return isinstance(field.field.widget, CheckboxInput)


@register.filter
def is_password(field: BoundField) -> bool:
    return getattr(field.field.widget, "input_type", "") == "password"


@register.filter
def fields_with_errors(form: BaseForm) -> list[BoundField]:
    """Return the visible fields that were refused, in the order of the form."""
    return [field for field in form.visible_fields() if field.errors]


@register.simple_tag(takes_context=True)
def here(context: dict[str, Any], section: str) -> SafeString:
    """Mark a link of the site's navigation when the page stands in its section."""
    stands_there = section == getattr(context.get("shell"), "section", None)
    return SafeString('aria-current="true"') if stands_there else SafeString("")
