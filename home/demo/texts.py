"""Reads the demo's texts: players, ads with their responses, and letters."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode

from common.week import Week
from home.demo.ages import parse_age
from home.demo.facts import parse_week

DEMO_DIR = Path(__file__).resolve().parent
TEXTS = DEMO_DIR / "texts"
PICTURES = DEMO_DIR / "pictures"
PICTURE_MARK = re.compile(r"\{\{picture:([a-z-]+)\}\}")


@dataclass(frozen=True, slots=True)
class DemoPlayer:
    key: str
    email: str
    name: str
    trust: str
    joined: timedelta
    letter: bool
    role: str = ""
    week: str = ""
    shows_week: bool = False


@dataclass(frozen=True, slots=True)
class DemoMessage:
    """What one of the two wrote to the other about a response."""

    player: str
    age: timedelta
    text: str


@dataclass(frozen=True, slots=True)
class DemoResponse:
    """One answer to an ad; `seen`: its author has read it, but not answered yet."""

    player: str
    status: str
    age: timedelta
    seen: bool
    text: str
    messages: tuple[DemoMessage, ...]


@dataclass(frozen=True, slots=True)
class DemoFacts:
    """Facts of the game by the names of their choices."""

    server: str
    level: str
    hours: tuple[str, ...]
    week: Week


@dataclass(frozen=True, slots=True)
class DemoAd:
    """An ad as its author wrote it; `pending` is an edit of a live one, `comment` what the moderator said.

    `places` are the roles that it looks for, and how many of each.
    """

    key: str
    category: str
    author: str
    kind: str
    facts: DemoFacts
    status: str
    age: timedelta
    title: str
    body: str
    places: tuple[tuple[str, int], ...]
    pending: str
    comment: str
    responses: tuple[DemoResponse, ...]

    @property
    def pictures(self) -> set[str]:
        return set(PICTURE_MARK.findall(self.body + self.pending))


@dataclass(frozen=True, slots=True)
class DemoLetter:
    """An issue of the newsletter; `parts` are its top-level elements, in order."""

    key: str
    status: str
    age: timedelta
    title: str
    subject: str
    preheader: str
    parts: tuple[LexborNode, ...]


def read_players() -> list[DemoPlayer]:
    """Return the players, staff first."""
    rows = json.loads((TEXTS / "players.json").read_text(encoding="utf-8"))
    return [DemoPlayer(**{**row, "joined": parse_age(row["joined"])}) for row in rows]


def read_ads() -> list[DemoAd]:
    """Return the ads of all categories, oldest first: that is the order in which they were written."""
    found = (
        _ad(article, path.stem)
        for path in sorted((TEXTS / "listings").glob("*.html"))
        for article in _articles(path)
    )
    return sorted(found, key=lambda ad: ad.age, reverse=True)


def read_choices() -> dict[str, dict[str, str]]:
    """Return the names that moderators let a listing say, each with the English one, by fact."""
    choices: dict[str, dict[str, str]] = json.loads((TEXTS / "facts.json").read_text(encoding="utf-8"))
    return choices


def read_letters() -> list[DemoLetter]:
    """Return the issues of the newsletter, oldest first."""
    paths = (TEXTS / "letters").glob("*.html")
    return sorted(
        (_letter(article) for path in paths for article in _articles(path)),
        key=lambda it: it.age,
        reverse=True,
    )


def picture_path(name: str) -> Path:
    """Return the file of the picture that the texts call by this name."""
    return PICTURES / f"{name}.webp"


def _articles(path: Path) -> Iterator[LexborNode]:
    return iter(LexborHTMLParser(path.read_text(encoding="utf-8")).css("article"))


def _ad(article: LexborNode, category: str) -> DemoAd:
    comment = article.css_first("footer")
    return DemoAd(
        key=_attribute(article, "id"),
        category=category,
        author=_attribute(article, "data-author"),
        kind=_attribute(article, "data-kind"),
        facts=_facts(article),
        status=_attribute(article, "data-state"),
        age=parse_age(_attribute(article, "data-age")),
        title=_text(article, "h1"),
        body=_inner_html(article, "section:not(.pending)"),
        places=tuple(_place(word) for word in _attribute(article, "data-places").split()),
        pending=_inner_html(article, "section.pending"),
        comment=comment.text(strip=True) if comment else "",
        responses=tuple(_response(aside) for aside in article.css("aside")),
    )


def _place(word: str) -> tuple[str, int]:
    """Read `healers:2`."""
    role, count = word.split(":")
    return role, int(count)


def _facts(article: LexborNode) -> DemoFacts:
    hours = _attribute(article, "data-hours").split(",")
    return DemoFacts(
        server=_attribute(article, "data-server"),
        level=_attribute(article, "data-level"),
        hours=tuple(name.strip() for name in hours if name.strip()),
        week=parse_week(_attribute(article, "data-week")),
    )


def _response(aside: LexborNode) -> DemoResponse:
    return DemoResponse(
        player=_attribute(aside, "data-from"),
        status=_attribute(aside, "data-state"),
        age=parse_age(_attribute(aside, "data-age")),
        seen="data-seen" in aside.attributes,
        text=aside.text(deep=False).strip(),
        messages=tuple(_message(said) for said in aside.css("q")),
    )


def _message(said: LexborNode) -> DemoMessage:
    return DemoMessage(
        player=_attribute(said, "data-from"),
        age=parse_age(_attribute(said, "data-age")),
        text=said.text().strip(),
    )


def _letter(article: LexborNode) -> DemoLetter:
    section = article.css_first("section")
    return DemoLetter(
        key=_attribute(article, "id"),
        status=_attribute(article, "data-state"),
        age=parse_age(_attribute(article, "data-age")),
        title=_text(article, "h1"),
        subject=_text(article, "p.subject"),
        preheader=_text(article, "p.preheader"),
        parts=tuple(section.iter()) if section else (),
    )


def _attribute(node: LexborNode, name: str) -> str:
    return node.attributes.get(name) or ""


def _text(article: LexborNode, selector: str) -> str:
    node = article.css_first(selector)
    return node.text(strip=True) if node else ""


def _inner_html(article: LexborNode, selector: str) -> str:
    node = article.css_first(selector)
    return (node.inner_html or "").strip() if node else ""
