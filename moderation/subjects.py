"""What moderators decide about, as one word and a number: a listing is public as such, not as a row."""

from __future__ import annotations

from django.apps import apps
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class Subject(models.TextChoices):
    LISTING = "listing", _("listing")
    RESPONSE = "response", _("response")
    MESSAGE = "message", _("message")
    PLAYER = "player", _("player")


# An ad's page and its row on the board have the same number, and are the same listing to people.
NAMES = {
    "board.adpage": Subject.LISTING,
    "board.boardentry": Subject.LISTING,
    "responses.response": Subject.RESPONSE,
    "responses.message": Subject.MESSAGE,
    "accounts.user": Subject.PLAYER,
}


def name_of(subject: models.Model) -> str:
    """Return the word for the kind of an object: one of `Subject`, else the model's own name."""
    label = subject._meta.label_lower
    return NAMES[label].value if label in NAMES else label


def kind_in_words(name: str) -> str:
    """Say what `name_of` has named; of a model that is gone the name itself is all that is left."""
    if name in Subject.values:
        return str(Subject(name).label)
    if name == "sanction":
        return gettext("sanction")
    try:
        return str(apps.get_model(name)._meta.verbose_name)
    except (LookupError, ValueError):
        return name
