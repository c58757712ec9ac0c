"""Texts of Django and Wagtail that our catalogue words in its own way: it is asked before theirs."""

from __future__ import annotations

from django.utils.translation import gettext_noop

# Rights that migrations have named: Wagtail's page of a group translates what stands in the database.
RIGHTS = (
    gettext_noop("change mailswitch"),
    gettext_noop("read letter text"),
    gettext_noop("resend letter"),
    gettext_noop("view outboxmessage"),
)
WORDED_ANEW = (
    gettext_noop("This field is required."),
    gettext_noop("By %(filter_title)s"),
    gettext_noop("Add %(model_name)s"),
    gettext_noop("Back to %(model_name)s list"),
    gettext_noop("Search %(name)s"),
    gettext_noop("Sorry, there are no %(name)s matching your search parameters."),
    gettext_noop("No %(name)s have been created yet."),
    gettext_noop("No %(model_name)s match your query."),
    gettext_noop("There are no %(model_name)s to display."),
    gettext_noop('There are no %(model_name)s to display. Why not <a href="%(add_url)s">add one</a>?'),
)
