"""What moderators watch for, rule by rule."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import Truncator
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from moderation.limits import COMMENT_MAX, WATCHED_LINES
from moderation.watching import BadLine, Rule, read_lines
from moderation.watching.terms import LINK, WORDS

SHOWN = 60


class WatchedWordQuerySet(models.QuerySet["WatchedWord"]):
    def in_force(self) -> WatchedWordQuerySet:
        return self.filter(is_on=True).order_by("pk")


class WatchedWord(models.Model):
    """A rule: these words or hosts, and what happens where one of them is found."""

    class Kind(models.TextChoices):
        WORDS = WORDS, _("words and phrases")
        LINK = LINK, _("links, by their hosts")

    class Action(models.TextChoices):
        BLOCK = "block", _("refuse")
        HOLD = "hold", _("hold for a moderator")
        FLAG = "flag", _("flag for a moderator")

    watched = models.TextField(
        _("what to watch for"),
        max_length=4000,
        help_text=_(
            "One word, phrase or host a line. Case, ё, accents, invisible signs and letters that look alike "
            "make no difference. Whole words: an asterisk at the beginning or the end of a word lets it go "
            "on there. A host, such as spam.example, stands for all below it."
        ),
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.WORDS)
    action = models.CharField(
        _("what happens"),
        max_length=10,
        choices=Action,
        default=Action.FLAG,
        help_text=_(
            "Refuse: the text isn’t taken; the author reads which words are meant and keeps the text. So it "
            "is with players’ names. Hold: the listing, or its edit, waits for a moderator, whoever wrote "
            "it; nobody reads responses and messages beforehand, so there it is the same as a flag. Flag: it "
            "is published, and a case opens on the desk."
        ),
    )
    note = models.TextField(
        _("note"),
        max_length=COMMENT_MAX,
        blank=True,
        default="",
        help_text=_("Only moderators read it, beside what the rule has found."),
    )
    is_on = models.BooleanField(
        pgettext_lazy("rule", "on"),
        default=False,
        help_text=_("Look first at what it would find: nothing happens until it is on."),
    )

    objects = WatchedWordQuerySet.as_manager()

    class Meta:
        verbose_name = _("rule about words")
        verbose_name_plural = _("watched words")
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(Truncator(", ".join(self.watched.split("\n")).replace("\r", "")).chars(SHOWN))

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save with one kind of line end."""
        self.watched = "\n".join(line.strip() for line in self.watched.splitlines() if line.strip())
        super().save(*args, **kwargs)

    def clean(self) -> None:
        """Refuse lines that nothing could be found by, and say which."""
        super().clean()
        if len(self.watched.splitlines()) > WATCHED_LINES:
            too_many = _now("At most %(most)d lines; make a second rule for the rest.")
            raise ValidationError({"watched": too_many % {"most": WATCHED_LINES}})
        try:
            read_lines(self.kind, self.watched)
        except BadLine as error:
            raise ValidationError({"watched": f"“{error.line[:SHOWN]}”: {error.sentence}"}) from error

    @property
    def rule(self) -> Rule:
        """The rule as matching needs it."""
        return Rule(self.pk, self.kind, self.action, self.watched, self.note)
