"""The outbox and the switch that stops it. Only `mailing` touches these tables."""

from mailing.models.outbox import ERASE_SECRETS, OutboxMessage
from mailing.models.switch import MailSwitch

__all__ = ["ERASE_SECRETS", "MailSwitch", "OutboxMessage"]
