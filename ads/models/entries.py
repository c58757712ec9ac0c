"""The narrow table: a row per ad with its state and all that a list shows, so that lists open no page."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext, pgettext_lazy

from ads.errors import IllegalMove
from ads.models.category import Category
from ads.models.facts import SLUG_LENGTH, LevelRange, PlayHoursField, Server, fact_key
from ads.models.pages import AdPage, listing_path
from ads.models.patches import Patch
from ads.models.roster import Roster
from ads.models.rules import BoardRules
from ads.models.status import LEGAL_MOVES, VISIBLE_STATUSES, AdStatus, PendingEdit
from common.text import HIDDEN_IN_WORDS

if TYPE_CHECKING:
    from accounts.models import User

# Readers narrow the board by these; each index gives its rows in the board's order.
NARROWED_BY = {
    "board_live_kind": ("kind",),
    "board_live_category_kind": ("category", "kind"),
    "board_live_server": ("server",),
    "board_live_level": ("level",),
}


class BoardEntryQuerySet(models.QuerySet["BoardEntry"]):
    def live_on_board(self) -> BoardEntryQuerySet:
        return self.filter(status=AdStatus.LIVE)

    def visible(self) -> BoardEntryQuerySet:
        return self.filter(status__in=VISIBLE_STATUSES)

    def in_category(self, category: str) -> BoardEntryQuerySet:
        return self.filter(category=category)

    def for_author(self, user: object) -> BoardEntryQuerySet:
        return self.filter(author=user)

    def expired(self, now: datetime) -> BoardEntryQuerySet:
        """Live ones whose term is over."""
        return self.live_on_board().filter(expires_at__lte=now)

    def to_warn(self, now: datetime, warning: timedelta) -> BoardEntryQuerySet:
        """Live ones whose term ends soon and whose author hasn't been told."""
        return self.live_on_board().filter(warned_at=None, expires_at__gt=now, expires_at__lte=now + warning)

    def confirmed_before(self, moment: datetime) -> BoardEntryQuerySet:
        """Those whose text nobody has stood by since."""
        return self.filter(Q(confirmed_at=None) | Q(confirmed_at__lt=moment))

    def newest_first(self) -> BoardEntryQuerySet:
        return self.order_by("-bumped_at", "-pk")

    def most_answered_first(self) -> BoardEntryQuerySet:
        """In an order that no index gives: for letters, not for pages."""
        return self.order_by("-response_count", "-bumped_at", "-pk")


