"""Work of accounts that beat starts."""

from celery import shared_task

from accounts import services


@shared_task
def forget_unconfirmed() -> int:
    """Free the names and addresses of sign-ups that nobody confirmed within a day."""
    return services.forget_unconfirmed()
