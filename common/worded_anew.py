"""Texts of Django and Wagtail that our catalogue words in its own way: it is asked before theirs."""

from __future__ import annotations

from django.utils.translation import gettext_noop

WORDED_ANEW = (
    gettext_noop("This field is required."),
    gettext_noop("By %(filter_title)s"),
    gettext_noop('There are no %(model_name)s to display. Why not <a href="%(add_url)s">add one</a>?'),
)
