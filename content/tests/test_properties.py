"""What holds for every text: nothing allowed is lost, nothing else survives, twice is once."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import HealthCheck, given, settings
from wagtail.rich_text import RichText

from common.errors import InvalidInput
from content.blocks import AdBody, FlowBlock
from content.document import PictureRef
from content.html_to_stream import html_to_stream, picture_ids
from content.reading import read_document
from content.sanitise import sanitise
from content.stream_to_html import stream_to_html
from content.tests.strategies import documents, flows, soup
from content.writing import PUBLIC, STORED, editor_html, flow_html

often = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))

ALLOWED = {
    **dict.fromkeys(["p", "ul", "ol", "li", "strong", "i", "br", "h2", "h3", "blockquote"], frozenset()),
    **dict.fromkeys(["figcaption", "table", "thead", "tbody", "tr"], frozenset()),
    "a": {"href"},
    "figure": {"class", "style"},
    "img": {"data-image-id", "alt"},
    "oembed": {"url"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
}
VOID = {"br", "img"}


class StrictReader(HTMLParser):
    """Fails on anything that isn't the editor's dialect, well formed."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in ALLOWED
        for name, value in attrs:
            assert name in ALLOWED[tag]
            if name == "href":
                assert str(value).startswith(("http://", "https://", "mailto:"))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    handle_decl = handle_pi = unknown_decl = handle_comment


@often
@given(documents())
def test_nothing_allowed_is_lost_between_document_and_editor_html(document):
    assert read_document(editor_html(document)) == document


@often
@given(documents())
def test_the_editors_html_comes_back_to_the_letter_through_the_stream(document):
    document = tuple(block for block in document if not isinstance(block, PictureRef))
    html = editor_html(document)
    try:
        stream = html_to_stream(html, pictures={})
    except InvalidInput:
        return
    assert stream_to_html(stream) == html
    assert not document or len(AdBody().clean(stream)) == len(document)


@settings(often, max_examples=400)
@given(soup)
def test_nothing_but_the_editors_dialect_survives_and_twice_is_once(html):
    once = sanitise(html)
    reader = StrictReader()
    reader.feed(once)
    reader.close()
    assert not reader.open
    assert sanitise(once) == once


@settings(often, max_examples=400)
@given(soup)
def test_ids_of_pictures_are_those_that_the_sanitised_html_shows(html):
    assert picture_ids(html) == picture_ids(sanitise(html))


@often
@given(flows)
def test_the_cms_editor_opens_what_is_stored_and_saves_it_without_a_loss(flow):
    block = FlowBlock()
    stored = RichText(flow_html(flow, STORED))
    posted = block.value_from_datadict({"body": block.get_form_state(stored)}, {}, "body")
    assert block.clean(posted).source == stored.source


@often
@given(flows)
def test_every_link_of_the_public_page_is_marked_as_the_players(flow):
    html = flow_html(flow, PUBLIC)
    assert html.count("<a ") == html.count(' rel="ugc nofollow noopener">')


@pytest.mark.parametrize("html", ["", " ", "<p></p>", "<script>x</script>", "<!-- x -->", "\x00"])
def test_nothing_gives_nothing(html):
    assert sanitise(html) in ("", "<p>&nbsp;</p>")
