"""A tavern in which everything that people write is an attack."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Any

from wagtail.models import Revision

from accounts.models import User
from accounts.tests.factories import UserFactory
from ads.models import AdPage
from ads.tests.factories import AdFactory
from newsletter.models import NewsletterPage
from newsletter.services import subscribe
from newsletter.tests.factories import IssueFactory, release
from responses import services as responses_services
from responses.limits import SIDE_NOTE_MAX
from responses.models import Response
from responses.tests.factories import ResponseFactory
from tests.hostile.attacks import WALL, Attack, shots
from tests.hostile.markup import MARKUP
from tests.hostile.trickery import TRICKERY
from tests.hostile.words import WORDS
from tests.support.app import App
from tests.support.people import session_of

NAME = "<img src=x onerror=pwned('n')>"
COMMENT = "".join(shot.text for shot in shots(WORDS))


@dataclass(frozen=True)
class Poisoned:
    """`sent` came by the API and hold every payload; `stored` has some as no door would keep them."""

    author: User
    player: User
    editor: User
    moderator: User
    sent: tuple[AdPage, ...]
    stored: AdPage
    asked: AdPage
    response: Response
    issue: NewsletterPage


def poison(url: str) -> Poisoned:
    """Fill the site: by the API where that takes it, else by the rows themselves."""
    author, player, moderator = _person(), _person(), _person(staff=True)
    for shot in shots(WORDS):
        AdFactory(
            author=author, title=" ".join(shot.text.split()), body=f"<p>{escape(shot.text)}</p>", live=True
        )
    sent = tuple(_send(url, author, attacks) for attacks in (MARKUP, TRICKERY))
    stored = _store(author)
    asked = AdFactory(author=author, title=NAME, submitted=True)
    asked.current_workflow_state.current_task_state.reject(user=moderator, comment=COMMENT)
    response = ResponseFactory(ad=sent[0], author=player, text=COMMENT)
    for writer in (author, player):
        responses_services.write_message(response_id=response.pk, text=COMMENT, by=writer)
    responses_services.write_side_note(response_id=response.pk, text=COMMENT[:SIDE_NOTE_MAX], by=author)
    return Poisoned(
        author, player, UserFactory(editor=True), moderator, sent, stored, asked, response, _issue(player)
    )


def _person(**traits: Any) -> User:
    """Make somebody whose name no form would take."""
    user = UserFactory(**traits)
    User.objects.filter(pk=user.pk).update(display_name=f"<img src=x onerror=pwned({user.pk})>")
    user.refresh_from_db()
    return user


def _send(url: str, author: User, attacks: tuple[Attack, ...]) -> AdPage:
    """Post all payloads in one text as the author's app, and publish it."""
    app = App(url)
    app.token = session_of(author)
    body = "".join(f"<p>{shot.mark}</p>{shot.text}{WALL}" for shot in shots(attacks))
    made = app.post(
        "/api/v1/listings/", {"title": NAME, "category": "traders", "body": body.replace("\x00", "")}
    )
    assert made.status == 201, made.text
    ad = AdPage.objects.get(pk=made.json["id"])
    ad.get_latest_revision().publish(user=author, skip_permission_checks=True)
    return ad


def _store(author: User) -> AdPage:
    """Put a payload of each class right into the rows that pages are read from."""
    ad = AdFactory(author=author, title=NAME, category="tanks", live=True)
    ad.refresh_from_db()
    raw = [_block(number, shots((one,))[0].text) for number, one in enumerate((*MARKUP, *TRICKERY))]
    ad.body = ad.body.stream_block.to_python(raw)
    ad.save(clean=False)
    ad.save_revision(clean=False)
    assert Revision.objects.for_instance(ad).latest("pk").content["body"]
    return ad


def _block(number: int, text: str) -> dict[str, Any]:
    """Return a stored block with the payload in one of its places, each in turn."""
    rich = f"<p>{text}</p>"
    kinds = [
        {"type": "text", "value": text},
        {"type": "quote", "value": rich},
        {"type": "heading", "value": {"level": f"2{text}", "text": rich}},
        {"type": "table", "value": {"table": f"<table><tr><td>{text}</table>", "caption": rich}},
        {"type": "video", "value": text},
    ]
    return kinds[number % len(kinds)]


def _issue(player: User) -> NewsletterPage:
    """Release an issue with the poisoned cards, to the poisoned reader."""
    subscribe(by=player)
    newest = {"title": NAME, "category": "", "count": 10}
    body = [
        ("newest", newest),
        ("heading", NAME),
        ("button", {"label": NAME, "address": "/board/"}),
        ("text", COMMENT),
    ]
    issue = IssueFactory(title=NAME, preheader=COMMENT[:100], body=body)
    return NewsletterPage.objects.get(pk=release(issue).page_id)
