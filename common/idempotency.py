"""Create once: the same key and request by the same person is answered with the first result."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from common.models import IdempotentResult

KEPT = timedelta(hours=24)


class KeyReused(Exception):
    """The key came with another request before."""


@dataclass(frozen=True)
class Result:
    """What a creating request was answered: the HTTP status and the JSON body."""

    status: int
    body: Any
    replayed: bool = False


@transaction.atomic
def run_once(*, user_id: int, key: str, fingerprint: str, create: Callable[[], Result]) -> Result:
    """Run `create` and keep its result, or return the result kept under this key.

    The unique row is taken first, in the same transaction: a simultaneous twin waits for it, then finds the
    result; when `create` raises, the row goes with everything else and the twin gets its turn.

    Raises:
        KeyReused: the key belongs to a request with another fingerprint.
    """
    mine = IdempotentResult.objects.filter(user_id=user_id, key=key)
    mine.filter(created_at__lt=timezone.now() - KEPT).delete()
    try:
        with transaction.atomic():
            row = IdempotentResult.objects.create(user_id=user_id, key=key, fingerprint=fingerprint)
    except IntegrityError:
        kept = mine.get()
        if kept.fingerprint != fingerprint:
            raise KeyReused from None
        return Result(kept.status or 200, kept.response, replayed=True)
    result = create()
    row.status, row.response = result.status, result.body
    row.save(update_fields=["status", "response"])
    return result


def sweep() -> int:
    """Forget the results older than a day; return how many."""
    deleted, _ = IdempotentResult.objects.filter(created_at__lt=timezone.now() - KEPT).delete()
    return deleted
