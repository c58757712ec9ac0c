"""A newsletter through everything that may break, while people leave.

Nothing is lost, nothing comes twice, nobody gets what isn't for them.
"""

from __future__ import annotations

import random
import re
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from email import message_from_bytes
from email.policy import default

from benchmarks.faults.house import House, Process, wait_for, workers
from benchmarks.faults.mischief import Killer
from mailing.tests.mail_server import Accepted, MailServer

FULL, SMALL = (100_000, 20), (2_500, 6)
WORKERS = 2
# Of those who wait, so many leave during the pause: unsubscribed, closed, kept out.
LEAVE = 60
SMTP_TIMEOUT = "2"
SUBJECT = re.compile(rb"^Subject:.*(?:\r?\n[ \t].*)*", re.MULTILINE)
# Nobody helps: so soon after a kill letters go again.
RESUMED_SECONDS = 30.0


@dataclass
class Story:
    """What happened besides the kills."""

    left: set[str] = field(default_factory=set)
    slowest_resumption: float = 0.0
    went_during_pause: int = 0


@dataclass(frozen=True)
class Count:
    """What became of the letters; `adds_up`: the mailing's own totals say the same as the mail server."""

    lost: int
    duplicates: int
    uncertain: int
    wrong: int
    adds_up: bool


class Watched(Killer):
    """Measures how long after each kill letters go again; one victim more is the beat."""

    def __init__(
        self, built: House, server: MailServer, crew: list[Process], seed: int, story: Story
    ) -> None:
        super().__init__(built, server, crew, seed)
        self.story = story
        self.victims = [self._watching(victim) for victim in [self._beat().restart, *self.victims]]

    def _beat(self) -> Process:
        return next(process for process in self.built.processes if process.name == "beat")

    def _watching(self, victim):  # type: ignore[no-untyped-def]  # noqa: ANN001
        def kill() -> None:
            victim()
            killed, before = time.monotonic(), len(self.server.accepted)
            wait_for(lambda: len(self.server.accepted) > before, "the next letter", seconds=120)
            self.story.slowest_resumption = max(self.story.slowest_resumption, time.monotonic() - killed)

        return kill


