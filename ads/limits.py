"""Limits of what an author may write and how long it stands."""

from datetime import timedelta

TITLE_MIN = 3
TITLE_MAX = 120
ARCHIVE_AFTER = timedelta(days=60)
BUMP_EVERY = timedelta(hours=24)
EXCERPT_LENGTH = 200
SEARCH_TEXT_LENGTH = 4000
# Places of roles: so many roles, so many of one, so many together.
ROLES_MAX = 5
ROLE_MAX = 40
PLACES_MAX = 60
# What a player's stored pictures may come to; staff are exempt.
MAX_STORED_PICTURES = 500
MAX_STORED_BYTES = 200 * 1024 * 1024
# So long an upload waits for a text that shows it.
UNUSED_AFTER = timedelta(days=1)
SWEEP_BATCH = 100
MAX_DRAFTS = 50
MAX_DRAFT_BYTES = 1_000_000
DRAFTS_KEPT = timedelta(weeks=6)
PATCH_NAME_MAX = 24
PATCH_NOTES_MAX = 300
