"""The outbox, the addresses that refuse letters, the switch. Only `mailing` touches these tables."""

from mailing.models.outbox import ERASE_SECRETS, OutboxMessage
from mailing.models.refused import RefusedAddress
from mailing.models.switch import MailSwitch

__all__ = ["ERASE_SECRETS", "MailSwitch", "OutboxMessage", "RefusedAddress"]
