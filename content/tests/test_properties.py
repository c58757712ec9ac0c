"""What holds for every text: nothing allowed is lost, nothing else survives, twice is once."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser
from types import SimpleNamespace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from wagtail.rich_text import RichText

from common.errors import InvalidInput
from content.blocks import AdBody, FlowBlock
from content.document import BREAK, Heading, Item, List, Paragraph, Run, Text
from content.guard import parse
from content.html_to_stream import html_to_stream, picture_ids
from content.reading import read_document
from content.reading.inline import join, normalise
from content.render import render_stream
from content.stream_to_document import stream_to_document
from content.stream_to_html import stream_to_html
from content.tests.sanitise import sanitise
from content.tests.soup import soup, told
from content.tests.strategies import UIDS, documents, documents_without_pictures, flows, inlines, runs
from content.tests.test_cms_form import form_data
from content.writing import PUBLIC, STORED, editor_html, flow_html

# Of the profile's number of examples: documents cost much to draw, soup little.
few = settings(max_examples=settings.default.max_examples // 4)
many = settings(max_examples=settings.default.max_examples * 4)

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
VALUES = {
    "href": re.compile(r"(?:https?://|mailto:)[^\s\"<>]+"),
    "url": re.compile(
        r"https?://(?:[\w-]+\.)*(?:youtu\.be|youtube\.com|vimeo\.com|vk\.com)(?::\d+)?[/?#]\S*"
    ),
    "class": re.compile(r"table|media|image(?: image-style-align-(?:left|right))?(?: image_resized)?"),
    "style": re.compile(r"width:\d{1,3}(?:\.\d{1,2})?%;"),
    "data-image-id": re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"),
    "alt": re.compile(r"[^\x00-\x1f\u202a-\u202e\u2066-\u2069\ud800-\udfff]*"),
    "colspan": re.compile(r"[1-9]\d*"),
    "rowspan": re.compile(r"[1-9]\d*"),
}
VOID = {"br", "img"}
PICTURES = {uid: SimpleNamespace(uid=uid, pk=number) for number, uid in enumerate(UIDS, start=1)}


class StrictReader(HTMLParser):
    """Fails on anything that isn't the editor's dialect, well formed."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in ALLOWED
        for name, value in attrs:
            assert name in ALLOWED[tag]
            assert VALUES[name].fullmatch(str(value)), (name, value)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    handle_decl = handle_pi = unknown_decl = handle_comment


@few
@given(documents)
def test_nothing_allowed_is_lost_between_document_and_editor_html(document):
    assert read_document(editor_html(document)) == document


@few
@given(documents)
def test_nothing_allowed_is_lost_between_document_and_stream(document):
    try:
        stream = html_to_stream(editor_html(document), pictures=PICTURES)
    except InvalidInput:
        return
    assert stream_to_document(stream) == document


ITEM = Text((List(ordered=False, items=(Item(inline=()),)),))


@few
@given(documents_without_pictures)
@example((ITEM, Heading(2, (Run("a"),)), ITEM))
@example((Text((Paragraph(()),)), Heading(2, (Run("a"),)), Text((Paragraph(()),))))
def test_the_editors_html_comes_back_to_the_letter_through_the_stream(document):
    html = editor_html(document)
    try:
        stream = html_to_stream(html, pictures={})
    except InvalidInput:
        return
    assert stream_to_html(stream) == html
    assert not document or len(AdBody().clean(stream)) == len(document)


@many
@given(soup)
def test_nothing_but_the_editors_dialect_survives_and_twice_is_once(html):
    once = sanitise(html)
    reader = StrictReader()
    reader.feed(once)
    reader.close()
    assert not reader.open
    assert sanitise(once) == once


@many
@given(soup)
def test_what_is_written_means_the_same_to_a_browsers_parser(html):
    """Markup that changes when it is parsed once more is how a sanitised text begins to act."""
    once = sanitise(html)
    assert parse(once).inner_html == once


@many
@given(told())
@example(("<table><caption>w0w</caption><caption>w1w</caption><tr><td>a</td></tr></table>", ["w0w", "w1w"]))
@example(
    ("<figure><table><caption>w0w</caption></table><figcaption>w1w</figcaption></figure>", ["w0w", "w1w"])
)
def test_no_word_is_lost_nor_said_twice_wherever_it_stands(html_and_words):
    html, said = html_and_words
    assert Counter(re.findall(r"w\d+w", sanitise(html))) == Counter(said)


