"""What a moderator decides about a case, and says to the author."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from moderation.limits import COMMENT_MAX
from moderation.models import Case

D = Case.Decision
# Whoever is refused something reads why.
NEED_WORDS = (D.CHANGES_ASKED, D.REJECTED, D.UPHELD, D.HIDDEN, D.STANDS)


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
