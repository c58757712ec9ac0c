"""Mailings in the CMS: how far each got, and what became of every letter."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.base import ViewSet

from mailing.rows import Status
from newsletter import rights
from newsletter.models import Delivery, Mailing
from newsletter.selectors.mailings import unsubscribed_since
from newsletter.selectors.progress import progress_of
from newsletter.views import mailings
from newsletter.views.mailings import buttons_of, in_words
from newsletter.views.release import release
from newsletter.views.release_figures import count_audience, dry_run_progress

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
    paginate_by = 20
    default_ordering = "-released_at"

    def get_base_queryset(self) -> QuerySet[Mailing]:
        return Mailing.objects.defer("html", "text").select_related("released_by")

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
    return Column(f"{status.value}_now", label=status.label, accessor=lambda mailing: mailing.letters[status])


class LetterFilters(WagtailFilterSet):
    class Meta:
        model = Delivery
        fields: ClassVar[list[str]] = ["status"]


class LetterIndex(LedgerView):
    """One mailing's readers, each with the state of the letter and the reason."""

    model = Delivery
    template_name = "newsletter/cms/letters.html"
    filterset_class = LetterFilters
    paginate_by = 50
    default_ordering = "pk"
    is_searchable = True
    search_fields: ClassVar[list[str]] = ["subscriber__user__display_name", "subscriber__user__email"]

    @cached_property
    def mailing(self) -> Mailing:
        return get_object_or_404(Mailing.objects.defer("html", "text"), pk=self.kwargs["mailing_id"])

    def get_page_title(self) -> str:
        return self.mailing.subject

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        now = progress_of(self.mailing)
        counts = [(status.value, status.label, now.counts[status]) for status in Status]
        may_steer = self.request.user.has_perm(rights.RELEASE)
        return super().get_context_data(
            mailing=self.mailing,
            counts=counts,
            progress=now,
            left=in_words(now.seconds_left),
            buttons=buttons_of(self.mailing, self.request.user),
            doubtful=now.counts[Status.UNCERTAIN] if may_steer and not self.mailing.is_cancelled else 0,
            unsubscribed=unsubscribed_since(self.mailing),
            **kwargs,
        )

    def get_base_queryset(self) -> QuerySet[Delivery]:
        return Delivery.objects.filter(mailing=self.mailing).select_related("subscriber__user")

    def get_index_url(self) -> str:
        return reverse("newsletter_mailings:letters", args=[self.mailing.pk])

    def get_index_results_url(self) -> str:
        return reverse("newsletter_mailings:letters_results", args=[self.mailing.pk])

    @cached_property
    def columns(self) -> list[Column]:
        return [
            Column("reader", label=_("Reader"), accessor="subscriber.user.display_name"),
            Column("email", label=_("E-mail"), accessor="subscriber.user.email"),
            Column("status", label=_("State"), accessor="get_status_display"),
            Column("last_error", label=_("Reason")),
            Column("attempts", label=_("Attempts")),
            DateColumn("finished_at", label=_("When")),
        ]


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
        own = {"index_url_name": "newsletter_mailings:index"}
        index = {**own, "index_results_url_name": "newsletter_mailings:index_results"}
        return [
            path("", MailingIndex.as_view(**index), name="index"),
            path("results/", MailingIndex.as_view(**index, results_only=True), name="index_results"),
            path("<int:mailing_id>/", LetterIndex.as_view(**own), name="letters"),
            path(
                "<int:mailing_id>/results/",
                LetterIndex.as_view(**own, results_only=True),
                name="letters_results",
            ),
            path("<int:mailing_id>/progress/", mailings.progress, name="progress"),
            path("<int:mailing_id>/steer/<slug:verb>/", mailings.steer, name="steer"),
            path("release/<int:page_id>/", release, name="release"),
            path("audience/", count_audience, name="audience"),
            path("dry-runs/<int:dry_run_id>/", dry_run_progress, name="dry_run"),
        ]
