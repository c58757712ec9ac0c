"""What the outbox holds for a reader."""

from __future__ import annotations

import re

from mailing.models import OutboxMessage

CODE = re.compile(r"^[0-9A-Z]{4}-[0-9A-Z]{4}$", re.MULTILINE)


def letters_to(email: str) -> list[OutboxMessage]:
    return list(OutboxMessage.objects.filter(to=email).order_by("pk"))


def last_letter(email: str) -> OutboxMessage:
    return letters_to(email)[-1]


def last_code(email: str) -> str:
    found = CODE.findall(last_letter(email).text)
    assert len(found) == 1, "a code stands alone on exactly one line"
    return found[0]


def wrong_code(email: str) -> str:
    return "CCCC-CCC3" if last_code(email) != "CCCC-CCC3" else "CCCC-CCC4"
