"""A database of the journeys' own.

Other tests roll back or flush what they wrote; a site that runs beside its tests commits. So the journeys
get a copy of the migrated test database and are alone in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, connections

SUFFIX = "journeys"


class JourneysDatabase:
    """The copy: made once per worker, used only inside of `in_use`."""

    def __init__(self) -> None:
        # A database that somebody is connected to can't be copied.
        connection.close()
        connection.creation.clone_test_db(suffix=SUFFIX, verbosity=0, autoclobber=True)
        self.name = connection.creation.get_test_db_clone_settings(SUFFIX)["NAME"]

    @contextmanager
    def in_use(self) -> Iterator[None]:
        """Let this process, the server's threads included, work in the copy.

        The connection that pytest-django has begun a transaction on is put aside, untouched.
        """
        put_aside = connections["default"]
        original = put_aside.settings_dict["NAME"]
        put_aside.settings_dict["NAME"] = self.name
        del connections["default"]
        try:
            yield
        finally:
            connections["default"].close()
            connections["default"] = put_aside
            put_aside.settings_dict["NAME"] = original

    def drop(self) -> None:
        """Remove it, whoever is connected, and let nobody hold the database that it came from."""
        original = connection.settings_dict["NAME"]
        connection.close()
        with connection._nodb_cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [original]
            )
            cursor.execute(f"DROP DATABASE IF EXISTS {connection.ops.quote_name(self.name)} WITH (FORCE)")