def run(built: House, *, small: bool) -> bool:
    """Run the suite and print its line; True when nothing was lost, doubled or sent to the wrong ones."""
    letters, kills = SMALL if small else FULL
    seed = random.SystemRandom().randrange(10**6)
    server, story = MailServer(), Story()
    server.keeps_bodies = False
    server.pipelining = True
    server.start()
    settings = {"SMTP_URL": server.url, "SMTP_TIMEOUT": SMTP_TIMEOUT}
    try:
        mailing_id = _release(letters)
        with workers(built, WORKERS, settings) as crew:
            killer = Watched(built, server, crew, seed, story)
            killer.kill_while_mailing(letters // 2, kills // 2)
            _people_leave(mailing_id, server, story)
            killer.kill_while_mailing(letters, kills - kills // 2, already=letters // 2)
            _wait_until_finished(mailing_id, letters)
        count = _count(mailing_id, server.accepted, story)
    finally:
        server.stop()
    batch = _batch()
    sys.stdout.write(
        f"fault newsletter kills={killer.kills} lost={count.lost} duplicates={count.duplicates} "
        f"uncertain={count.uncertain} max_batch={batch} wrong={count.wrong} "
        f"during_pause={story.went_during_pause} adds_up={'yes' if count.adds_up else 'no'} "
        f"letters={letters} resumed_within={story.slowest_resumption:.1f}s seed={seed}\n"
    )
    in_time = story.slowest_resumption <= RESUMED_SECONDS
    nothing_wrong = count.lost == count.duplicates == count.wrong == story.went_during_pause == 0
    return nothing_wrong and count.adds_up and in_time and count.uncertain <= killer.kills * batch * WORKERS


def _release(letters: int) -> int:
    from django.db import connection

    from benchmarks.readers import subscribe, write_issue
    from newsletter import services

    subscribe(letters)
    page_id, editor = write_issue()
    mailing = services.release_mailing(page_id=page_id, by=editor, warnings_accepted=True)
    # The database is about to be killed; a connection from before would not survive it.
    connection.close()
    return mailing.pk


def _batch() -> int:
    from newsletter.delivery import DeliveryQueue

    return DeliveryQueue.batch_size


def _people_leave(mailing_id: int, server: MailServer, story: Story) -> None:
    """Pause; while nothing goes, let readers leave in three ways and edit the page; resume."""
    from django.utils import timezone

    from accounts.models import User
    from mailing.rows import Status
    from newsletter import services
    from newsletter.models import Delivery, Mailing, NewsletterPage

    mailing = Mailing.objects.get(pk=mailing_id)
    editor = mailing.released_by
    assert editor is not None
    services.pause_mailing(mailing_id=mailing_id, by=editor)
    sending = Delivery.objects.filter(mailing=mailing_id, status=Status.SENDING)
    wait_for(lambda: not sending.exists(), "the last batch before the pause", seconds=60)
    before = len(server.accepted)
    waiting = Delivery.objects.filter(mailing=mailing_id, status=Status.QUEUED).order_by("?")[:LEAVE]
    for number, row in enumerate(waiting.select_related("subscriber__user")):
        assert row.subscriber is not None
        player = User.objects.filter(pk=row.subscriber.user_id)
        if number % 3 == 0:
            services.unsubscribe(token=row.subscriber.token)
        elif number % 3 == 1:
            player.update(is_active=False)
        else:
            player.update(suspended_until=timezone.now() + timedelta(days=1))
        story.left.add(row.subscriber.user.email)
    page = NewsletterPage.objects.get(pk=mailing.page_id)
    page.subject = "Не то письмо"
    page.save_revision().publish()
    time.sleep(2)
    story.went_during_pause = len(server.accepted) - before
    services.resume_mailing(mailing_id=mailing_id, by=editor)


def _wait_until_finished(mailing_id: int, letters: int) -> None:
    from django.db import connection

    from newsletter.models import Mailing, MailingStatus

    connection.close()

    def done() -> bool:
        # A tally left means that a slow worker has changed a letter since: it is about to be counted anew.
        finished = Mailing.objects.filter(pk=mailing_id, status=MailingStatus.FINISHED, tallies=None)
        return finished.exists()

    wait_for(done, "the end of the mailing", seconds=180 + letters / 20, every=0.5)


def _count(mailing_id: int, accepted: list[Accepted], story: Story) -> Count:
    from mailing.rows import Status
    from newsletter.models import Mailing

    mailing = Mailing.objects.get(pk=mailing_id)
    times = Counter(letter.recipient for letter in accepted)
    rows = mailing.deliveries.values_list("subscriber__user__email", "status")
    states = Counter(status for _email, status in rows)
    lost = sum(1 for email, status in rows if status == Status.SENT and not times[email])
    lost += sum(1 for email, status in rows if status == Status.SKIPPED and email not in story.left)
    missing = mailing.total - len(rows)
    # Who left during the pause gets nothing; what a killed worker had in hand is in doubt all the same.
    of_leavers = {status for email, status in rows if email in story.left}
    says = mailing.sent, mailing.skipped, mailing.uncertain
    happened = states[Status.SENT], states[Status.SKIPPED], states[Status.UNCERTAIN]
    if says != happened:
        sys.stderr.write(f"sent, skipped, uncertain: the mailing says {says}, its letters {happened}\n")
    return Count(
        lost=lost + missing + states[Status.FAILED] + states[Status.QUEUED] + states[Status.SENDING],
        duplicates=sum(number - 1 for number in times.values()),
        uncertain=states[Status.UNCERTAIN],
        wrong=sum(times[email] for email in story.left) + _of_another_text(mailing.subject, accepted),
        adds_up=says == happened and of_leavers <= {Status.SKIPPED, Status.UNCERTAIN},
    )


def _of_another_text(subject: str, accepted: list[Accepted]) -> int:
    """Return how many letters have the text that somebody wrote after the release."""
    found = [SUBJECT.search(letter.data) for letter in accepted]
    said = Counter(line[0] if line else b"" for line in found)
    return sum(
        count
        for line, count in said.items()
        if str(message_from_bytes(line, policy=default)["Subject"]) != subject
    )
