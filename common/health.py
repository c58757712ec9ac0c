"""What the load balancer asks: is this process alive, and may it get visitors?"""

from __future__ import annotations

import functools
import logging
from collections.abc import Callable

from django.core.cache import cache
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

logger = logging.getLogger(__name__)


class NotReady(Exception):
    """A part that the site needs doesn't work; the message is for the log."""


@csrf_exempt
@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """Say that the process answers; touches nothing else."""
    return HttpResponse("ok\n", content_type="text/plain")


@csrf_exempt
@require_safe
@never_cache
def readyz(request: HttpRequest) -> JsonResponse:
    """Say which of database, migrations and cache works: 200 when all do, else 503. Details go to the log."""
    states = {name: "ok" if works(name, check) else "failing" for name, check in CHECKS.items()}
    ready = set(states.values()) == {"ok"}
    return JsonResponse({"ready": ready, **states}, status=200 if ready else 503)


def works(name: str, check: Callable[[], None]) -> bool:
    """Run one check; what it raises is logged, never shown."""
    try:
        check()
    except Exception:
        logger.exception("Readiness: %s fails", name)
        return False
    return True


def check_database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


@functools.cache
def check_migrations() -> None:
    """Raise while the database lacks a migration of this code; asked no more once it passed."""
    executor = MigrationExecutor(connection)
    pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if pending:
        raise NotReady(f"{len(pending)} migrations are not applied, the first is {pending[0][0]}")


def check_cache() -> None:
    cache.set("readyz", "kept", timeout=10)
    if cache.get("readyz") != "kept":
        raise NotReady("the cache forgot a value at once")


CHECKS: dict[str, Callable[[], None]] = {
    "database": check_database,
    "migrations": check_migrations,
    "cache": check_cache,
}
