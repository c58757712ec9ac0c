"""Posts codes as a web process does: an address a line comes in, the moment of its commit goes out.

The moment is the machine's monotonic clock, which all its processes share.
"""

from __future__ import annotations

import sys
import time

import django

django.setup()

from django.db import transaction  # noqa: E402 (the settings first)

from accounts.letters import post_account_letter  # noqa: E402


def post_code(address: str) -> float:
    """Post one code; return when its transaction was committed."""
    committed: list[float] = []
    with transaction.atomic():
        transaction.on_commit(lambda: committed.append(time.monotonic()))
        post_account_letter(kind="password_reset_code", to=address, context={"code": "ABCD-EFGH"})
    return committed[0]


for line in sys.stdin:
    sys.stdout.write(f"{post_code(line.strip())}\n")
    sys.stdout.flush()
