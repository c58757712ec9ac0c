"""What lower code tells upper apps about an ad."""

from django.dispatch import Signal

# kwargs: entry (BoardEntry, still in the database), by (User)
ad_deleted = Signal()
# kwargs: entry (BoardEntry): its author has closed it
ad_closed = Signal()
# kwargs: entry (BoardEntry): a closed one is on the board again
ad_reopened = Signal()
# kwargs: entry (BoardEntry), before and after (ids of revisions): an edit is live that no moderator has seen
ad_edited_unseen = Signal()
# kwargs: ad_id, by (User), comment: a moderator refuses for good what is under review
ad_refused = Signal()
