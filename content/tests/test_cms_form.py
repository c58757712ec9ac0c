"""The text in Wagtail's page editor: it opens, and what the form posts back unchanged is unchanged."""

import json

import pytest
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorList
from wagtail.admin.telepath import JSContext
from wagtail.blocks import BlockWidget
from wagtail.rich_text import RichText

from content.blocks import AdBody, FlowBlock, LinesBlock, TableGridBlock, VideoAddressBlock
from content.html_to_stream import html_to_stream
from content.stream_to_html import stream_to_html

HTML = (
    '<h2>a <i>b</i></h2><p>c<br>d <a href="https://a.example/?b=1&amp;c=2">e</a>'
    " 😀 <strong>f</strong></p><p>&nbsp;</p>"
    "<ul><li>g<ul><li>h<ul><li>i<ol><li>j</li></ol></li></ul></li><li>k</li></ul><ol><li>l</li></ol></li>"
    "<li>m</li></ul>"
    "<blockquote><p>n</p><ol><li>o</li></ol></blockquote>"
    '<figure class="table"><table><thead><tr><th colspan="2">p</th></tr></thead><tbody><tr><th>q</th>'
    "<td><p>r</p><p>s</p></td></tr></tbody></table><figcaption>t</figcaption></figure>"
    '<figure class="media"><oembed url="https://youtu.be/dQw4w9WgXcQ"></oembed></figure>'
)


def form_data(state, prefix):
    """Return what a browser posts for the state that the server put into the form."""
    data = {f"{prefix}-count": str(len(state))}
    for index, block in enumerate(state):
        name = f"{prefix}-{index}"
        data |= {f"{name}-deleted": "", f"{name}-order": str(index)}
        data |= {f"{name}-type": block["type"], f"{name}-id": block["id"]}
        value = block["value"]
        fields = value if isinstance(value, dict) else {"": value}
        for field, content in fields.items():
            key = f"{name}-value-{field}" if field else f"{name}-value"
            content = content[0] if isinstance(content, list) else content
            data[key] = "" if content is None else content
    return data


def test_every_block_opens_and_posts_back_unchanged():
    value = html_to_stream(HTML, pictures={})
    block = AdBody()
    block.set_name("body")
    state = json.loads(json.dumps(block.get_form_state(value)))
    posted = block.value_from_datadict(form_data(state, "body"), {}, "body")
    saved = block.clean(posted)
    assert block.get_prep_value(saved) == block.get_prep_value(value)
    assert stream_to_html(saved) == HTML


def test_a_text_left_empty_in_the_editor_is_empty():
    """Draftail posts `null` for it."""
    block = FlowBlock()
    block.set_name("caption")
    assert not block.value_from_datadict({"caption": "null"}, {}, "caption").source


def test_the_editors_widgets_render():
    block = AdBody()
    block.set_name("body")
    packed = json.dumps(JSContext().pack(block))
    assert "tavern.TableGrid" in packed
    html = BlockWidget(block).render_with_errors(
        "body", html_to_stream(HTML, pictures={}), errors=ErrorList()
    )
    assert "data-block" in html
    scripts = str(BlockWidget(block).media)
    assert "content/table-grid.js" in scripts


def test_what_a_moderator_types_is_sanitised_like_a_players_text():
    block = TableGridBlock()
    assert block.clean("<table><tr><td onclick=x>a<script>b</script></td></tr></table>") == (
        "<table><tbody><tr><td>a</td></tr></tbody></table>"
    )
    text = FlowBlock().clean(RichText('<p data-block-key="x">a<script>b</script></p>'))
    assert text.source == "<p>a</p>"


@pytest.mark.parametrize(
    ("block", "value"),
    [
        (TableGridBlock(), ""),
        (TableGridBlock(), "<p>a</p>"),
        (TableGridBlock(), f"<table>{'<tr><td>a</td></tr>' * 51}</table>"),
        (VideoAddressBlock(), "https://evil.example/"),
        (VideoAddressBlock(), ""),
        (LinesBlock(), RichText("<p></p>")),
        (FlowBlock(), RichText("<div>" * 1_000)),
    ],
)
def test_the_cms_refuses_what_is_no_table_video_or_heading(block, value):
    with pytest.raises(ValidationError):
        block.clean(value)


def test_a_link_to_a_page_of_this_site_gets_its_full_address(settings):
    settings.WAGTAILADMIN_BASE_URL = "https://tavern.example"
    state = {
        "blocks": [
            {
                "key": "a",
                "type": "unstyled",
                "depth": 0,
                "text": "rules",
                "inlineStyleRanges": [],
                "entityRanges": [{"offset": 0, "length": 5, "key": 0}],
            }
        ],
        "entityMap": {"0": {"type": "LINK", "mutability": "MUTABLE", "data": {"id": 3, "url": "/rules/"}}},
    }
    value = FlowBlock().value_from_datadict({"x": json.dumps(state)}, {}, "x")
    assert value.source == '<p><a href="https://tavern.example/rules/">rules</a></p>'
