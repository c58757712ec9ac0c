"""What the writing page knows of its draft: under which name, on which revision, and what was found."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from accounts.types import SignedInRequest
from ads.forms import typed_values
from ads.models import WritingDraft, draft_uid_of
from ads.selectors.drafts import draft_of
from ads.selectors.listing import Listing


@dataclass
class Desk:
    """One opened writing page. `found` is the text that lay there; is it `shown` in the form?"""

    uid: UUID
    base: int | None = None
    found: WritingDraft | None = None
    shown: bool = False
    # The draft that the ad was made from: a browser may still hold text under its name.
    made_from: UUID | None = None
    others: list[WritingDraft] = field(default_factory=list)

    @property
    def sequence(self) -> int:
        return self.found.sequence if self.found else 0

    @property
    def typed(self) -> dict[str, Any]:
        """The found text as the form's `initial`, when it is to be shown."""
        return typed_values(self.found.fields) if self.found and self.shown else {}


def desk_of(request: SignedInRequest, listing: Listing | None) -> Desk:
    """Return the desk of a new ad, which the address may name (`?draft=`), or of an edit.

    A found text is shown, unless the listing was changed since it was written: then only on request.
    """
    if listing is None:
        uid = named_draft(request) or uuid4()
        found = draft_of(author=request.user, uid=uid)
        return Desk(uid=uid, base=_posted_base(request), found=found, shown=found is not None)
    base = _posted_base(request) or listing.entry.ad.latest_revision_id
    uid = draft_uid_of(listing.entry.pk)
    found = draft_of(author=request.user, uid=uid)
    shown = found is not None and (found.base == base or request.GET.get("show") == "draft")
    return Desk(uid=uid, base=base, found=found, shown=shown, made_from=listing.entry.draft_uid)


def named_draft(request: SignedInRequest) -> UUID | None:
    """Return the draft that the form or the address names."""
    try:
        return UUID(request.POST.get("draft") or request.GET.get("draft", ""))
    except ValueError:
        return None


def _posted_base(request: SignedInRequest) -> int | None:
    """Return the revision that a posted form was begun on: a refusal doesn't move it."""
    base = request.POST.get("base", "")
    return int(base) if base.isdecimal() and len(base) < 19 else None
