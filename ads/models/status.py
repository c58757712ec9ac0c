"""The states of an ad and the one table of legal moves between them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AdStatus(models.TextChoices):
    DRAFT = "draft", _("draft")
    IN_MODERATION = "in_moderation", _("waits for a moderator")
    CHANGES_REQUESTED = "changes_requested", _("changes asked")
    LIVE = "live", _("published")
    CLOSED = "closed", _("closed")
    EXPIRED = "expired", _("expired")
    ARCHIVED = "archived", _("in the archive")
    REJECTED = "rejected", _("rejected")
    HIDDEN = "hidden", _("hidden by a moderator")


class PendingEdit(models.TextChoices):
    """What becomes of an edit of a live ad, while the live text stays."""

    NONE = "", _("none")
    DRAFT = "draft", _("draft")
    IN_MODERATION = "in_moderation", _("waits for a moderator")
    CHANGES_REQUESTED = "changes_requested", _("changes asked")
    REJECTED = "rejected", _("rejected")


S = AdStatus
LEGAL_MOVES: dict[AdStatus, frozenset[AdStatus]] = {
    S.DRAFT: frozenset({S.IN_MODERATION, S.LIVE}),
    S.IN_MODERATION: frozenset({S.DRAFT, S.LIVE, S.CHANGES_REQUESTED, S.REJECTED}),
    S.CHANGES_REQUESTED: frozenset({S.IN_MODERATION, S.LIVE, S.REJECTED, S.DRAFT}),
    S.LIVE: frozenset({S.LIVE, S.CLOSED, S.EXPIRED, S.HIDDEN}),
    S.CLOSED: frozenset({S.LIVE, S.ARCHIVED, S.HIDDEN}),
    S.EXPIRED: frozenset({S.LIVE, S.ARCHIVED, S.HIDDEN}),
    S.HIDDEN: frozenset({S.LIVE}),
    S.ARCHIVED: frozenset(),
    S.REJECTED: frozenset(),
}

# Anyone may read these; only live ones stand on the board and take responses.
VISIBLE_STATUSES = (S.LIVE, S.CLOSED, S.EXPIRED)
# The author may change the text in these.
EDITABLE_STATUSES = (S.DRAFT, S.IN_MODERATION, S.CHANGES_REQUESTED, S.LIVE)
# The author may give it another term in these.
RENEWABLE_STATUSES = (S.LIVE, S.CLOSED, S.EXPIRED)
# The author may begin a new draft with its text in these: they take no edits any more.
COPYABLE_STATUSES = (S.CLOSED, S.EXPIRED, S.ARCHIVED, S.REJECTED)
