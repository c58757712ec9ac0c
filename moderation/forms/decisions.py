"""What a moderator decides about a case, and says to the author."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from moderation.limits import COMMENT_MAX
from moderation.models import Case
from moderation.offers import bulk_offers_for

D = Case.Decision
# Whoever is refused something reads why.
NEED_WORDS = (D.CHANGES_ASKED, D.REJECTED, D.UPHELD, D.HIDDEN, D.STANDS)


class BulkForm(forms.Form):
    """One decision about several cases; each is named with the text that its line in the list was about."""

    decision = forms.CharField(max_length=10)
    comment = forms.CharField(required=False, max_length=COMMENT_MAX)
    kind = forms.ChoiceField(choices=Case.Kind.choices)

    def clean(self) -> dict[str, Any]:
        """Take what may be decided in bulk, with words where the author needs them."""
        cleaned = super().clean() or {}
        offered = {offer.decision for offer in bulk_offers_for(cleaned.get("kind", ""))}
        if cleaned.get("decision") not in offered:
            raise forms.ValidationError(_("That can't be decided about several at once."))
        if cleaned["decision"] in NEED_WORDS and not cleaned.get("comment"):
            raise forms.ValidationError(_("Say why: the author reads it."))
        return cleaned


class DecisionForm(forms.Form):
    """`blocks` are the text's blocks, one of which the comment may point to."""

    decision = forms.CharField(max_length=10)
    comment = forms.CharField(required=False, max_length=COMMENT_MAX)
    block = forms.CharField(required=False, max_length=60)
    seen = forms.IntegerField(required=False, min_value=1)

    def __init__(self, *args: Any, blocks: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.blocks = dict(blocks)

    def clean(self) -> dict[str, Any]:
        """Ask for words with a refusal; quote the block that they are about."""
        cleaned = super().clean() or {}
        if cleaned.get("decision") in NEED_WORDS and not cleaned.get("comment"):
            self.add_error("comment", _("Say why: the author reads it."))
        if cleaned.get("comment") and (beginning := self.blocks.get(cleaned.get("block", ""))):
            quoted = f"«{beginning}»\n{cleaned['comment']}"
            cleaned["comment"] = quoted[: COMMENT_MAX + len(beginning)]
        return cleaned
