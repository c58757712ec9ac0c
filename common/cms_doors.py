"""Doors of the CMS that Wagtail leaves open: every address of a page asks the page's own class first.

Wagtail's views check some rights themselves, some only when a form is sent, some of them by the base class of
all pages, and some not at all. What is asked here is asked before any of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from wagtail import hooks
from wagtail.images import get_image_model
from wagtail.images import permissions as image_permissions
from wagtail.models import Page, PagePermissionTester
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.query import PageQuerySet

Next = Callable[[HttpRequest], HttpResponseBase]
CMS = "/cms/"
OF_PAGES = "wagtailadmin_pages"
# By the names that Wagtail gives its addresses, and its bulk actions: the right that is asked for.
ASKED = {
    "copy": "can_copy",
    "create_alias": "can_copy",
    "convert_alias": "can_copy",
    "delete": "can_delete",
    "move": "can_move",
    "move_confirm": "can_move",
    "set_page_position": "can_move",
    "lock": "can_lock",
    "unlock": "can_unlock",
    "set_privacy": "can_set_view_restrictions",
    "unpublish": "can_unpublish",
    "publish": "can_publish",
    "revisions_unschedule": "can_unschedule",
}
# Pages for trying errors out, which alarm whoever watches the real ones.
NOWHERE = ("wagtailadmin_error_test",)
# Wagtail's page of an action for several, and how it calls those that the person may not treat so.
BULK, LEFT_OUT = "wagtail_bulk_action", "items_with_no_access"
PICTURE_RIGHTS = ("choose", "change", "delete")


class CmsDoorsMiddleware:
    """Asks for the right to a page, a picture or a list before Wagtail answers."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: object, args: object, kwargs: dict[str, Any]) -> None:
        """Let pass, or refuse.

        Raises:
            PermissionDenied: the person may not.
            Http404: nobody has business there.
        """
        match = request.resolver_match
        if match is None or not request.path.startswith(CMS) or not request.user.is_authenticated:
            return
        if match.view_name in NOWHERE:
            raise Http404
        if match.namespace == OF_PAGES:
            _ask_for_page(request, match.url_name or "", _page_id(match.args, kwargs))
        elif check := CHECKS.get(match.view_name):
            check(request, kwargs)

    def process_template_response(self, request: HttpRequest, response: TemplateResponse) -> TemplateResponse:
        """Name nothing that the person may not know among what an action for several leaves out.

        Raises:
            PermissionDenied: there is nothing else on the page.
        """
        match, context = request.resolver_match, response.context_data or {}
        if match is not None and match.view_name == BULK and (left_out := context.get(LEFT_OUT)):
            context[LEFT_OUT] = _known_of(left_out, request.user)
            if not context[LEFT_OUT] and not context.get("items"):
                raise PermissionDenied
        return response


def may_be_chosen(pages: PageQuerySet, person: Any) -> PageQuerySet:
    """Leave of pages what everybody may know, and what the person reads in the CMS anyway."""
    known = PagePermissionPolicy().explorable_instances(person)
    return pages.filter(pk__in=pages.live().values("pk")) | pages.filter(pk__in=known.values("pk"))


def check_together(action: str, pages: Iterable[Page], person: Any) -> None:
    """Let a bulk action pass.

    Raises:
        PermissionDenied: one of the pages is not to be treated so.
    """
    asked = ASKED.get(action)
    if asked and not all(getattr(rights_over(page, person), asked)() for page in pages):
        raise PermissionDenied


def rights_over(page: Page, person: Any) -> PagePermissionTester:
    """Return a person's rights over a page as the page's own class has them; Wagtail's views ask `Page`."""
    rights: PagePermissionTester = page.specific_deferred.permissions_for_user(person)
    return rights


def _known_of(left_out: list[Any], person: Any) -> list[Any]:
    """Keep the pages that the person may know; Wagtail wraps what it leaves out, or doesn't."""
    items = [one["item"] if isinstance(one, dict) else one for one in left_out]
    pages = Page.objects.filter(pk__in=[item.pk for item in items if isinstance(item, Page)])
    known = set(may_be_chosen(pages, person).values_list("pk", flat=True))
    return [
        one for one, item in zip(left_out, items, strict=True) if isinstance(item, Page) and item.pk in known
    ]


def _page_id(args: tuple[Any, ...], kwargs: dict[str, Any]) -> int | None:
    """Return the page that an address is about; the page under which a new one is added isn't meant."""
    found = kwargs.get("page_id", kwargs.get("page_to_move_id", args[0] if args else None))
    return None if found is None else int(found)


def _ask_for_page(request: HttpRequest, name: str, page_id: int | None) -> None:
    page = Page.objects.filter(pk=page_id).first() if page_id is not None else None
    if page is None:
        return
    rights = rights_over(page, request.user)
    if not rights.can_edit() or not getattr(rights, ASKED.get(name, "can_edit"))():
        raise PermissionDenied


def _ask_for_picture(request: HttpRequest, kwargs: dict[str, Any]) -> None:
    picture = get_image_model().objects.filter(pk=kwargs["image_id"]).first()
    policy = image_permissions.permission_policy
    if picture and not policy.user_has_any_permission_for_instance(request.user, PICTURE_RIGHTS, picture):
        raise PermissionDenied


def _ask_for_tasks(request: HttpRequest, kwargs: dict[str, Any]) -> None:
    if not request.user.has_perm("wagtailcore.change_workflow"):
        raise PermissionDenied


def _ask_for_parent(request: HttpRequest, kwargs: dict[str, Any]) -> None:
    _check_offered(request, [kwargs["parent_page_id"]])


def _ask_for_chosen(request: HttpRequest, kwargs: dict[str, Any]) -> None:
    named = request.GET.getlist("id")
    _check_offered(request, [int(word) for word in named if word.isdecimal() and len(word) < 19])


def _check_offered(request: HttpRequest, page_ids: list[int]) -> None:
    """Refuse pages that the chooser wouldn't offer: it shows the titles of those that it is asked for."""
    pages = offered = Page.objects.filter(pk__in=page_ids)
    for narrow in hooks.get_hooks("construct_page_chooser_queryset"):
        offered = narrow(offered, request)
    if offered.count() < pages.count():
        raise PermissionDenied


CHECKS: dict[str, Callable[[HttpRequest, dict[str, Any]], None]] = {
    "wagtailimages_chooser:select_format": _ask_for_picture,
    "wagtailadmin_choose_page_chosen_multiple": _ask_for_chosen,
    "wagtailadmin_choose_page_child": _ask_for_parent,
    "wagtailadmin_workflows:task_chooser": _ask_for_tasks,
    "wagtailadmin_workflows:task_chooser_results": _ask_for_tasks,
    "wagtailadmin_workflows:task_chooser_create": _ask_for_tasks,
    "wagtailadmin_workflows:task_chosen": _ask_for_tasks,
}
