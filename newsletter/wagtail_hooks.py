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
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page
from wagtail.snippets.models import register_snippet

from newsletter import rights
from newsletter.models import NewsletterPage, NewsletterRules
from newsletter.snippets import ReadersOfTheNewsletter
from newsletter.views.saving import after_saving
from newsletter.viewsets import MailingsViewSet


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


register_snippet(ReadersOfTheNewsletter)


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
