"""A text that was written on an older revision doesn't take the newer one's place by itself."""

from __future__ import annotations

from django.utils.translation import gettext

from ads.errors import SomethingNewer
from ads.models import BoardEntry
from common.ages import clock_in_words


def refuse_outdated(entry: BoardEntry, base: int | None) -> None:
    """Check, under the ad's lock, that nothing was saved since the page was opened.

    Raises:
        SomethingNewer: the latest revision isn't `base`; the sentence says who saved it, and when.
    """
    if entry.ad.latest_revision_id == base:
        return
    latest = entry.ad.latest_revision
    who = {"time": clock_in_words(latest.created_at), "name": str(latest.user or "")}
    raise SomethingNewer(
        "changed",
        gettext("The listing was changed at %(time)s (%(name)s), after this page was opened.") % who,
        base=latest.pk,
        saved_at=latest.created_at.isoformat(),
        by=who["name"],
    )
