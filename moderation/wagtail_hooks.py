"""The moderators' part of the CMS."""

from __future__ import annotations

from django.http import HttpRequest
from wagtail import hooks
from wagtail.models import Page
from wagtail.query import PageQuerySet

from ads.models import AdPage, BoardPage
from moderation.viewsets import ListingsViewSet


@hooks.register("register_admin_viewset")
def listings_viewset() -> ListingsViewSet:
    return ListingsViewSet()


@hooks.register("construct_explorer_page_queryset")
def keep_ads_out_of_explorer(parent: Page, pages: PageQuerySet, request: HttpRequest) -> PageQuerySet:
    """Leave ads out of the page explorer: with many of them it loads all at once; our list shows them."""
    return pages.not_type(AdPage) if isinstance(parent.specific_deferred, BoardPage) else pages
