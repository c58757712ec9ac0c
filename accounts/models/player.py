"""The player: an e-mail to log in with and a name on the board."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts import last_seen, second_factor
from accounts.names import CYRILLIC_TWINS, LATIN_TWINS, MAX_LENGTH
from common.text import public_slug
from common.week import HEX_LENGTH, Week

NO_END = datetime(9999, 1, 1, tzinfo=UTC)


class LooksLike(models.Func):
    """A name as the eye takes it: without case, Cyrillic letters as their Latin twins."""

    function = "TRANSLATE"

    def __init__(self, name: str, **extra: Any) -> None:
        super().__init__(Lower(name), models.Value(CYRILLIC_TWINS), models.Value(LATIN_TWINS), **extra)


class UserManager(BaseUserManager["User"]):
    """Creates users by e-mail; e-mail addresses compare without case."""

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email__iexact=username)

    def create_user(self, email: str, password: str | None = None, **fields: object) -> User:
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: object) -> User:
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractUser):
    """A player of the server, whatever else they may do on the site."""

    class Trust(models.TextChoices):
        NEW = "new", _("new")
        KNOWN = "known", _("known")
        TRUSTED = "trusted", _("trusted")

    username = None  # type: ignore[assignment]
    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    email = models.EmailField(_("e-mail"), unique=True)
    display_name = models.CharField(_("name on the board"), max_length=MAX_LENGTH)
    language = models.CharField(_("language"), max_length=5, default="ru")
    # In the settings; else a browser's own wishes count, also after a log-in.
    language_is_chosen = models.BooleanField(
        _("has chosen the language"), default=False, db_default=False, editable=False
    )
    time_zone = models.CharField(_("time zone"), max_length=40, default="Europe/Moscow")
    # A `common.week.Week` by the clocks of the player's zone.
    play_week = models.CharField(
        _("hours of the week"), max_length=HEX_LENGTH, blank=True, default="", editable=False
    )
    shows_play_week = models.BooleanField(_("shows the hours on the profile"), default=False, editable=False)
    trust = models.CharField(_("trust"), max_length=10, choices=Trust, default=Trust.NEW)
    # Given by hand: the rules of moderation don't touch it.
    trust_is_fixed = models.BooleanField(
        _("level given by hand"),
        default=False,
        help_text=_("Untick it to let the rules of moderation decide again."),
    )
    rules_accepted_at = models.DateTimeField(_("accepted the rules"), null=True, blank=True, editable=False)
    # The state that sanctions leave (moderation keeps the reasons); `NO_END` stands for "for good".
    muted_until = models.DateTimeField(_("may not write until"), null=True, blank=True, editable=False)
    suspended_until = models.DateTimeField(_("kept out until"), null=True, blank=True, editable=False)
    # Made while the board was under alarm: a moderator looks before the player writes.
    waits_since = models.DateTimeField(_("waits to write since"), null=True, blank=True, editable=False)
    deactivated_at = models.DateTimeField(_("deactivated"), null=True, blank=True, editable=False)
    # The player is deleted then, and what each app has taken off the board for that time.
    leaves_at = models.DateTimeField(_("is deleted on"), null=True, blank=True, editable=False, db_index=True)
    taken_down = models.JSONField(default=dict, blank=True, editable=False)
    # Nothing but a number is left of the player since then.
    erased_at = models.DateTimeField(_("deleted"), null=True, blank=True, editable=False)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["display_name"]

    objects: ClassVar[UserManager] = UserManager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("player")
        verbose_name_plural = _("players")
        indexes = [
            models.Index(
                fields=["waits_since"],
                name="user_waits_to_write",
                condition=models.Q(waits_since__isnull=False),
            )
        ]
        constraints = [
            models.UniqueConstraint(Lower("email"), name="user_email_unique_without_case"),
            models.UniqueConstraint(
                LooksLike("display_name"),
                name="user_display_name_unique_by_look",
                violation_error_message=_("This name is taken, or looks like one that is taken."),
            ),
            models.CheckConstraint(
                condition=models.Q(deactivated_at=None) | models.Q(is_active=False),
                name="user_deactivated_is_not_active",
            ),
            models.CheckConstraint(
                condition=models.Q(erased_at=None) | models.Q(is_active=False, leaves_at=None),
                name="user_erased_is_not_active",
            ),
        ]

    def __str__(self) -> str:
        return self.display_name

    def get_full_name(self) -> str:
        return self.display_name

    def get_short_name(self) -> str:
        return self.display_name

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        """Answer as Django does, unless this session has yet to prove its second factor."""
        return super().has_perm(perm, obj) and not self.is_power_held

    def has_module_perms(self, app_label: str) -> bool:
        """Answer as Django does, unless this session has yet to prove its second factor."""
        return super().has_module_perms(app_label) and not self.is_power_held

    def came_by(self, session: Any) -> None:
        """Note that a session is in use, and what it has proved: that decides on power."""
        second_factor.note_session(self, session)
        last_seen.note(session)

    @property
    def is_power_held(self) -> bool:
        """Whether the session that this player came by grants no power."""
        return second_factor.is_power_held(self)

    @property
    def has_power(self) -> bool:
        """Whether the player belongs to the board's staff, whatever the session has proved."""
        return super().has_perm("wagtailadmin.access_admin")

    @property
    def is_leaving(self) -> bool:
        """Whether the player has asked to be deleted and may still stay."""
        return self.leaves_at is not None

    @property
    def links_are_held(self) -> bool:
        """Whether others open a list before they can follow links in what the player writes to them."""
        return self.trust == self.Trust.NEW

    @property
    def is_suspended(self) -> bool:
        """Whether a sanction keeps the player out of the site."""
        return self.suspended_until is not None and self.suspended_until > timezone.now()

    @property
    def is_muted(self) -> bool:
        """Whether a sanction keeps the player from writing."""
        return self.is_suspended or (self.muted_until is not None and self.muted_until > timezone.now())

    @property
    def week(self) -> Week:
        """When the player plays, by the clocks of the player's zone."""
        return Week.from_hex(self.play_week)

    def get_absolute_url(self) -> str:
        return reverse("accounts:player", args=[self.pk, public_slug(self.display_name, fallback="player")])
