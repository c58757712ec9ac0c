"""What kinds of letters are called in the log; the apps that post them say so in `AppConfig.ready()`."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

_names: dict[str, str | Promise] = {"django-mail": _("Letter of the site itself")}


def name_kinds(names: Mapping[str, str | Promise]) -> None:
    """Say what kinds are called."""
    _names.update(names)


def name_of(kind: str) -> str:
    """Return what a kind is called; one that nobody named, such as a former app's, is called by its slug."""
    return str(_names.get(kind, kind))


def reason_in_words(reason: str) -> str:
    """Say a letter's reason in the reader's language where it is one of the site's own; else as it came."""
    # The empty text is the head of the catalogue.
    return gettext(reason) if reason else ""
