"""Work of accounts that beat and nudges start."""

from celery import shared_task
from django.utils import timezone

from accounts import services


@shared_task
def forget_unconfirmed() -> int:
    """Free the names and addresses of sign-ups that nobody confirmed within a day."""
    return services.forget_unconfirmed()


@shared_task
def forget_sign_up_addresses() -> int:
    """Forget from where accounts were made thirty days ago."""
    return services.forget_sign_up_addresses(now=timezone.now())


@shared_task
def forget_ended_sessions() -> int:
    """Forget sessions that are over, and from where and with what they were begun."""
    return services.forget_ended_sessions(now=timezone.now())


@shared_task
def make_copy(export_id: int) -> bool:
    """Make the copy of a player's data that was just asked for."""
    return services.make_copy(export_id=export_id)


@shared_task
def sweep_copies() -> int:
    """Make the copies that still wait, and drop those that have lain for a week."""
    return services.make_waiting_copies(now=timezone.now())


@shared_task
def erase_due() -> int:
    """Delete the data of players whose days of regret are over."""
    return services.erase_due(now=timezone.now())
