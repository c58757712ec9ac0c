"""Segments: rules of an audience under a name, kept in the CMS."""

from __future__ import annotations

from typing import ClassVar

from django import forms
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, Panel

from ads.models import Category
from newsletter.models.audience_rule import EVERYONE, AudienceRule
from newsletter.models.topics import Topic

LONGEST_AGO_DAYS = 365


class CategoriesField(ArrayField):
    """Categories of the board, as boxes to tick."""

    def formfield(self, **kwargs: object) -> forms.Field:
        return forms.TypedMultipleChoiceField(
            label=self.verbose_name,
            help_text=self.help_text,
            choices=Category.choices,
            coerce=str,
            widget=forms.CheckboxSelectMultiple,
            required=False,
        )


class Segment(models.Model):
    """What a mailing does with it is frozen at release: changing or deleting it moves no letter."""

    name = models.CharField(_("name"), max_length=80, unique=True)
    topic = models.ForeignKey(
        Topic,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("chose the topic"),
    )
    interests = CategoriesField(
        models.CharField(max_length=20),
        verbose_name=_("interested in one of these"),
        default=list,
        blank=True,
    )
    has_live_listing = models.BooleanField(_("has a listing on the board now"), default=False)
    seen_within_days = models.PositiveSmallIntegerField(
        _("was here within so many days"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(LONGEST_AGO_DAYS)],
    )
    language = models.CharField(
        _("reads the site in"), max_length=5, blank=True, choices=settings.LANGUAGES, default=""
    )

    panels: ClassVar[list[Panel]] = [
        FieldPanel("name"),
        FieldPanel("topic", widget=forms.Select),
        FieldPanel("interests"),
        FieldPanel("has_live_listing"),
        FieldPanel("seen_within_days"),
        FieldPanel("language"),
    ]

    class Meta:
        verbose_name = _("segment of readers")
        verbose_name_plural = _("segments of readers")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse what leaves nobody out: its name would promise less than everybody."""
        super().clean()
        if self.rule == EVERYONE:
            raise ValidationError(_("Choose at least one condition: without any it means everybody."))

    @property
    def rule(self) -> AudienceRule:
        return AudienceRule(
            topic=self.topic_id,
            interests=tuple(self.interests),
            has_live_listing=self.has_live_listing,
            seen_within_days=self.seen_within_days,
            language=self.language,
        )
