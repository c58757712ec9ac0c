"""What an author hears about an ad: one function, one notification."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation

from accounts.models import User
from accounts.time_zones import zone_named
from ads.models import BoardEntry, Category, Patch
from common.ages import day_in_words
from notifications.services import notify


def ad_approved(entry: BoardEntry, *, decision: int | None) -> None:
    """Tell the author that the text is on the board."""
    _tell_author(entry, kind="ad-approved", letter="ads/approved", key=f"ad-approved:{entry.pk}:{decision}")


def changes_requested(entry: BoardEntry, *, comment: str, decision: int) -> None:
    """Tell the author what a moderator asks to change."""
    _tell_author(
        entry,
        kind="ad-changes-requested",
        letter="ads/changes_requested",
        key=f"ad-changes-requested:{entry.pk}:{decision}",
        comment=comment,
        reply_to=settings.MODERATORS_EMAIL,
        url=reverse("listings:edit", args=[entry.pk]),
    )


def ad_rejected(entry: BoardEntry, *, comment: str, decision: int) -> None:
    """Tell the author that the text was refused, and why."""
    _tell_author(
        entry,
        kind="ad-rejected",
        letter="ads/rejected",
        key=f"ad-rejected:{entry.pk}:{decision}",
        comment=comment,
        reply_to=settings.MODERATORS_EMAIL,
        url=reverse("listings:mine"),
    )


def ad_hidden(entry: BoardEntry, *, comment: str = "") -> None:
    """Tell the author that a moderator took the ad off the board, and why."""
    _tell_author(
        entry,
        kind="ad-hidden",
        letter="ads/hidden",
        key=f"ad-hidden:{entry.pk}:{entry.updated_at.timestamp():.6f}",
        comment=comment,
        reply_to=settings.MODERATORS_EMAIL,
        url=reverse("listings:mine"),
    )


def ad_expiring(entry: BoardEntry) -> None:
    """Tell the author when the term on the board ends; once per term."""
    assert entry.expires_at is not None
    with translation.override(entry.author.language), timezone.override(zone_named(entry.author.time_zone)):
        last_day = day_in_words(timezone.localdate(entry.expires_at))
    _tell_author(
        entry,
        kind="ad-expiring",
        letter="ads/expiring",
        key=term_key("ad-expiring", entry),
        url=reverse("listings:renew", args=[entry.pk]),
        last_day=last_day,
    )


def ad_expired(entry: BoardEntry) -> None:
    """Tell the author that the term on the board is over; once per term."""
    _tell_author(
        entry,
        kind="ad-expired",
        letter="ads/expired",
        key=term_key("ad-expired", entry),
        url=reverse("listings:renew", args=[entry.pk]),
    )


def patch_out(patch: Patch, author: User) -> None:
    """Tell an author that a patch is out, once, however many listings it is newer than."""
    notify(
        recipient=author,
        kind="patch-out",
        letter="ads/patch_out",
        key=f"{patch_key(patch)}:{author.pk}",
        url=f"{reverse('listings:mine')}?status=live",
        context={"patch": patch.name, "notes": patch.notes, "link": patch.link},
    )


def patch_key(patch: Patch) -> str:
    """Return how the keys of what is told of a patch begin."""
    return f"patch-out:{patch.pk}"


def term_key(kind: str, entry: BoardEntry) -> str:
    """Return the key of what is told about a term on the board: another term, another key."""
    return f"{kind}:{entry.pk}:{entry.expires_at:%Y%m%d%H%M%S}"


def _tell_author(entry: BoardEntry, *, kind: str, letter: str, key: str, url: str = "", **more: str) -> None:
    with translation.override(entry.author.language):
        category_name = str(Category(entry.category).label)
    notify(
        recipient=entry.author,
        kind=kind,
        key=key,
        letter=letter,
        url=url or entry.url,
        context={
            "listing": entry.title,
            "listing_url": entry.url,
            "listing_id": entry.pk,
            "category_slug": entry.category,
            "category_name": category_name,
            **more,
        },
    )
