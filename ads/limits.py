"""Limits of what an author may write and how long it stands."""

from datetime import timedelta

TITLE_MIN = 3
TITLE_MAX = 120
ARCHIVE_AFTER = timedelta(days=60)
BUMP_EVERY = timedelta(hours=24)
EXCERPT_LENGTH = 200
SEARCH_TEXT_LENGTH = 4000
CREATE_RATE = "20/h"
UPLOAD_RATE = "60/h"
# Autosave: a state every second or two from several tabs is honest work.
DRAFT_RATE = "240/m"
MAX_DRAFTS = 50
MAX_DRAFT_BYTES = 1_000_000
DRAFTS_KEPT = timedelta(weeks=6)
