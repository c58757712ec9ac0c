from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import gettext

from mailing import restoring
from mailing.switch import is_stopped
from newsletter.selectors import mailings
from newsletter.services import hold_mailings

HELP = """After a restore from a backup, before anything else is started: keeps letters that have left since
the backup from leaving twice. Without --set-aside it only lists what it would do. Stops all letters (the
switch of the CMS), skips the letters that wait in the mail log (there they can be resent), pauses newsletters
that are under way and lets scheduled ones ask first. Done twice it changes nothing more; run it only while
web, workers and beat are stopped, or new letters are skipped with the old ones."""


class Command(BaseCommand):
    help = HELP

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--set-aside", action="store_true", help="do it, after it is listed")

    def handle(self, *args: Any, set_aside: bool, **options: Any) -> None:
        if restoring.is_sending() or mailings.is_sending():
            raise CommandError("A worker is sending letters: stop web, workers and beat, wait half a minute.")
        self._list()
        if set_aside:
            self._set_aside()
        else:
            self.stdout.write("Nothing is changed yet: --set-aside does it.")

    def _list(self) -> None:
        self.stdout.write(f"All letters are {'stopped' if is_stopped() else 'let go'}.")
        waiting = restoring.waiting_letters()
        self.stdout.write(f"Letters that wait or were on their way: {sum(waiting.values())}")
        for kind, count in waiting.items():
            self.stdout.write(f"  {kind}: {count}")
        going = mailings.mailings_that_may_go().defer("html", "text")
        self.stdout.write(f"Newsletters scheduled, under way or paused: {len(going)}")
        for mailing in going:
            waits = mailing.letters["queued"]
            self.stdout.write(f"  {mailing.pk} {mailing.status}, {waits} of {mailing.total} wait: {mailing}")

    @transaction.atomic
    def _set_aside(self) -> None:
        stopped = restoring.stop_mail(why=gettext("The database was restored from a backup."))
        letters = restoring.set_letters_aside(
            why=gettext("Set aside after a restore from a backup: it may have left since the backup.")
        )
        held = hold_mailings(
            why=gettext(
                "The database was restored from a backup: letters that are said to wait may have left since. "
                "Going on sends them, for some readers a second time."
            )
        )
        self.stdout.write(f"{'Stopped all letters' if stopped else 'All letters were stopped already'}.")
        self.stdout.write(f"Set aside: {letters} letters, {held} newsletters.")
