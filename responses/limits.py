"""Limits of what players may write and do at once, and how long a deleted response can be brought back."""

from datetime import timedelta

TEXT_MAX = 2000
# The author's words with a decision, and the answers that one keeps ready for them.
NOTE_MAX = 300
# A moderator's reason for the log.
REASON_MAX = 1000
ANSWERS_MAX = 20
# Players who help with one ad, invited ones included, and what they note about a response.
RECRUITERS_MAX = 5
SIDE_NOTE_MAX = 1000
BULK_MAX = 100
DELETED_KEPT = timedelta(days=30)
# The same two players have a deal that counts this often at most.
DEAL_COUNTS_EVERY = timedelta(days=30)
# An author's pace of answers: from so many responses of so long, the young unanswered ones left out.
PACE_OF = timedelta(days=90)
PACE_PATIENCE = timedelta(days=1)
PACE_MIN = 5
# So long before its ad is paused a silent author is warned.
SILENCE_WARNING = timedelta(days=2)
