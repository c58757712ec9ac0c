"""An issue as a letter, rendered once for all its readers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from django.conf import settings
from wagtail.blocks import StreamValue

from mailing.letters import Letter, render_letter
from newsletter.compose.parts import read_parts
from newsletter.compose.placeholder import unsubscribe_url


class Issue(Protocol):
    """What a letter is made of."""

    title: str
    subject: str
    preheader: str
    body: StreamValue

    def get_url(self) -> str | None:
        """Return the path of the issue on the site."""


def compose_letter(
    issue: Issue, chosen: Mapping[str, list[int]] | None = None, *, test_by: str = ""
) -> Letter:
    """Render the letter with a placeholder in its unsubscribe links; `chosen` as in `read_parts`.

    `test_by` names who tries it: the letter then says in its first line that it is a test.
    """
    path = issue.get_url()
    context = {
        "issue": issue,
        "parts": read_parts(issue.body, chosen),
        "unsubscribe_url": unsubscribe_url(),
        "test_by": test_by,
        "issue_url": f"{settings.BASE_URL}{path}" if path else "",
    }
    return render_letter("newsletter/issue", context, settings.LANGUAGE_CODE)


def without_unsubscribing(text: str) -> str:
    """Let the links of a preview or a test lead to the settings: trying them stops nobody's letters."""
    return text.replace(unsubscribe_url(), f"{settings.BASE_URL}/my/settings/#panel-newsletter")
