"""The newsletter's part of the CMS: buttons of an issue, mailings, rights, the log."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.action_menu import ActionMenuItem, SubmitForModerationMenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page
from wagtail.snippets.models import register_snippet

from newsletter import rights
from newsletter.models import Mailing, NewsletterIndexPage, NewsletterPage, NewsletterRules
from newsletter.selectors.desk import last_mailing
from newsletter.snippets import ReadersOfTheNewsletter
from newsletter.views.saving import after_saving
from newsletter.viewsets import SHOWN_COUNTS, MailingsViewSet


class IssueAction(ActionMenuItem):
    """Saves the draft, then does more: see `after_saving`."""

    def is_shown(self, context: dict[str, Any]) -> bool:
        if context["view"] != "edit" or context["locked_for_user"]:
            return False
        return isinstance(context["page"], NewsletterPage) and context["request"].user.has_perm(
            rights.RELEASE
        )


class SendTestItem(IssueAction):
    label = _("Save and send a test to me")
    name = "action-newsletter-test"
    icon_name = "mail"


class ReleaseItem(IssueAction):
    label = _("Save and release…")
    name = "action-newsletter-release"
    icon_name = "globe"

    def is_shown(self, context: dict[str, Any]) -> bool:
        if not super().is_shown(context) or context["page"].released_mailing is not None:
            return False
        # Saving would make the presser the last to have changed it, whom that rule keeps from releasing.
        return not NewsletterRules.load().two_persons


class HandOverItem(SubmitForModerationMenuItem):
    """Wagtail names the workflow, which sounds as if the press released the issue."""

    label = _("Hand over for release: nothing is sent yet")

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(parent_context)
        return context | {"label": self.label}


class LastMailingPanel(Component):
    """How the last newsletter went, on the home page of the CMS."""

    name = "last_mailing"
    template_name = "newsletter/cms/last_mailing_panel.html"
    order = 60

    def __init__(self, mailing: Mailing) -> None:
        self.mailing = mailing

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        counts = [(status.label, self.mailing.letters[status]) for status in SHOWN_COUNTS]
        return {"mailing": self.mailing, "counts": counts}


register_snippet(ReadersOfTheNewsletter)


@hooks.register("register_icons")
def icons_of_blocks(icons: list[str]) -> list[str]:
    """Draw what Wagtail has no icon for."""
    return [*icons, "newsletter/icons/horizontalrule.svg"]


@hooks.register("construct_homepage_panels")
def show_the_last_mailing(request: HttpRequest, panels: list[Component]) -> None:
    """Tell whoever may see mailings how the last one went."""
    mailing = last_mailing() if request.user.has_perm(rights.SEE) else None
    if mailing is not None:
        panels.append(LastMailingPanel(mailing))


@hooks.register("construct_page_action_menu")
def say_what_handing_over_does(
    menu_items: list[ActionMenuItem], request: HttpRequest, context: dict[str, Any]
) -> None:
    """Call the newsletter's own workflow by what it does."""
    page, parent = context.get("page"), context.get("parent_page")
    if isinstance(page, NewsletterPage) or isinstance(parent, NewsletterIndexPage):
        menu_items[:] = [
            HandOverItem(order=item.order) if type(item) is SubmitForModerationMenuItem else item
            for item in menu_items
        ]


@hooks.register("register_page_action_menu_item")
def send_test_item() -> ActionMenuItem:
    return SendTestItem(order=5)


@hooks.register("register_page_action_menu_item")
def release_item() -> ActionMenuItem:
    return ReleaseItem(order=6)


@hooks.register("after_edit_page")
def go_on_after_saving(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Do what the issue's own buttons ask for."""
    return after_saving(request, page) if isinstance(page, NewsletterPage) else None


@hooks.register("register_page_header_buttons")
def mailing_buttons(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """Lead from an issue to the release page, from a released one to its ledger."""
    issue = page.specific_deferred
    if not isinstance(issue, NewsletterPage):
        return
    if issue.released_mailing is None:
        if user.has_perm(rights.RELEASE):
            url = reverse("newsletter_mailings:release", args=[issue.pk])
            yield Button(_("To the release"), url=url, icon_name="mail", priority=5)
    elif user.has_perm(rights.SEE):
        url = reverse("newsletter_mailings:letters", args=[issue.released_mailing.pk])
        yield Button(_("The mailing"), url=url, icon_name="mail", priority=5)


@hooks.register("register_admin_viewset")
def mailings_viewset() -> MailingsViewSet:
    return MailingsViewSet()


@hooks.register("register_permissions")
def newsletter_permissions() -> QuerySet[Permission]:
    """Let the groups' page grant what mailings ask for."""
    codenames = ["view_mailing", "release_mailing"]
    return Permission.objects.filter(content_type__app_label="newsletter", codename__in=codenames)


@hooks.register("register_log_actions")
def newsletter_log_actions(actions: LogActionRegistry) -> None:
    actions.register_action("newsletter.release", _("Release a newsletter"), _("Released the newsletter"))
    actions.register_action("newsletter.test", _("Test a newsletter"), _("Sent a test of the newsletter"))