class BoardEntry(models.Model):
    """An ad's state and its card. The primary key is the page's id, which is the public id of the listing."""

    ad = models.OneToOneField(AdPage, on_delete=models.CASCADE, primary_key=True, related_name="entry")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="board_entries",
        verbose_name=_("author"),
    )
    status = models.CharField(_("state"), max_length=20, choices=AdStatus, default=AdStatus.DRAFT)
    pending = models.CharField(_("pending edit"), max_length=20, choices=PendingEdit, blank=True, default="")
    title = models.CharField(_("title"), max_length=255)
    slug = models.CharField(_("slug"), max_length=80, default="", editable=False)
    category = models.CharField(_("category"), max_length=20, choices=Category)
    kind = models.CharField(_("kind"), max_length=10, blank=True, default="")
    server = fact_key(Server)
    level = fact_key(LevelRange)
    hours = PlayHoursField(
        models.CharField(max_length=SLUG_LENGTH), verbose_name=_("play hours"), default=list, blank=True
    )
    excerpt = models.CharField(_("excerpt"), max_length=240, blank=True, default="")
    # A copy of the ad's `RoleSlot`s for its card: rows of {"role", "wanted", "filled"}.
    slots = models.JSONField(_("places"), default=list, blank=True, editable=False)
    picture_url = models.CharField(_("picture"), max_length=300, blank=True, default="")
    response_count = models.PositiveIntegerField(_("responses"), default=0)
    created_at = models.DateTimeField(_("created"), default=timezone.now)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)
    submitted_at = models.DateTimeField(_("sent to moderation"), null=True, blank=True)
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    bumped_at = models.DateTimeField(_("bumped"), default=timezone.now)
    expires_at = models.DateTimeField(_("open until"), null=True, blank=True)
    # When the author was warned that this term ends; a new term begins without.
    warned_at = models.DateTimeField(_("warned of the end"), null=True, blank=True, editable=False)
    # Since when it has stood there without a break: the time before doesn't count against a silent author.
    live_since = models.DateTimeField(_("on the board since"), null=True, blank=True, editable=False)
    # When its author was warned of being silent, and when it was closed for that: paused (ADR 25).
    silence_warned_at = models.DateTimeField(_("warned of silence"), null=True, blank=True, editable=False)
    paused_at = models.DateTimeField(
        pgettext_lazy("state of a listing", "paused"), null=True, blank=True, editable=False
    )
    # When the author last stood by the text: sent it, or said that it is still true. None: before any patch.
    confirmed_at = models.DateTimeField(_("text confirmed"), null=True, blank=True, editable=False)
    # The latest words to the author: why changes are asked, why it is rejected or hidden.
    moderator_comment = models.TextField(_("moderator's words"), blank=True, default="", editable=False)
    moderator = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("moderator"),
    )
    # What search reads: title and text as one vector, and as lower-case words for typos.
    search = SearchVectorField(null=True, editable=False)
    search_text = models.TextField(default="", editable=False)
    # The draft that the ad was made from, and what its last form said: a form sent twice makes one ad.
    draft_uid = models.UUIDField(null=True, editable=False)
    last_form = models.CharField(max_length=32, default="", editable=False)

    objects = BoardEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("listing on the board")
        verbose_name_plural = _("listings on the board")
        indexes = [
            models.Index(fields=["-bumped_at", "-ad"], name="board_live_newest", condition=Q(status="live")),
            models.Index(
                fields=["category", "-bumped_at", "-ad"],
                name="board_live_category_newest",
                condition=Q(status="live"),
            ),
            *(
                models.Index(fields=[*of, "-bumped_at", "-ad"], name=name, condition=Q(status="live"))
                for name, of in NARROWED_BY.items()
            ),
            # Written at once rather than from a list of what waits: readers would search the list, too.
            GinIndex(fields=["hours"], name="board_live_hours", condition=Q(status="live"), fastupdate=False),
            # A player's own list; and the records of all whom the desk shows, read from the index alone.
            models.Index(
                fields=["author", "-updated_at"], include=["status", "published_at"], name="board_author"
            ),
            models.Index(fields=["status", "submitted_at"], name="board_queue", condition=~Q(status="live")),
            models.Index(fields=["expires_at"], name="board_expiring", condition=Q(status="live")),
            models.Index(
                fields=["expires_at"], name="board_unwarned", condition=Q(status="live", warned_at=None)
            ),
            GinIndex(fields=["search"], name="board_search", condition=Q(status="live")),
            GinIndex(OpClass("search_text", name="gin_trgm_ops"), name="board_search_text"),
            # The few texts whose words the index above misses: something unseen stands in them.
            models.Index(
                fields=["ad"],
                name="board_hidden_in_words",
                condition=Q(status="live", search_text__regex=HIDDEN_IN_WORDS),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status__in=[*VISIBLE_STATUSES])
                | Q(published_at__isnull=False, expires_at__isnull=False),
                name="board_public_means_dated",
            ),
            models.CheckConstraint(condition=Q(status__in=AdStatus.values), name="board_status_known"),
            models.CheckConstraint(
                condition=Q(paused_at=None) | Q(status=AdStatus.CLOSED), name="board_paused_means_closed"
            ),
            models.UniqueConstraint(fields=["author", "draft_uid"], name="board_one_per_draft"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def url(self) -> str:
        return listing_path(self.pk, self.slug)

    @property
    def is_open(self) -> bool:
        """Whether players may respond."""
        return self.status == AdStatus.LIVE and not self.is_full

    @property
    def is_paused(self) -> bool:
        """Whether it is closed only until its author answers or says so."""
        return self.paused_at is not None

    @property
    def state_in_words(self) -> str:
        """Name the state as readers see it."""
        return (
            pgettext("state of a listing", "paused") if self.is_paused else str(AdStatus(self.status).label)
        )

    @property
    def takes_edits_at_once(self) -> bool:
        """Whether an edit goes live as it is sent, to be looked at afterwards.

        A known author's does, unless a moderator has asked to change it.
        """
        is_known = self.author.trust == self.author.Trust.KNOWN
        return is_known and self.status == AdStatus.LIVE and self.pending != PendingEdit.CHANGES_REQUESTED

    @property
    def roster(self) -> Roster:
        """Whom the ad looks for and who is there."""
        return Roster.of(self.slots)

    @property
    def is_full(self) -> bool:
        """Whether everybody whom it looked for is there."""
        return self.roster.is_full

    @property
    def before_patch(self) -> Patch | None:
        """The newest patch, where a live ad's text was last confirmed before it; no query as a rule."""
        patch = Patch.current() if self.status == AdStatus.LIVE else None
        return patch if patch is not None and patch.is_newer_than(self.confirmed_at) else None

    @classmethod
    def imagined(cls, ad: AdPage) -> BoardEntry:
        """Return the row that the ad would have on the board, in memory only: what a preview shows."""
        entry = cls.objects.select_related("author").filter(pk=ad.pk).first() or cls(ad=ad, author=ad.owner)
        now = timezone.now()
        entry.status = AdStatus.LIVE
        entry.published_at = entry.published_at or now
        entry.confirmed_at = now
        if entry.expires_at is None or entry.expires_at <= now:
            entry.expires_at = now + BoardRules.current().lifetime
        entry.title, entry.category, entry.kind = ad.title, ad.category, ad.kind
        return entry

    def move_to(self, status: AdStatus) -> None:
        """Change the state in memory; the caller holds the row's lock and saves.

        Raises:
            IllegalMove: the table of legal moves has no such move.
        """
        if status not in LEGAL_MOVES[AdStatus(self.status)]:
            raise IllegalMove(AdStatus(self.status))
        if status == AdStatus.LIVE and self.status != AdStatus.LIVE:
            self.live_since = timezone.now()
        self.status, self.paused_at = status, None

    def wait_for_review(self, now: datetime) -> None:
        """Let it, or its pending edit, wait for a moderator, in memory; errors as of `move_to`."""
        if self.status == AdStatus.LIVE:
            self.pending = PendingEdit.IN_MODERATION
        else:
            self.move_to(AdStatus.IN_MODERATION)
        self.submitted_at = now

    def pause(self, *, at: datetime) -> None:
        """Close it, in memory, until its author answers; errors as of `move_to`."""
        self.move_to(AdStatus.CLOSED)
        self.paused_at = at

    def begin_term(self, *, now: datetime, lifetime: timedelta) -> None:
        """Give it a whole term on the board from now on, in memory; the author is warned of its end anew."""
        self.expires_at = now + lifetime
        self.warned_at = None

    def note_verdict(self, *, comment: str, by: User | None) -> None:
        """Keep, in memory, what a moderator says to the author."""
        self.moderator_comment, self.moderator = comment, by

    def was_bumped_within(self, seconds: float, now: datetime) -> bool:
        return (now - self.bumped_at).total_seconds() < seconds
