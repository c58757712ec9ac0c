"""There is one way in: the log-ins of Django and Wagtail lead to the site's own, with limits and codes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from wagtail.admin.forms.collections import CollectionViewRestrictionForm
from wagtail.admin.forms.pages import PageViewRestrictionForm

from accounts.tests.factories import PASSWORD, UserFactory
from home.models import InfoPage

pytestmark = pytest.mark.django_db

OURS = ("accounts", "ads", "common", "config", "home", "mailing", "moderation", "newsletter", "notifications",
        "responses", "search")  # fmt: skip
# Code of others that answers outside the CMS, whose own addresses have their own table.
OTHERS = (
    "allauth.account.",
    "allauth.headless.",
    "allauth.mfa.",
    "allauth.usersessions.",
    "drf_spectacular.",
    "wagtail.documents.views.serve",
    "wagtail.views.serve",
)


def addresses(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, str]]:
    """Every address with the dotted name of what answers it."""
    for item in resolver.url_patterns:
        here = prefix + str(item.pattern)
        if isinstance(item, URLPattern):
            found = getattr(item.callback, "view_class", item.callback)
            found = getattr(found, "func", found)
            yield here, f"{found.__module__}.{getattr(found, '__qualname__', type(found).__name__)}"
        else:
            yield from addresses(item, here)


def test_no_code_of_others_answers_that_nobody_has_looked_at():
    foreign = {
        f"{address}: {view}"
        for address, view in addresses(get_resolver())
        if not address.startswith("cms/") and view.partition(".")[0] not in OURS
    }
    assert sorted(line for line in foreign if not line.partition(": ")[2].startswith(OTHERS)) == []


@pytest.mark.parametrize("path", ["/_util/login/", "/cms/login/"])
def test_other_log_ins_lead_to_the_sites_own(path):
    player = UserFactory()
    visitor = Client()
    assert visitor.get(path).url.startswith("/accounts/login/?next=")
    visitor.post(path, {"username": player.email, "password": PASSWORD})
    assert "sessionid" not in visitor.cookies


def test_a_page_of_the_cms_for_some_asks_to_sign_in_once():
    assert reverse("wagtailcore_login") == "/_util/login/"
    assert Client().get("/_util/login/?next=/news/x/").url == "/accounts/login/?next=%2Fnews%2Fx%2F"
    stranger = Client()
    stranger.force_login(UserFactory())
    assert stranger.get("/_util/login/?next=/news/x/").status_code == 403


@pytest.mark.parametrize(
    "form",
    [
        lambda: PageViewRestrictionForm(private_page_options=InfoPage.private_page_options),
        CollectionViewRestrictionForm,
    ],
)
def test_nobody_locks_a_page_or_a_document_with_a_word(form):
    offered = {value for value, _label in form().fields["restriction_type"].choices}
    assert offered == {"none", "login", "groups"}
