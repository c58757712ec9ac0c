"""What administrators may set about moderation, in the CMS."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

CACHE_KEY = "moderation:rules"
CACHE_SECONDS = 300


def _number(label: Any, default: int, least: int, most: int, help_text: Any = "") -> Any:
    checks = [MinValueValidator(least), MaxValueValidator(most)]
    return models.PositiveSmallIntegerField(label, default=default, validators=checks, help_text=help_text)


@register_setting(icon="clipboard-list")
class ModerationRules(BaseGenericSetting):
    """A single row; `ModerationRules.current()` reads it without a query as a rule."""

    target_hours = _number(
        _("hours until a decision"), 12, 1, 240, _("What waits longer is marked on the desk.")
    )
    claim_minutes = _number(
        _("minutes on one desk"), 15, 1, 120, _("So long nobody else decides what a moderator has opened.")
    )
    flags_to_hide = _number(
        _("flags that hide"),
        3,
        2,
        50,
        _("So many known or trusted players hide what they flag until a moderator has looked."),
    )
    known_listings = _number(_("approved listings"), 2, 1, 100)
    known_days = _number(_("days on the board"), 7, 0, 365)
    trusted_listings = _number(_("approved listings"), 10, 1, 1000)
    trusted_days = _number(_("days on the board"), 60, 0, 3650)
    clean_days = _number(
        _("clean days"),
        90,
        1,
        3650,
        _("So long an upheld flag, an abused one and a sanction are remembered."),
    )
    abused_flags = _number(
        _("abused flags"), 3, 1, 100, _("So many within those days, and the player counts as new.")
    )

    panels = [
        MultiFieldPanel([FieldPanel("target_hours"), FieldPanel("claim_minutes")], _("The desk")),
        MultiFieldPanel([FieldPanel("flags_to_hide"), FieldPanel("abused_flags")], _("Flags")),
        MultiFieldPanel([FieldPanel("known_listings"), FieldPanel("known_days")], _("Known players")),
        MultiFieldPanel([FieldPanel("trusted_listings"), FieldPanel("trusted_days")], _("Trusted players")),
        FieldPanel("clean_days"),
    ]

    class Meta:
        verbose_name = _("Rules of moderation")

    def clean(self) -> None:
        """Refuse a higher level that comes before the lower one."""
        for step in ("listings", "days"):
            known, trusted = getattr(self, f"known_{step}"), getattr(self, f"trusted_{step}")
            if known is not None and trusted is not None and trusted < known:
                raise ValidationError({f"trusted_{step}": _("Not less than known players need.")})

    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        cache.delete(CACHE_KEY)

    @classmethod
    def current(cls) -> ModerationRules:
        """Return the rules in force; other processes hear of a change within five minutes at the latest."""
        rules: ModerationRules | None = cache.get(CACHE_KEY)
        if rules is None:
            rules = cls.load()
            cache.set(CACHE_KEY, rules, CACHE_SECONDS)
        return rules

    @property
    def target(self) -> timedelta:
        return timedelta(hours=self.target_hours)

    @property
    def claim(self) -> timedelta:
        return timedelta(minutes=self.claim_minutes)

    @property
    def memory(self) -> timedelta:
        return timedelta(days=self.clean_days)
