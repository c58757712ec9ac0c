"""A player's answer to another player's ad."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ads.models import AdPage, Category
from ads.models.pages import listing_path
from ads.models.roster import Roster, Slot
from responses.errors import Deleted, IllegalMove, TooLateToUndo
from responses.limits import NOTE_MAX, TEXT_MAX
from responses.models.queries import ResponseQuerySet
from responses.models.status import DECIDED, LEGAL_MOVES, OPEN, ResponseStatus


class Response(models.Model):
    """What a player wrote, and how it stands. `seen` and `deleted` are times beside the state."""

    ad = models.ForeignKey(
        AdPage, on_delete=models.CASCADE, related_name="responses", verbose_name=_("listing")
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="sent_responses",
        verbose_name=_("who responded"),
    )
    # The ad's author, kept here so that an inbox is one walk along one index.
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="received_responses",
        verbose_name=_("listing's author"),
    )
    text = models.TextField(_("text"), max_length=TEXT_MAX)
    # The place that the player asks for, and the one that the player got; "" for none in particular.
    role = models.CharField(_("role"), max_length=20, choices=Category, blank=True, default="")
    slot = models.CharField(_("place"), max_length=20, choices=Category, blank=True, default="")
    status = models.CharField(_("state"), max_length=12, choices=ResponseStatus, default=ResponseStatus.NEW)
    created_at = models.DateTimeField(pgettext_lazy("time of a response", "sent"), default=timezone.now)
    seen_at = models.DateTimeField(pgettext_lazy("time of a response", "read"), null=True, blank=True)
    decided_at = models.DateTimeField(pgettext_lazy("time of a response", "decided"), null=True, blank=True)
    # The author's few words with the decision, which the responder reads with it.
    decision_note = models.CharField(_("author's words"), max_length=NOTE_MAX, blank=True, default="")
    # How often the responder has changed the text since; a decision may say which one it was made on.
    edits = models.PositiveIntegerField(_("changes of the text"), default=0)
    edited_at = models.DateTimeField(pgettext_lazy("time of a response", "changed"), null=True, blank=True)
    # The author's leave to respond once more after a decline; using it up takes it away.
    again_allowed = models.BooleanField(_("may respond again"), default=False)
    # The number of the form that it was sent with: two clicks make one response.
    nonce = models.UUIDField(null=True, blank=True, editable=False)
    # The author's latest move: what an undo goes back to, and when the responder gets to see the move.
    previous_status = models.CharField(max_length=12, choices=ResponseStatus, blank=True, default="")
    announced_at = models.DateTimeField(
        pgettext_lazy("time of a response", "announced"), null=True, blank=True
    )
    deleted_at = models.DateTimeField(pgettext_lazy("time of a response", "deleted"), null=True, blank=True)
    deleted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("deleted by"),
    )

    objects = ResponseQuerySet.as_manager()

    class Meta:
        verbose_name = _("response")
        verbose_name_plural = _("responses")
        permissions = [("hide_response", _("Can hide and restore responses"))]
        indexes = [
            models.Index(
                fields=["recipient", "-created_at", "-id"],
                name="response_inbox",
                condition=Q(deleted_at=None),
            ),
            models.Index(
                fields=["recipient", "status", "-created_at", "-id"],
                name="response_inbox_state",
                condition=Q(deleted_at=None),
            ),
            models.Index(
                fields=["ad", "-created_at", "-id"],
                name="response_inbox_listing",
                condition=Q(deleted_at=None),
            ),
            # The inbox's counts are read from this index alone.
            models.Index(
                fields=["recipient", "ad", "status", "seen_at"],
                name="response_inbox_counts",
                condition=Q(deleted_at=None),
            ),
            models.Index(fields=["author", "-created_at", "-id"], name="response_sent"),
            models.Index(
                fields=["recipient"],
                name="response_unread",
                condition=Q(status="new", seen_at=None, deleted_at=None),
            ),
            models.Index(fields=["deleted_at"], name="response_deleted", condition=~Q(deleted_at=None)),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["ad", "author"],
                condition=Q(status__in=[*OPEN], deleted_at=None),
                name="response_one_open_per_player_and_listing",
            ),
            models.CheckConstraint(
                condition=Q(status__in=ResponseStatus.values), name="response_status_known"
            ),
            models.CheckConstraint(
                condition=Q(status__in=[*DECIDED], decided_at__isnull=False)
                | (~Q(status__in=[*DECIDED]) & Q(decided_at=None)),
                name="response_decided_means_dated",
            ),
            models.CheckConstraint(
                condition=Q(previous_status="", announced_at=None)
                | Q(previous_status__in=[*OPEN], announced_at__isnull=False),
                name="response_move_means_announced",
            ),
            models.CheckConstraint(
                condition=Q(role__in=["", *Category.values], slot__in=["", *Category.values]),
                name="response_role_known",
            ),
            models.CheckConstraint(
                condition=Q(slot="") | Q(status=ResponseStatus.ACCEPTED), name="response_place_means_accepted"
            ),
            models.CheckConstraint(
                condition=Q(decision_note="") | Q(status__in=[*DECIDED]), name="response_note_means_decided"
            ),
            models.CheckConstraint(
                condition=Q(again_allowed=False) | Q(status=ResponseStatus.DECLINED),
                name="response_again_means_declined",
            ),
            models.CheckConstraint(
                condition=Q(edits=0, edited_at=None) | Q(edits__gt=0, edited_at__isnull=False),
                name="response_edited_means_dated",
            ),
            models.UniqueConstraint(fields=["ad", "author", "nonce"], name="response_one_per_form"),
            models.CheckConstraint(condition=~Q(author=F("recipient")), name="response_not_to_oneself"),
            models.CheckConstraint(
                condition=~Q(text="") & Q(LessThanOrEqual(Length("text"), TEXT_MAX)),
                name="response_text_length",
            ),
            models.CheckConstraint(
                condition=Q(deleted_by=None) | Q(deleted_at__isnull=False),
                name="response_deleted_by_means_deleted",
            ),
        ]

    def __str__(self) -> str:
        return Truncator(self.text).chars(40)

    @property
    def listing_url(self) -> str:
        """The ad's public address, of a response read `with_listing()`."""
        return listing_path(self.ad_id, self.listing_slug)  # type: ignore[attr-defined]

    @property
    def listing_roster(self) -> Roster:
        """Whom the ad looks for, of a response read `with_listing()`."""
        return Roster.of(self.listing_slots)  # type: ignore[attr-defined]

    @property
    def place_choices(self) -> list[Slot]:
        """What the author chooses from when accepting; nothing where there is no choice to make."""
        places = self.listing_roster.open
        asked_in_vain = self.role and not any(slot.role == self.role for slot in places)
        return places if len(places) > 1 or asked_in_vain else []

    @property
    def names_place(self) -> bool:
        """Whether a list has to say for which place it is: the ad looks for several roles."""
        return bool(self.slot or self.role) and len(self.listing_roster.slots) > 1

    @property
    def visible_slot(self) -> str:
        """The place as the responder sees it: none while the decision can be undone."""
        return self.slot if self.visible_status == ResponseStatus.ACCEPTED else ""

    @property
    def visible_note(self) -> str:
        """The author's words as the responder sees them: none while the decision can be undone."""
        return self.decision_note if self.visible_status in DECIDED else ""

    @property
    def visible_again(self) -> bool:
        """Whether the responder may know of the author's leave to respond once more."""
        return self.again_allowed and self.visible_status == ResponseStatus.DECLINED

    @property
    def blocks_another(self) -> bool:
        """Whether the responder, as far as the responder can see, may send no other one to the ad."""
        if self.visible_status == ResponseStatus.DECLINED:
            return not self.again_allowed
        return self.visible_status != ResponseStatus.WITHDRAWN and not self.is_put_away

    @property
    def is_editable(self) -> bool:
        """Whether the responder may change it, as far as the responder can see."""
        return self.visible_status == ResponseStatus.NEW and not self.is_put_away

    @property
    def is_open(self) -> bool:
        return self.status in OPEN

    @property
    def is_new(self) -> bool:
        """Whether the ad's author has yet to read it."""
        return self.status == ResponseStatus.NEW and self.seen_at is None

    @property
    def counts(self) -> bool:
        """Whether it is one of the responses that the listing shows a number of."""
        return self.deleted_at is None and self.status != ResponseStatus.WITHDRAWN

    def is_undoable(self, now: datetime) -> bool:
        return self.announced_at is not None and now < self.announced_at and self.deleted_at is None

    @property
    def undo_until(self) -> datetime | None:
        """Until when the author may undo the latest move; None when it is too late."""
        return self.announced_at if self.is_undoable(timezone.now()) else None

    @property
    def visible_status(self) -> ResponseStatus:
        """The state as the responder sees it: a move stays hidden while it can be undone."""
        if self.announced_at is not None and timezone.now() < self.announced_at:
            return ResponseStatus(self.previous_status)
        return ResponseStatus(self.status)

    @property
    def is_put_away(self) -> bool:
        """Whether the responder waits in vain: the ad's author has deleted it without an answer."""
        return self.deleted_at is not None and self.status in OPEN

    def move_to(self, status: ResponseStatus, *, at: datetime) -> None:
        """Make the author's move in memory; the caller holds the row's lock and saves.

        Raises:
            Deleted: it has been deleted.
            IllegalMove: the table of legal moves has no such move.
        """
        self._check_move(status)
        self.previous_status, self.status = self.status, status
        self.announced_at = at + timedelta(seconds=settings.UNDO_SECONDS)
        self.seen_at = self.seen_at or at
        self.decided_at = at if status in DECIDED else None

    def move_back(self, *, at: datetime) -> None:
        """Undo the author's latest move in memory.

        Raises:
            Deleted: it has been deleted.
            TooLateToUndo: the responder knows of it already, or there was none.
        """
        if self.deleted_at is not None:
            raise Deleted
        if not self.is_undoable(at):
            raise TooLateToUndo
        self.status, self.previous_status = self.previous_status, ""
        self.announced_at, self.decided_at, self.decision_note = None, None, ""
        self.again_allowed = False

    def withdraw(self) -> None:
        """Take it back, in memory, on behalf of the responder.

        Raises:
            IllegalMove: it is decided or withdrawn already.
        """
        if ResponseStatus.WITHDRAWN not in LEGAL_MOVES[ResponseStatus(self.status)]:
            raise IllegalMove(ResponseStatus(self.status))
        self.status, self.previous_status, self.announced_at = ResponseStatus.WITHDRAWN, "", None

    def _check_move(self, status: ResponseStatus) -> None:
        if self.deleted_at is not None:
            raise Deleted
        if status not in LEGAL_MOVES[ResponseStatus(self.status)]:
            raise IllegalMove(ResponseStatus(self.status))
