"""What is wrong with an issue before it is released: errors forbid it, warnings want a tick."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from wagtail.blocks import StreamValue

from content.document import List
from content.reading import read_flow
from mailing.letters import Letter
from newsletter.compose.letter import compose_letter
from newsletter.compose.listings import Chosen, choose_listings
from newsletter.compose.parts import LISTING_BLOCKS
from newsletter.compose.pictures import show_picture
from newsletter.compose.previews import LARGE_BYTES
from newsletter.models import NewsletterPage
from newsletter.selectors.own_links import dead_paths, own_path


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend, or to say yes to. `code` is a word for programs."""

    code: str
    sentence: str
    blocks: bool = False


@dataclass(frozen=True, slots=True)
class Checked:
    """An issue's findings and its letter, as they are now."""

    letter: Letter
    findings: tuple[Finding, ...]

    @property
    def size(self) -> int:
        return len(self.letter.html.encode())

    @property
    def is_large(self) -> bool:
        return self.size > LARGE_BYTES

    @property
    def errors(self) -> list[Finding]:
        return [finding for finding in self.findings if finding.blocks]

    @property
    def warnings(self) -> list[Finding]:
        return [finding for finding in self.findings if not finding.blocks]


def check_issue(issue: NewsletterPage) -> Checked:
    """Look through an issue as it would be mailed now."""
    chosen = choose_listings(issue.body, known={})
    letter = compose_letter(issue, chosen)
    findings = (*_head(issue), *_links(issue), *_pictures(issue.body), *_listings(issue.body, chosen))
    checked = Checked(letter, findings)
    if not checked.is_large:
        return checked
    sentence = _("The letter has %(size)s: some mail programs cut letters above 100 kB.")
    large = Finding("large", sentence % {"size": filesizeformat(checked.size)})
    return Checked(letter, (*findings, large))


def _head(issue: NewsletterPage) -> Iterator[Finding]:
    if not issue.subject.strip():
        yield Finding("subject", _("The letter has no subject."), blocks=True)
    if not issue.body:
        yield Finding("body", _("The letter is empty."), blocks=True)


def _links(issue: NewsletterPage) -> Iterator[Finding]:
    addresses = list(dict.fromkeys(_addresses(issue.body)))
    own = {address: path for address in addresses if (path := own_path(address)) is not None}
    dead = dead_paths(own.values(), own=issue.get_url())
    for address in addresses:
        if own.get(address) in dead:
            yield Finding("dead-link", _("Nobody can open %(link)s.") % {"link": address}, blocks=True)
        elif address not in own and urlsplit(address).scheme == "http":
            yield Finding("plain-http", _("%(link)s is without https.") % {"link": address})


def _addresses(body: StreamValue) -> Iterator[str]:
    """Yield every address that readers can press."""
    for block in body:
        if block.block_type == "button":
            yield block.value["address"] or "/"
        elif block.block_type in ("text", "quote"):
            value = block.value if block.block_type == "text" else block.value["text"]
            yield from _hrefs(read_flow(value.source))


def _hrefs(parts: Any) -> Iterator[str]:
    for part in parts:
        if isinstance(part, List):
            for item in part.items:
                yield from _hrefs_of(item.inline)
                yield from _hrefs(item.lists)
        else:
            yield from _hrefs_of(part.inline)


def _hrefs_of(inline: Iterable[Any]) -> Iterator[str]:
    for run in inline:
        if href := getattr(run, "href", None):
            yield str(href)


def _pictures(body: StreamValue) -> Iterator[Finding]:
    for block in body:
        if block.block_type != "picture":
            continue
        image, alt = block.value["image"], (block.value["alt"] or "").strip()
        if image is None or show_picture(image, alt) is None:
            yield Finding("no-picture", _("A picture’s file is gone."), blocks=True)
        elif not alt:
            sentence = _("Nothing says what the picture “%(title)s” shows to those who can’t see it.")
            yield Finding("no-alt", sentence % {"title": image.title})


def _listings(body: StreamValue, chosen: Chosen) -> Iterator[Finding]:
    for block in body:
        shown = chosen.get(str(block.id), [])
        if block.block_type == "picked" and len(shown) < len(block.value["listings"]):
            yield Finding("lost-listing", _("A listing picked by hand isn’t on the board any more."))
        elif block.block_type in (*LISTING_BLOCKS, "roles") and not any(shown):
            name = block.block.label
            yield Finding("empty-block", _("The block “%(block)s” has nothing to show.") % {"block": name})
