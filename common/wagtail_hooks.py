"""What Wagtail's own hooks can close of the doors that `common.cms_doors` is about."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from wagtail import hooks
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.models import Page
from wagtail.query import PageQuerySet

from common.cms_api import DocumentsToChoose, PagesToRead, PicturesToChoose
from common.cms_doors import check_together, may_be_chosen


@hooks.register("construct_admin_api", order=1000)
def show_only_what_may_be_seen(router: WagtailAPIRouter) -> None:
    """Take the places of Wagtail's own, which register themselves before."""
    router.register_endpoint("pages", PagesToRead)
    router.register_endpoint("images", PicturesToChoose)
    router.register_endpoint("documents", DocumentsToChoose)


@hooks.register("construct_page_chooser_queryset")
def choose_from_what_is_known(pages: PageQuerySet, request: HttpRequest) -> PageQuerySet:
    return may_be_chosen(pages, request.user)


@hooks.register("before_bulk_action")
def treat_no_page_so(request: HttpRequest, action_type: str, objects: Sequence[Any], action: Any) -> None:
    """Ask each page's own class: Wagtail asks the class of all pages."""
    if action.model is Page:
        check_together(action_type, objects, request.user)
