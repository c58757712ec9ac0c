"""Making every letter of a mailing without sending one: the dry run, in pieces for any worker."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from wagtail.models import Revision

from mailing import suspension
from mailing.addresses import deliverable
from mailing.errors import UndeliverableAddressError
from mailing.message_ids import message_id
from newsletter.compose.letter import compose_letter
from newsletter.compose.listings import choose_listings
from newsletter.compose.stencil import Stencil
from newsletter.delivery import bulk_headers
from newsletter.models import DryRun
from newsletter.selectors.audience import Reader, Reason, meant, readers
from newsletter.services.certifying import Outcome, finish_dry_run, note_outcomes

CHUNK = 2_000
# So many are tried while the page is waited for; more are a worker's.
AT_ONCE = 500


def rehearse(dry_run_id: int, *, seconds: float) -> bool:
    """Go on with a dry run for so long; True once it is done. Broken off anywhere, the next call goes on.

    One worker at a time: a second one finds the row locked and leaves.
    """
    until, stencil = time.monotonic() + seconds, None
    while True:
        with transaction.atomic():
            running = DryRun.objects.filter(pk=dry_run_id, status=DryRun.Status.RUNNING)
            dry_run = running.select_for_update(skip_locked=True, of=("self",)).first()
            if dry_run is None:
                return not running.exists()
            stencil = stencil or _stencil(dry_run)
            _try_next(dry_run, stencil)
        if dry_run.is_done:
            return True
        if time.monotonic() >= until:
            return False


def _try_next(dry_run: DryRun, stencil: Stencil) -> None:
    rule = dry_run.audience_rule
    beyond = meant(rule).filter(pk__gt=dry_run.reached).order_by("pk")
    found = readers(beyond.values_list("pk", flat=True)[:CHUNK], topic=rule.topic)
    if found:
        note_outcomes(dry_run, _outcomes([found[pk] for pk in sorted(found)], stencil, dry_run.asked_at))
    else:
        finish_dry_run(dry_run)
    dry_run.save()


def _outcomes(found: Sequence[Reader], stencil: Stencil, asked_at: datetime) -> Iterator[Outcome]:
    refusing = suspension.refusing_among(reader.email for reader in found if reader.reason is None)
    for reader in found:
        if reader.reason is not None:
            yield Outcome(reader.pk, kept_back=reader.reason.value)
            continue
        try:
            address = deliverable(reader.email)
        except UndeliverableAddressError as error:
            yield Outcome(reader.pk, problem=str(error))
            continue
        if refusing.get(suspension.as_kept(address)):
            yield Outcome(reader.pk, kept_back=Reason.REFUSING.value)
            continue
        own_id = message_id(f"{reader.pk}.{asked_at:%Y%m%d%H%M%S}", to=address)
        letter = stencil.fill(to=address, token=reader.token, message_id=own_id)
        yield Outcome(reader.pk, size=len(letter))


def _stencil(dry_run: DryRun) -> Stencil:
    issue = Revision.objects.get(pk=dry_run.revision_id).as_object()
    letter = compose_letter(issue, choose_listings(issue.body, known={}))
    return Stencil(
        subject=letter.subject,
        text=letter.text,
        html=letter.html,
        headers=bulk_headers(),
        date=timezone.now(),
    )
