"""How an issue of the newsletter was written and sent, as events. Its letters are in no mailbox."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import uuid4

from django.utils import timezone

from home.demo.letter_blocks import letter_blocks
from home.demo.texts import DemoLetter, DemoPlayer
from home.demo.timeline import Event
from home.demo.world import World
from mailing.rows import Status
from newsletter import services
from newsletter.models import Delivery, NewsletterIndexPage, NewsletterPage

WRITING = timedelta(hours=2)
SETTLING = timedelta(hours=1)
SENDING = timedelta(minutes=1)


def subscription_events(players: Sequence[DemoPlayer], world: World) -> Iterator[Event]:
    """Yield who asked for the newsletter, soon after signing up."""
    for player in players:
        if player.letter:
            at = world.now - player.joined + SETTLING
            yield Event(at, partial(services.subscribe, by=world.people[player.key]))


def letter_events(letter: DemoLetter, world: World) -> Iterator[Event]:
    """Yield how an issue was written and, unless it is a draft, sent."""
    at = world.now - letter.age
    issue = Issue(letter, world)
    yield Event(at - WRITING, issue.write)
    if letter.status == "sent":
        yield Event(at, issue.release)


class Issue:
    """One issue on its way; it has an id once it is written."""

    def __init__(self, letter: DemoLetter, world: World) -> None:
        self.letter = letter
        self.world = world
        self.editor = world.staff["editor"]
        self.id = 0

    def write(self) -> None:
        page = NewsletterPage(
            title=self.letter.title,
            subject=self.letter.subject,
            preheader=self.letter.preheader,
            body=json.dumps(self._blocks()),
            owner=self.editor,
            live=False,
        )
        NewsletterIndexPage.objects.get().add_child(instance=page)
        page.save_revision(user=self.editor, log_action=True)
        self.id = page.pk

    def release(self) -> None:
        """Release it, and write down that every letter was sent a minute later."""
        mailing = services.release_mailing(page_id=self.id, by=self.editor)
        services.write_ledgers()
        now = timezone.now()
        Delivery.objects.filter(mailing=mailing).update(
            status=Status.SENT, attempts=1, created_at=now, not_before=now, finished_at=now + SENDING
        )
        services.close_mailings()

    def _blocks(self) -> list[dict[str, Any]]:
        blocks = letter_blocks(self.letter, self.world, owner=self.editor)
        return [{"type": kind, "value": value, "id": str(uuid4())} for kind, value in blocks]