@many
@given(soup)
def test_ids_of_pictures_are_those_that_the_sanitised_html_shows(html):
    assert picture_ids(html) == picture_ids(sanitise(html))


@few
@given(flows)
def test_the_cms_editor_opens_what_is_stored_and_saves_it_without_a_loss(flow):
    block = FlowBlock()
    stored = RichText(flow_html(flow, STORED))
    posted = block.value_from_datadict({"body": block.get_form_state(stored)}, {}, "body")
    assert block.clean(posted).source == stored.source


@few
@given(documents_without_pictures)
def test_the_cms_form_of_a_whole_text_posts_back_what_it_was_given(document):
    try:
        stream = html_to_stream(editor_html(document), pictures={})
    except InvalidInput:
        return
    body = AdBody(required=False)
    body.set_name("body")
    posted = body.value_from_datadict(form_data(body.get_form_state(stream), "body"), {}, "body")
    assert body.get_prep_value(body.clean(posted)) == body.get_prep_value(stream)


@few
@given(documents_without_pictures, st.data())
def test_blocks_that_an_edit_leaves_alone_keep_their_ids(document, data):
    """Blocks are moved, taken out and put in; what stands in both texts once is the same block."""
    edit = data.draw(st.permutations([*document, *data.draw(documents_without_pictures)]))
    try:
        before = html_to_stream(editor_html(document), pictures={})
        after = html_to_stream(editor_html(edit[: len(document) + 1]), pictures={}, previous=before)
        again = html_to_stream(editor_html(edit[: len(document) + 1]), pictures={}, previous=after)
    except InvalidInput:
        return
    was, became = _ids(before), _ids(after)
    assert all(became[block] == was[block] for block in was.keys() & became.keys())
    ids = [child.id for child in after]
    assert len({*ids}) == len(ids)
    assert [child.id for child in again] == ids


def _ids(stream) -> dict[object, str]:
    """Return the ids of the blocks that stand in the stream once."""
    blocks = stream_to_document(stream)
    count = Counter(blocks)
    return {block: child.id for block, child in zip(blocks, stream, strict=True) if count[block] == 1}


@few
@given(flows)
def test_every_link_of_the_public_page_is_marked_as_the_players(flow):
    html = flow_html(flow, PUBLIC)
    assert html.count("<a ") == html.count(' rel="ugc nofollow noopener">')


@many
@given(soup)
def test_the_public_page_shows_nothing_but_its_own_elements(html):
    try:
        page = render_stream(html_to_stream(html, pictures=PICTURES), host="tavern.example")
    except InvalidInput:
        return
    assert not re.search(
        r"<(?!/?(?:p|ul|ol|li|strong|em|br|h2|h3|blockquote|fig|table|t[hdr]|thead|tbody|a|div|img|span|svg|use)\b)",
        page,
    )


@pytest.mark.parametrize("html", ["", " ", "<p></p>", "<script>x</script>", "<!-- x -->", "\x00"])
def test_nothing_gives_nothing(html):
    assert sanitise(html) in ("", "<p>&nbsp;</p>")


def spaced(inline):
    """Put blanks of several kinds where the drawn words have an exclamation mark."""
    return [replace(run, text=run.text.replace("!", " \u3000 ")) for run in inline]


@many
@given(st.lists(runs, max_size=6).map(spaced))
@example([Run("слово "), Run("\u3000", bold=True)])
@example([Run("\u2003"), Run(" слово", italic=True)])
def test_what_is_normal_stays_so(inline):
    once = normalise(inline)
    assert normalise(once) == once


@given(st.text(alphabet=st.sampled_from("аb \xa0\n\t\u200b\u202e"), max_size=12))
def test_a_line_of_one_look_is_read_as_if_it_had_neighbours(text):
    assert normalise([Run(text, bold=True)]) == normalise([Run(""), Run(text, bold=True)])


@given(st.lists(inlines(), max_size=4))
def test_joined_lines_are_those_of_one_text(lines):
    kept = [line for line in lines if line]
    apart = [run for line in kept for run in (Run(BREAK), *line)][1:]
    assert join(lines) == normalise(apart)
