"""Attacks in everything that people write, on every page where it is shown."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import chain
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Page

from tests.hostile.attacks import EVIL, WALL, shots
from tests.hostile.markup import MARKUP
from tests.hostile.poisoned import NAME, Poisoned, poison
from tests.hostile.sentinel import Sentinel
from tests.hostile.stage import as_page, show_apart
from tests.hostile.trickery import TRICKERY
from tests.support.desk import Desk
from tests.support.letters import letters_to

# Of these nothing but a picture arrives; what becomes of pasted pictures is a matter of the journeys.
PICTURES = {"data address", "picture's id", "remote picture and sound"}
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def poisoned(tavern) -> Poisoned:
    return _poisoned(tavern.url)


@cache
def _poisoned(url: str) -> Poisoned:
    return poison(url)


def texts(poisoned: Poisoned) -> Iterator[tuple[str, str]]:
    """Who looks, and where: pages that show a whole text."""
    for ad in (*poisoned.sent, poisoned.stored):
        yield "nobody", ad.url
        yield "author", f"/my/listings/{ad.pk}/preview/"
    yield "author", f"/my/responses/?open={poisoned.response.pk}"
    yield "author", "/my/responses/triage/"
    yield "author", f"/my/messages/{poisoned.response.pk}/"
    yield "author", f"/my/responses/{poisoned.response.pk}/history/"


def lists(poisoned: Poisoned) -> Iterator[tuple[str, str]]:
    """Pages that show what people wrote in short."""
    for path in ("/", "/board/", "/board/healers/", f"/search/?q={NAME}", "/news/", poisoned.issue.url):
        yield "nobody", path
    yield "nobody", poisoned.author.get_absolute_url()
    for path in (poisoned.sent[0].url, "/my/responses/sent/", "/my/messages/", "/my/notifications/"):
        yield "player", path
    for path in ("/my/listings/", "/my/notifications/", "/my/settings/"):
        yield "author", path


def cms(poisoned: Poisoned) -> Iterator[tuple[str, str]]:
    pages = f"/cms/pages/{poisoned.stored.pk}"
    for path in (
        "/cms/listings/",
        "/cms/players/",
        f"/cms/players/{poisoned.author.pk}/",
        f"/cms/responses/{poisoned.response.pk}/hide/",
        f"/cms/pages/{poisoned.asked.pk}/edit/",
        f"{pages}/edit/",
        f"{pages}/edit/preview/?mode=",
        f"{pages}/revisions/compare/earliest...latest/",
    ):
        yield "moderator", path


def visit(browse, poisoned: Poisoned, places: Iterator[tuple[str, str]], **options: object) -> None:
    pages: dict[str, Page] = {}
    for who, path in places:
        if who not in pages:
            pages[who] = browse(None if who == "nobody" else getattr(poisoned, who), **options)
            pages[who].sentinel = Sentinel(pages[who].context)
        page = pages[who]
        answer = page.goto(path)
        assert answer is not None
        assert answer.status == 200, path
        page.sentinel.prod(page)
        assert page.sentinel.heard == [], path
        assert page.sentinel.look(page) == [], path


def test_no_page_lets_an_attack_act_with_no_policy_to_stop_it(browse, poisoned):
    visit(browse, poisoned, chain(texts(poisoned), lists(poisoned)), bypass_csp=True)


def test_on_no_page_with_a_text_has_the_policy_anything_to_refuse(browse, poisoned):
    visit(browse, poisoned, texts(poisoned))


def test_no_page_of_the_cms_lets_an_attack_act(browse, poisoned):
    visit(browse, poisoned, cms(poisoned), bypass_csp=True)


def test_the_editor_opens_attacks_and_takes_pasted_ones_harmless(browse, poisoned):
    page = browse(poisoned.author)
    # What is pasted isn't sanitised yet: the policy keeps its styles away, and says so.
    page.watch.expect("Content Security Policy", "404", "unexpected-error")
    page.sentinel = Sentinel(page.context)
    desk = Desk(page).open(f"/my/listings/{poisoned.sent[0].pk}/edit/")
    assert page.sentinel.heard == []
    assert page.sentinel.look(page) == []
    desk.text.click()
    for attack in (*MARKUP, *TRICKERY):
        if attack.name in PICTURES:
            continue
        desk.paste(html="".join(f"<p>{shot.text}{WALL}</p>" for shot in shots((attack,))))
    page.sentinel.prod(page)
    acted = [one for one in page.sentinel.heard if not one.startswith("call: policy")]
    assert acted == []
    assert page.sentinel.look(page) == []


def test_no_letter_acts_in_a_mail_program_that_lets_everything_through(browse, poisoned):
    letters = [one for who in (poisoned.author, poisoned.player) for one in letters_to(who.email)]
    assert len(letters) >= 3
    page = browse(bypass_csp=True)
    page.sentinel = Sentinel(page.context)
    show_apart(page, {str(number): letter.html for number, letter in enumerate(letters)})
    page.sentinel.prod(page)
    assert page.sentinel.heard == []
    assert page.sentinel.look(page) == []
    for letter in letters:
        assert "\n" not in letter.subject
        assert "Bcc" not in letter.headers
        assert letter.headers.get("To") is None or EVIL not in letter.headers["To"]


def test_a_feed_reader_that_takes_words_for_markup_finds_none(browse, poisoned):
    page = browse(bypass_csp=True)
    page.sentinel = Sentinel(page.context)
    shown = {}
    for path in ("/board/feed/", "/news/feed/"):
        feed = ElementTree.fromstring(page.request.get(path).text())
        markup = [
            part.text or "" for entry in feed.iter(f"{ATOM}entry") for part in entry if _is_markup(part)
        ]
        assert markup
        shown |= {f"{path}-{number}": as_page(text) for number, text in enumerate(markup)}
        assert all(str(link.get("href")).startswith("http://") for link in feed.iter(f"{ATOM}link"))
    show_apart(page, shown)
    page.sentinel.prod(page)
    assert page.sentinel.heard == []
    assert page.sentinel.look(page) == []


def _is_markup(part: ElementTree.Element) -> bool:
    return part.get("type") == "html"
