"""Dry runs as the CMS shows them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ads.models import Category
from newsletter.models import AudienceRule, DryRun, NewsletterPage, Subscription, Topic
from newsletter.selectors.audience import Reason


class KeptBack(NamedTuple):
    """Why so many don't get the letter, and the addresses of the first few."""

    reason: str
    letters: int
    sample: list[str]


class Problem(NamedTuple):
    """A letter that couldn't be made."""

    address: str
    what: str


class Report(NamedTuple):
    """A dry run in words."""

    dry_run: DryRun
    conditions: list[str]
    kept_back: list[KeptBack]
    problems: list[Problem]


def waiting_dry_run(page: NewsletterPage, rule: AudienceRule | None = None) -> DryRun | None:
    """Return the issue's unsigned dry run of the latest text, and of this audience if one is given."""
    newest = page.dry_runs.filter(signed_at=None).order_by("-asked_at").first()
    if newest is None or newest.revision_id != page.latest_revision_id:
        return None
    return newest if rule is None or newest.audience_rule == rule else None


def report_on(dry_run: DryRun) -> Report:
    """Put a dry run into words; readers who left the board since are left out of its samples. Two queries."""
    wanted = [pk for sample in dry_run.samples.values() for pk in sample]
    addresses = _addresses([*wanted, *(pk for pk, _what in dry_run.problems)])
    kept_back = [
        KeptBack(
            str(reason.label),
            dry_run.kept_back[reason.value],
            [addresses[pk] for pk in dry_run.samples.get(reason.value, ()) if pk in addresses],
        )
        for reason in Reason
        if reason.value in dry_run.kept_back
    ]
    problems = [Problem(addresses.get(pk, "—"), what) for pk, what in dry_run.problems]
    return Report(dry_run, conditions_of(dry_run.audience_rule), kept_back, problems)


def conditions_of(rule: AudienceRule) -> list[str]:
    """Say a rule in words, a condition each; a rule without one is everybody."""
    said = []
    if rule.topic:
        topic = Topic.objects.filter(pk=rule.topic).first()
        said.append(_("chose the topic “%(topic)s”") % {"topic": topic or "—"})
    if rule.interests:
        names = ", ".join(str(Category(slug).label) for slug in rule.interests)
        said.append(_("interested in: %(names)s") % {"names": names})
    if rule.has_live_listing:
        said.append(_("has a listing on the board"))
    if rule.seen_within_days:
        words = ngettext(
            "was here within %(count)d day", "was here within %(count)d days", rule.seen_within_days
        )
        said.append(words % {"count": rule.seen_within_days})
    if rule.language:
        said.append(
            _("reads the site in: %(language)s") % {"language": dict(settings.LANGUAGES)[rule.language]}
        )
    return said or [_("everybody who is subscribed")]


def _addresses(subscription_ids: Iterable[int]) -> dict[int, str]:
    found = Subscription.objects.filter(pk__in=list(subscription_ids)).values_list("pk", "user__email")
    return dict(found)
