"""The operators' stop switch, as the engine asks for it."""

from mailing.models import MailSwitch


def is_stopped() -> bool:
    """Return whether operators stopped all letters."""
    return MailSwitch.objects.filter(stopped=True).exists()
