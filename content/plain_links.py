"""Players' plain text as HTML: paragraphs kept, addresses of the web made links, everything else escaped."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import ngettext

from content.links import REL, clean_link

_ADDRESS = re.compile(r"\bhttps?://[^\s<>\"“”«»`{}|\\^]+", re.IGNORECASE)
_PARAGRAPHS = re.compile(r"\n{2,}")
_LINE_ENDS = re.compile(r"\r\n?")
# What stands behind an address belongs to the sentence, and so does a bracket that nothing in it opens.
_STOPS = ".,:;!?…'’*_~"
_PAIRS = {")": "(", "]": "["}


def plain_html(text: str, *, held: bool = False) -> SafeString:
    """Return a text as paragraphs, with a link of `rel="ugc nofollow noopener"` for each http(s) address.

    Where links are `held`, the addresses stay text, and the links stand below in a list that is to be opened
    first: whoever follows one has seen that it comes from somebody new.
    """
    paragraphs = _PARAGRAPHS.split(_LINE_ENDS.sub("\n", str(text)).strip("\n"))
    show = conditional_escape if held else _link
    html = [f"<p>{_lines(paragraph, show)}</p>" for paragraph in paragraphs]
    if held and (links := [link for address in _addresses(text) if "<a" in (link := _link(address))]):
        html.append(_folded(links))
    return mark_safe("\n\n".join(html))  # noqa: S308


def _folded(links: list[str]) -> str:
    summary = ngettext("A link of a new player", "Links of a new player", len(links))
    items = "".join(f"<li>{link}</li>" for link in links)
    summary = f"<summary>{conditional_escape(summary)}</summary>"
    return f'<details class="held-links">{summary}<ul>{items}</ul></details>'


def _addresses(text: str) -> Iterable[str]:
    """Return each address once, in order."""
    return dict.fromkeys(_without_stops(found[0]) for found in _ADDRESS.finditer(str(text)))


def _lines(paragraph: str, show: Callable[[str], str]) -> str:
    return "<br>".join("".join(_pieces(line, show)) for line in paragraph.split("\n"))


def _pieces(line: str, show: Callable[[str], str]) -> Iterator[str]:
    """Return the line's parts, escaped, in order: words and addresses as they are shown."""
    end = 0
    for found in _ADDRESS.finditer(line):
        address = _without_stops(found[0])
        yield conditional_escape(line[end : found.start()])
        yield show(address)
        end = found.start() + len(address)
    yield conditional_escape(line[end:])


def _without_stops(address: str) -> str:
    end, surplus = len(address), {shut: _surplus(address, shut) for shut in _PAIRS}
    while end:
        last = address[end - 1]
        if surplus.get(last, 0) > 0:
            surplus[last] -= 1
        elif last not in _STOPS:
            break
        end -= 1
    return address[:end]


def _surplus(address: str, shut: str) -> int:
    return address.count(shut) - address.count(_PAIRS[shut])


def _link(address: str) -> str:
    """Make it a link unless it hides something: then it is only text."""
    target = None if any(map(_hides, address)) else clean_link(address)
    if target is None:
        return str(conditional_escape(address))
    return format_html('<a href="{}" rel="{}">{}</a>', target, REL, address)


def _hides(character: str) -> bool:
    """Whether it is no sign of its own: such turn an address round, or make two look alike."""
    return unicodedata.category(character) in ("Cc", "Cf", "Cn", "Co", "Cs")
