"""What an author and the players who are to help tell each other."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise

from ads.models import BoardEntry
from notifications.services import notify
from responses.models import Recruiter


def recruiter_invited(recruiter: Recruiter, entry: BoardEntry) -> None:
    """Ask a player to help with an ad's responses, with a page to agree or refuse."""
    notify(
        recipient=recruiter.player,
        kind="recruiter-invited",
        key=f"recruiter-invited:{recruiter.pk}",
        letter="responses/recruiter_invited",
        url=reverse("responses:helping", args=[entry.pk]),
        actor=entry.author,
        listing_id=entry.pk,
        context={"who": entry.author.display_name, "listing": entry.title, "listing_url": entry.url},
    )


def recruiter_answered(recruiter: Recruiter, entry: BoardEntry, *, at: datetime, answer: Promise) -> None:
    """Tell the author what a player says to helping: yes, no, or not any longer."""
    with translation.override(entry.author.language):
        said = str(answer)
    notify(
        recipient=entry.author,
        kind="recruiter-answered",
        key=f"recruiter-answered:{recruiter.pk}:{at:%Y%m%d%H%M%S%f}",
        letter="responses/recruiter_answered",
        url=reverse("responses:helpers", args=[entry.pk]),
        actor=recruiter.player,
        listing_id=entry.pk,
        context={
            "who": recruiter.player.display_name,
            "listing": entry.title,
            "listing_url": entry.url,
            "answer": said,
        },
    )
