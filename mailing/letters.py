"""A letter as its reader gets it: rendered in the reader's language, styles inlined."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

import css_inline
from django.conf import settings
from django.template import Context
from django.template.loader import get_template
from django.utils import translation

MAX_SUBJECT = 200
INLINER = css_inline.CSSInliner(load_remote_stylesheets=False, keep_at_rules=True)


@dataclass(frozen=True, slots=True)
class Letter:
    """What a letter says, without its reader's address."""

    subject: str
    text: str
    html: str = ""
    headers: dict[str, str] = field(default_factory=dict)


def render_letter(template: str, context: Mapping[str, object], language: str) -> Letter:
    """Render `templates/emails/<template>.{subject.txt,body.txt,body.html}` in a language.

    The templates see `base_url` (no trailing slash), `language` and, in the bodies, `subject`. Two facts of
    the context become headers, too: `reply_to`, where an answer to the letter helps, and `stop_url`, the
    address that stops letters of this kind with one press (RFC 8058).
    """
    with translation.override(language):
        values = {**context, "base_url": settings.BASE_URL, "language": language}
        subject = " ".join(_render(f"{template}.subject.txt", values).split())[:MAX_SUBJECT]
        values["subject"] = subject
        text = _render(f"{template}.body.txt", values)
        html = _render(f"{template}.body.html", values)
    return Letter(subject, _tidy(text), INLINER.inline(html), _headers(context, language))


def _headers(context: Mapping[str, object], language: str) -> dict[str, str]:
    headers = {"Content-Language": language}
    if reply_to := context.get("reply_to"):
        headers["Reply-To"] = str(reply_to)
    if stop_url := context.get("stop_url"):
        headers["List-Unsubscribe"] = f"<{stop_url}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return headers


def _render(name: str, values: dict[str, object]) -> str:
    """Render a template of a letter; only HTML is escaped."""
    template = get_template(f"emails/{name}").template  # type: ignore[attr-defined]
    rendered: str = template.render(Context(values, autoescape=name.endswith(".html")))
    return rendered


def _tidy(text: str) -> str:
    """Take away what template tags leave behind: spaces at line ends and runs of empty lines."""
    lines = "\n".join(line.rstrip() for line in text.splitlines())
    return re.sub(r"\n{3,}", "\n\n", lines).strip() + "\n"
