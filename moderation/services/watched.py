"""What becomes of a text that has watched words in it: refused, held, or flagged by the site itself."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from accounts.models import User
from ads.models import BoardEntry
from common.watch import NOTHING, Finding, Words
from content.said import said_in
from moderation.errors import NoSuchDecision
from moderation.limits import FLAG_TEXT_MAX, SHOWN_CAUGHT
from moderation.models import Case, Deed, Flag, WatchedWord
from moderation.selectors.subjects import seen_by_the_site
from moderation.selectors.watched import matcher_in_force
from moderation.services.log import about, record_act
from moderation.services.queue import check_moderates, open_case
from moderation.watching import Hit, Matcher

NAMED = 5
LONGEST_NAMED = 60
Action = WatchedWord.Action


def read_watched(said: Mapping[str, Words]) -> Finding:
    """Return what the rules make of what somebody is about to say, field by field."""
    matcher = matcher_in_force()
    if matcher.is_idle:
        return NOTHING
    texts = {field: words() if callable(words) else words for field, words in said.items()}
    found = {field: hits for field, text in texts.items() if (hits := matcher.find(text))}
    if not found:
        return NOTHING
    every = [hit for hits in found.values() for hit in hits]
    refused = {field: [hit for hit in found[field] if hit.rule.action == Action.BLOCK] for field in found}
    return Finding(
        refusals={field: [_refusal(hits)] for field, hits in refused.items() if hits},
        holds=any(hit.rule.action == Action.HOLD for hit in every),
        flagged=tuple(hit for hit in every if hit.rule.action in (Action.FLAG, Action.HOLD)),
    )


def _refusal(hits: Iterable[Hit]) -> str:
    sentence = _("This can’t stand on the board: %(words)s. Take it out and send it again; nothing is lost.")
    return sentence % {"words": named(hits)}


def named(hits: Iterable[Hit]) -> str:
    """Name what was found as it is written there, each once, the first few."""
    words = dict.fromkeys(" ".join(hit.words.split())[:LONGEST_NAMED] for hit in hits)
    return ", ".join(f"«{word}»" for word in list(words)[:NAMED])


@transaction.atomic
def open_cases(*, rule_id: int, ad_ids: Collection[int], by: User) -> int:
    """Open a case about each of these listings that a rule of flags finds on the board; return how many.

    Raises:
        WatchedWord.DoesNotExist: there is no such rule.
        NotModerator: `by` decides nothing here.
        NoSuchDecision: the rule does something else.
    """
    check_moderates(by)
    rule = WatchedWord.objects.get(pk=rule_id)
    if rule.action != Action.FLAG:
        raise NoSuchDecision
    matcher, opened = Matcher([rule.rule]), 0
    entries = BoardEntry.objects.live_on_board().filter(pk__in=sorted(ad_ids)[:SHOWN_CAUGHT]).order_by("pk")
    for entry in entries.select_for_update(of=("self",)).defer("search", "search_text"):
        hits = matcher.find(f"{entry.ad.title}\n{said_in(entry.ad.body)}")
        opened += bool(hits) and _flag(hits, entry)
    record_act(what=Deed.FLAG_OPEN, on=about(rule), by=by, after={"cases": opened})
    return opened


def flag_watched(finding: Finding, subject: Model) -> None:
    """Open a case about what is public with flagged words in it; the caller holds a listing's lock.

    What a moderator has left as it is isn't flagged for the same words again.
    """
    _flag([hit for hit in finding.flagged if isinstance(hit, Hit)], subject)


def _flag(hits: Iterable[Hit], subject: Model) -> bool:
    text, seen = reasons_in_words(hits), seen_by_the_site(subject)
    ours = Flag.objects.filter(reporter=None, case__subject_type=seen.kind, case__subject_id=seen.pk)
    if ours.filter(outcome=Flag.Outcome.REJECTED, text=text).exists():
        return False
    case = open_case(kind=Case.Kind.FLAG, subject=seen.kind, pk=seen.pk, title=seen.title, author=seen.author)
    pinned = {"text": text, "pinned_text": seen.text, "pinned_revision_id": seen.revision_id}
    Flag.objects.update_or_create(
        case=case, reporter=None, defaults={"reason": Flag.Reason.WATCHED, **pinned}
    )
    return True


def reasons_in_words(hits: Iterable[Hit]) -> str:
    """Return a line for each rule: what it has found, and its note."""
    by_rule: dict[int | None, list[Hit]] = {}
    for hit in hits:
        by_rule.setdefault(hit.rule.pk, []).append(hit)
    lines = [
        f"{named(found)} {found[0].rule.note}".strip().replace("\r\n", "\n") for found in by_rule.values()
    ]
    return "\n".join(lines)[:FLAG_TEXT_MAX]
