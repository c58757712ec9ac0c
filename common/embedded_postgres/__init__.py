"""A PostgreSQL of our own for the one-command run and the tests: no installation, no port, no configuration.

Standard library only, so that it runs before Django does. See docs/adr/0001-embedded-postgresql.md.
"""

from common.embedded_postgres.errors import DatabaseUnavailable
from common.embedded_postgres.server import EmbeddedPostgres

__all__ = ["DatabaseUnavailable", "EmbeddedPostgres"]
