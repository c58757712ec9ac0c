"""The board's cards, written by Python: twenty stand on a page, and a template takes 0.4 ms for each."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from html import escape
from typing import Any

from django import template
from django.conf import settings
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext, ngettext, npgettext, pgettext

from accounts.models import User
from ads.models import AdPage, AdStatus, AnswerPace, Category
from ads.selectors.roles import RoleOfTheWeek, weighed
from common.ages import age_in_words

register = template.Library()

NOTE = """<article class="note of-{category}{closed}">
  {head}
    <h3><a href="{url}">{title}</a></h3>
    <p class="note-text">{excerpt}</p>
    <p class="note-meta"><b>{author}</b> <span>{age}</span> <span>{responses}</span>{needs}{patch}</p>
  </div>{picture}
</article>"""
PENNANT = (
    '<span class="pennant"><svg class="mark" aria-hidden="true">'
    '<use href="{static}marks.svg#m-{category}"/></svg></span>'
)
REPLY = '<svg class="mark" aria-hidden="true"><use href="{static}marks.svg#u-reply"/></svg>'
PICTURE = (
    '<img class="note-picture" src="{}" alt="" width="136" height="102" loading="lazy" decoding="async">'
)


@register.simple_tag
def notes(entries: Iterable[Any]) -> SafeString:
    """Draw a list of cards: `Card`s, or anything with their attributes."""
    language = get_language() or settings.LANGUAGE_CODE
    items = "".join(f"<li>{note(entry, language)}</li>" for entry in entries)
    return mark_safe(f'<ul class="notes">{items}</ul>')  # noqa: S308 (cards escape what people wrote)


def note(entry: Any, language: str) -> str:
    """Draw one card. Everything that people wrote is escaped where it is put in."""
    is_new = entry.status == AdStatus.LIVE and entry.is_new
    return NOTE.format(
        category=entry.category,
        closed="" if entry.status == AdStatus.LIVE else " note-closed",
        head=_head(language, entry.category, entry.kind, entry.status, is_new),
        url=escape(entry.url),
        title=escape(entry.title),
        excerpt=escape(entry.excerpt),
        author=escape(entry.author_name),
        age=_age(entry.published_at),
        responses=_responses(language, entry.response_count),
        needs=_needs(language, _open_places(entry)) if entry.slots and entry.status == AdStatus.LIVE else "",
        patch=_before_patch(language, entry.before_patch) if entry.before_patch else "",
        picture=PICTURE.format(escape(entry.picture_url)) if entry.picture_url else "",
    )


@lru_cache(maxsize=512)
def _head(language: str, category: str, kind: str, status: str, is_new: bool) -> str:
    """Pennant, category, kind and state: a few hundred combinations, so each process keeps them."""
    pennant = PENNANT.format(static=settings.STATIC_URL, category=category)
    words = [f'<span class="kind">{escape(str(Category(category).label))}</span>']
    if kind:
        words.append(f"<span>{escape(str(AdPage.Kind(kind).label))}</span>")
    if status != AdStatus.LIVE:
        closed = pgettext("listing", "closed")
        words.append(f"<span>{escape(closed)}</span>")
    elif is_new:
        fresh = pgettext("listing", "new")
        words.append(f'<span class="flag">{escape(fresh)}</span>')
    return f'{pennant}<div class="note-body"><p class="note-kind">{" ".join(words)}</p>'


@lru_cache(maxsize=512)
def _responses(language: str, count: int) -> str:
    mark = REPLY.format(static=settings.STATIC_URL)
    if not count:
        return mark + escape(gettext("nobody has responded yet"))
    words = npgettext("after a figure", "response", "responses", count)
    return f'{mark}{count}<span class="word"> {escape(words)}</span>'


def _open_places(entry: Any) -> tuple[tuple[str, int], ...]:
    return tuple((slot.role, slot.left) for slot in entry.roster.open)


@lru_cache(maxsize=512)
def _needs(language: str, places: tuple[tuple[str, int], ...]) -> str:
    """Say whom an ad still looks for; nobody means that everybody is found."""
    whom = ", ".join(Category(role).counted(left) for role, left in places)
    total = sum(left for _role, left in places)
    words = ngettext("%(whom)s wanted", "%(whom)s wanted", total) if places else gettext("everybody is found")
    return f'<span class="note-needs">{escape(words % {"whom": whom} if places else words)}</span>'


@lru_cache(maxsize=64)
def _before_patch(language: str, patch: str) -> str:
    words = gettext("before patch %(patch)s") % {"patch": patch}
    return f'<span class="before-patch">{escape(words)}</span>'


def _age(published_at: datetime) -> str:
    when = timezone.localtime(published_at)
    return f'<time datetime="{when.isoformat("T", "minutes")}">{escape(age_in_words(when))}</time>'


@register.simple_tag
def pace_of(player: User) -> AnswerPace | None:
    """Return how soon a player answers, if it is known; no query where a selector read it, else one."""
    return getattr(player, "answer_pace", None)


@register.inclusion_tag("includes/balance.html")
def balance(roles: Iterable[RoleOfTheWeek]) -> dict[str, Any]:
    """Put the week's roles on scales: as long as its figure is against the heaviest one."""
    return {"rows": weighed(roles), "marks": f"{settings.STATIC_URL}marks.svg"}
