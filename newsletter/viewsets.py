"""Mailings in the CMS: the list, and the addresses of what belongs to one."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.base import ViewSet

from mailing import switch
from mailing.rows import Status
from newsletter import rights
from newsletter.models import Mailing
from newsletter.selectors.desk import archive_of_issues, issues_in_the_making
from newsletter.views import mailings
from newsletter.views.letters import letters
from newsletter.views.release import release
from newsletter.views.release_figures import count_audience, dry_run_progress
from newsletter.views.rescheduling import reschedule

SHOWN_COUNTS = (Status.SENT, Status.FAILED, Status.SKIPPED, Status.UNCERTAIN)


class LedgerView(generic.IndexView):
    """A list that is read and never written here."""

    template_name = "wagtailadmin/generic/index.html"
    results_template_name = "wagtailadmin/generic/index_results.html"
    header_icon = "mail"
    show_export_buttons = False
    any_permission_required: ClassVar[list[str]] = []
    permission_policy = None

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        rights.check_right(request, rights.SEE)
        return super().dispatch(request, *args, **kwargs)


class MailingIndex(LedgerView):
    """Every mailing, newest first."""

    model = Mailing
    page_title = gettext_lazy("Mailings")
    template_name = "newsletter/cms/mailings.html"
    add_item_label = gettext_lazy("New issue")
    paginate_by = 20
    default_ordering = "-released_at"

    def get_base_queryset(self) -> QuerySet[Mailing]:
        return Mailing.objects.defer("html", "text").select_related("released_by")

    def get_add_url(self) -> str | None:
        """Lead to a new issue whoever may write one."""
        archive = archive_of_issues()
        if archive is None or not archive.permissions_for_user(self.request.user).can_add_subpage():
            return None
        return reverse("wagtailadmin_pages:add", args=["newsletter", "newsletterpage", archive.pk])

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        # The list alone is fetched again while somebody searches it.
        return (
            context
            if self.results_only
            else context | {"issues": issues_in_the_making(), "mail_is_stopped": switch.is_stopped()}
        )

    def get_edit_url(self, instance: Mailing) -> str:
        return reverse("newsletter_mailings:letters", args=[instance.pk])

    @cached_property
    def columns(self) -> list[Column]:
        return [
            TitleColumn("subject", label=_("Subject"), get_url=self.get_edit_url),
            Column("status", label=_("State"), accessor="get_status_display"),
            Column("total", label=_("Letters")),
            *(count_column(status) for status in SHOWN_COUNTS),
            DateColumn("released_at", label=_("Released")),
            Column("released_by", label=_("By"), accessor="released_by.display_name"),
        ]


def count_column(status: Status) -> Column:
    """Show how many of a mailing's letters are in a state."""
    return Column(
        f"{status.value}_now", label=capfirst(status.label), accessor=lambda mailing: mailing.letters[status]
    )


class MailingsMenuItem(MenuItem):
    """Shown to whoever may see mailings."""

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(rights.SEE)


class MailingsViewSet(ViewSet):
    """`/cms/mailings/`: the list, the ledgers, and the page that releases an issue."""

    name = "newsletter_mailings"
    url_prefix = "mailings"
    icon = "mail"
    menu_label = gettext_lazy("Mailings")
    menu_order = 110
    menu_item_class = MailingsMenuItem
    add_to_admin_menu = True

    def get_urlpatterns(self) -> list[URLPattern]:
        index = {
            "index_url_name": "newsletter_mailings:index",
            "index_results_url_name": "newsletter_mailings:index_results",
        }
        return [
            path("", MailingIndex.as_view(**index), name="index"),
            path("results/", MailingIndex.as_view(**index, results_only=True), name="index_results"),
            path("<int:mailing_id>/", letters, name="letters"),
            path("<int:mailing_id>/progress/", mailings.progress, name="progress"),
            path("<int:mailing_id>/steer/<slug:verb>/", mailings.steer, name="steer"),
            path("<int:mailing_id>/reschedule/", reschedule, name="reschedule"),
            path("release/<int:page_id>/", release, name="release"),
            path("audience/", count_audience, name="audience"),
            path("dry-runs/<int:dry_run_id>/", dry_run_progress, name="dry_run"),
        ]
