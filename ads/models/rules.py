"""What administrators may set about the board, in the CMS."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

CACHE_KEY = "board:rules"
CACHE_SECONDS = 300


@register_setting(icon="clipboard-list")
class BoardRules(BaseGenericSetting):
    """A single row; `BoardRules.current()` reads it without a query as a rule."""

    lifetime_days = models.PositiveSmallIntegerField(
        _("days on the board"),
        default=30,
        validators=[MinValueValidator(1), MaxValueValidator(365)],
        help_text=_("So long a listing stands before it expires. Listings that are up keep their day."),
    )
    warning_days = models.PositiveSmallIntegerField(
        _("days of warning"),
        default=3,
        validators=[MinValueValidator(1), MaxValueValidator(30)],
        help_text=_("So long before the end the author gets a letter with a button to renew."),
    )
    silence_days = models.PositiveSmallIntegerField(
        _("days without an answer"),
        default=7,
        validators=[MinValueValidator(3), MaxValueValidator(90)],
        help_text=_(
            "So long players may wait while a listing's author answers none of them; then it is paused. "
            "The author is warned two days before."
        ),
    )
    chat_line_length = models.PositiveSmallIntegerField(
        _("length of the line for the game's chat"),
        default=120,
        validators=[MinValueValidator(60), MaxValueValidator(255)],
        help_text=_("Characters that fit into one message of the game's chat."),
    )

    class Meta:
        verbose_name = _("Rules of the board")

    def clean(self) -> None:
        """Refuse a warning that would come at publication already."""
        if self.lifetime_days and self.warning_days and self.warning_days >= self.lifetime_days:
            raise ValidationError({"warning_days": _("Fewer days than a listing stands on the board.")})

    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        cache.delete(CACHE_KEY)

    @classmethod
    def current(cls) -> BoardRules:
        """Return the rules in force; other processes hear of a change within five minutes at the latest."""
        rules: BoardRules | None = cache.get(CACHE_KEY)
        if rules is None:
            rules = cls.load()
            cache.set(CACHE_KEY, rules, CACHE_SECONDS)
        return rules

    @property
    def lifetime(self) -> timedelta:
        return timedelta(days=self.lifetime_days)

    @property
    def warning(self) -> timedelta:
        return timedelta(days=self.warning_days)

    @property
    def patience(self) -> timedelta:
        """How long an author may be silent."""
        return timedelta(days=self.silence_days)
