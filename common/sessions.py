"""Sessions in the cache and the database, under keys that both can hold."""

from __future__ import annotations

import re

from django.contrib.sessions.backends import cached_db

KEY = re.compile(r"[a-z0-9]{8,64}")


class SessionStore(cached_db.SessionStore):
    """Takes a word for a key only if it could be one: a cookie may hold a NUL, which no row is asked for."""

    def __init__(self, session_key: str | None = None) -> None:
        super().__init__(session_key if session_key and KEY.fullmatch(session_key) else None)
