"""Work of accounts that beat starts."""

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
