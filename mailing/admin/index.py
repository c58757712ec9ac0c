"""The list of the log: newest first, counted no further than anybody pages."""

from __future__ import annotations

from typing import cast

from django.db.models import QuerySet

from common.cms_lists import OfferedFiltersOnly
from mailing.models import OutboxMessage
from mailing.services import may_be_resent

# Who looks further back searches for an address or picks a date.
MOST_COUNTED = 10_000


class CountedInPart(QuerySet[OutboxMessage]):
    """Counts so many rows at most: a log has millions, and three pages of it are looked at."""

    def count(self) -> int:
        if self.query.is_sliced:
            return super().count()
        return super(CountedInPart, self.order_by()[:MOST_COUNTED]).count()


class LogIndex(OfferedFiltersOnly):
    """The list, and the form that sends chosen letters again."""

    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        context: dict[str, object] = super().get_context_data(**kwargs)
        for count in ("all_count", "result_count"):
            if context[count] == MOST_COUNTED:
                context[count] = f"{MOST_COUNTED}+"
        context["may_resend"] = self.request.user.has_perm("mailing.resend_letter")
        shown = cast("list[OutboxMessage]", context["object_list"])
        context["resendable"] = [letter for letter in shown if may_be_resent(letter)]
        context["failed"] = [letter for letter in shown if may_be_resent(letter, only_failed=True)]
        return context
