"""What the newsletter is about: readers choose topics, an issue has one."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, Panel


class TopicQuerySet(models.QuerySet["Topic"]):
    def on_offer(self) -> TopicQuerySet:
        """Leave what readers may choose and editors may write about."""
        return self.filter(retired=False)

    def to_begin_with(self) -> TopicQuerySet:
        """Leave what one gets who asks for the newsletter and says no more."""
        return self.on_offer().filter(is_default=True)


class Topic(models.Model):
    """Never deleted, since subscriptions and frozen audiences name its number: retired instead."""

    name = models.CharField(_("name"), max_length=60, unique=True)
    name_en = models.CharField(_("name in English"), max_length=60, blank=True)
    note = models.CharField(_("what one gets"), max_length=160, blank=True)
    note_en = models.CharField(_("what one gets, in English"), max_length=160, blank=True)
    is_default = models.BooleanField(
        _("chosen at first"),
        default=False,
        help_text=_("Who asks for the newsletter gets it, until the settings say otherwise."),
    )
    retired = models.BooleanField(
        _("retired"),
        default=False,
        help_text=_("Nobody can choose it any more, and no new issue can be about it."),
    )
    position = models.PositiveSmallIntegerField(_("place in the list"), default=0)

    panels: ClassVar[list[Panel]] = [
        MultiFieldPanel([FieldPanel("name"), FieldPanel("note")], heading=_("In Russian")),
        MultiFieldPanel([FieldPanel("name_en"), FieldPanel("note_en")], heading=_("In English")),
        FieldPanel("is_default"),
        FieldPanel("retired"),
        FieldPanel("position"),
    ]

    objects: ClassVar[TopicQuerySet] = TopicQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("topic of the newsletter")
        verbose_name_plural = _("topics of the newsletter")
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return self.said("name")

    def said(self, field: str) -> str:
        """Return the field in the reader's language, in Russian while it isn't translated."""
        english = getattr(self, f"{field}_en") if get_language() == "en" else ""
        text: str = english or getattr(self, field)
        return text
