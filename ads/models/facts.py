"""Facts of the game that a listing may tell: their choices, which moderators keep in the CMS."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.contrib.postgres.fields import ArrayField
from django.core.cache import cache
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, Panel
from wagtail.models import Orderable

from common.page_cache import forget_pages
from common.text import public_slug

# Its number changes with what is kept there: of two releases side by side neither reads the other's.
CACHE_KEY = "board:facts:2"
SLUG_LENGTH = 40


class GameFact(Orderable):
    """One choice: renamed and retired, but never deleted, since listings and old revisions name its slug."""

    slug = models.SlugField(_("slug"), max_length=SLUG_LENGTH, primary_key=True, editable=False)
    name = models.CharField(_("name"), max_length=60, unique=True)
    name_en = models.CharField(
        _("name in English"),
        max_length=60,
        blank=True,
        default="",
        db_default="",
        help_text=_("What the English pages say. Left empty, they say the name above."),
    )
    retired = models.BooleanField(
        _("retired"),
        default=False,
        help_text=_("Nobody can choose it any more; listings that say it keep it."),
    )

    panels: ClassVar[list[Panel]] = [FieldPanel("name"), FieldPanel("name_en"), FieldPanel("retired")]

    class Meta(Orderable.Meta):
        abstract = True

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self._state.adding and not self.slug:
            self.slug = self._free_slug()
            kwargs["force_insert"] = True
        super().save(*args, **kwargs)
        # Now for what this transaction still reads, and at its end for everybody.
        cache.delete(CACHE_KEY)
        transaction.on_commit(lambda: cache.delete(CACHE_KEY), robust=True)
        forget_pages()

    def _free_slug(self) -> str:
        """Return a slug made of the name; a number follows where another choice has it."""
        wanted = public_slug(self.name, fallback="choice")[: SLUG_LENGTH - 4].strip("-")
        taken = set(type(self)._default_manager.values_list("slug", flat=True))
        return next(
            slug
            for number in range(1, len(taken) + 2)
            if (slug := wanted if number == 1 else f"{wanted}-{number}") not in taken
        )


class Server(GameFact):
    """A world of the game."""

    class Meta(GameFact.Meta):
        verbose_name = _("server")
        verbose_name_plural = _("servers")


class LevelRange(GameFact):
    """Characters of which levels are meant."""

    class Meta(GameFact.Meta):
        verbose_name = _("level range")
        verbose_name_plural = _("level ranges")


class PlayHours(GameFact):
    """When people play, roughly: weekday evenings, nights."""

    class Meta(GameFact.Meta):
        verbose_name = _("play hours")
        verbose_name_plural = _("play hours")


def fact_key(to: type[GameFact]) -> models.ForeignKey[Any, Any]:
    """Return the column that names a choice: its values are slugs, so that nobody joins to compare them."""
    return models.ForeignKey(
        to,
        verbose_name=to._meta.verbose_name,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        db_index=False,
        related_name="+",
    )


FACTS: dict[str, type[GameFact]] = {"server": Server, "level": LevelRange, "hours": PlayHours}


def _all_hours() -> list[tuple[str, str]]:
    return list(PlayHours.objects.values_list("slug", "name"))


class PlayHoursField(ArrayField):
    """Slugs of `PlayHours`. An array, so that the board finds them by one index in its own narrow table."""

    def formfield(self, **kwargs: Any) -> forms.Field:
        """Return a tick for each choice, the retired ones too: for the CMS."""
        return forms.MultipleChoiceField(
            label=str(self.verbose_name).capitalize(),
            choices=_all_hours,
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )
