"""Sweeps of the board, and the copies of pictures."""

from celery import shared_task
from django.utils import timezone

from ads import services
from ads.nudges import nudge_for_patches


@shared_task
def sweep_board() -> None:
    """Warn of what ends soon, take off the board what is over, archive what has been over for long."""
    now = timezone.now()
    services.warn_of_end(now=now)
    services.expire_ads(now=now)
    services.archive_old_ads(now=now)


@shared_task
def tell_of_patches() -> None:
    """Tell some authors of the newest patch, and come back soon while others are left."""
    now = timezone.now()
    services.retract_notices(now=now)
    if services.tell_of_patch(now=now):
        nudge_for_patches()


@shared_task
def make_copies(picture_id: int) -> None:
    """Make the scaled copies of a picture that was just uploaded."""
    services.make_copies(picture_id=picture_id)


@shared_task
def sweep_pictures() -> int:
    """Delete uploads that no text has used for a day."""
    return services.sweep_pictures(now=timezone.now())


@shared_task
def forget_old_drafts() -> int:
    """Forget unfinished texts that nobody has touched for weeks."""
    return services.forget_old_drafts(now=timezone.now())
