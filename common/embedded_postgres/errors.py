"""What keeps the embedded PostgreSQL from running."""


class DatabaseUnavailable(Exception):
    """The database can't start; the message is one sentence that says what to do."""
