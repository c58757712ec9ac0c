"""What becomes of HTML that no editor of ours wrote."""

import pytest

from content.tests.sanitise import sanitise

TWO_ROWS = (
    '<figure class="table"><table><tbody><tr><td>a</td></tr><tr><td>b</td></tr></tbody></table></figure>'
)
UID = "6f9619ff-8b86-4011-b42d-00cf4fc964ff"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>a <em>b</em> <b>c</b></p>", "<p>a <i>b</i> <strong>c</strong></p>"),
        ("<h1>a</h1><h4>b</h4>", "<h2>a</h2><h3>b</h3>"),
        ("<p><s>a</s><u>b</u><code>c</code><span>d</span></p>", "<p>abcd</p>"),
        ("<div>a<div>b</div>c</div>", "<p>a</p><p>b</p><p>c</p>"),
        ("a<br>b", "<p>a<br>b</p>"),
        ("<p>a<br></p>", "<p>a</p>"),
        ("<p> a \n\t b </p>", "<p>a b</p>"),
        ("<p>a<b> </b>b</p>", "<p>a b</p>"),
        ("<b>a<br>b</b>", "<p><strong>a<br>b</strong></p>"),
        (
            "<p><b><i>a</i></b><a href='https://x.example'><b>b</b></a></p>",
            '<p><i><strong>a</strong></i><a href="https://x.example"><strong>b</strong></a></p>',
        ),
        ("<ul><li><p>a</p><p>b</p></li></ul>", "<ul><li>a<br>b</li></ul>"),
        ("<ul><li>a</li></ul><ul><li>b</li></ul>", "<ul><li>a</li><li>b</li></ul>"),
        ("<ul><li>a</li><ul><li>b</li></ul></ul>", "<ul><li>a<ul><li>b</li></ul></li></ul>"),
        ("<blockquote>a<blockquote>b</blockquote></blockquote>", "<blockquote><p>a</p><p>b</p></blockquote>"),
        ("<blockquote></blockquote><h2> </h2><table></table><ul></ul>", ""),
        ("<dl><dt>a</dt><dd>b</dd></dl>", "<p>a</p><p>b</p>"),
        ("<p>a</p><!-- c --><p>b</p>", "<p>a</p><p>b</p>"),
        ("<p>1 &lt; 2 &amp;&amp; 3</p>", "<p>1 &lt; 2 &amp;&amp; 3</p>"),
    ],
)
def test_other_peoples_markup_becomes_the_editors(html, expected):
    assert sanitise(html) == expected


def test_a_picture_keeps_side_width_alt_and_caption_and_loses_its_address():
    html = (
        '<figure class="image image_resized image-style-align-left evil" style="color:red;width:43.27%">'
        f'<img src="//evil.example/x.png" onerror="alert(1)" data-image-id="{UID}" alt="a &quot;b&quot;">'
        "<figcaption>c <em>d</em></figcaption></figure>"
    )
    assert sanitise(html) == (
        '<figure class="image image-style-align-left image_resized" style="width:43.27%;">'
        f'<img alt="a &quot;b&quot;" data-image-id="{UID}"><figcaption>c <i>d</i></figcaption></figure>'
    )


@pytest.mark.parametrize("width", ["50px", "500%", "0%", "-5%", "calc(50%)", "50%;position:fixed"])
def test_a_width_that_the_editor_never_writes_is_dropped(width):
    html = sanitise(
        f'<figure class="image image_resized" style="width:{width}"><img data-image-id="{UID}"></figure>'
    )
    assert "position" not in html
    assert "px" not in html
    assert "calc" not in html


@pytest.mark.parametrize("identity", ["", "x", "../../etc/passwd", "1 OR 1=1", UID[:-1]])
def test_a_picture_that_is_none_of_ours_is_left_out_with_its_words_kept(identity):
    html = f'<figure class="image"><img data-image-id="{identity}" src="https://evil.example/x.png">'
    assert sanitise(f"{html}<figcaption>words</figcaption></figure>") == "<p>words</p>"


def test_what_may_not_stand_in_a_list_a_quote_or_a_cell_follows_after_it():
    picture = f'<figure class="image"><img alt="" data-image-id="{UID}"></figure>'
    assert sanitise(f"<ul><li>a{picture}</li></ul>") == f"<ul><li>a</li></ul>{picture}"
    assert sanitise(f"<blockquote>a{picture}</blockquote>") == f"<blockquote><p>a</p></blockquote>{picture}"
    table = "<table><tbody><tr><td>a</td></tr></tbody></table>"
    html = sanitise(f"<table><tr><td>b{table}{picture}</td></tr></table>")
    assert html == (
        '<figure class="table"><table><tbody><tr><td>b</td></tr></tbody></table></figure>'
        f'<figure class="table">{table}</figure>{picture}'
    )


def test_a_table_keeps_spans_headers_sections_and_caption():
    html = (
        '<figure class="table"><table><thead><tr><th colspan="2">a</th></tr></thead><tbody>'
        '<tr><th rowspan="2">b</th><td><p>c</p><ul><li>d</li></ul></td></tr><tr><td>&nbsp;</td></tr></tbody>'
        "</table><figcaption>e <strong>f</strong></figcaption></figure>"
    )
    assert sanitise(html) == html


def test_short_rows_are_filled_as_in_the_editor():
    html = sanitise("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>")
    assert html == (
        '<figure class="table"><table><tbody><tr><td>a</td><td>b</td></tr>'
        "<tr><td>c</td><td>&nbsp;</td></tr></tbody></table></figure>"
    )


def test_a_row_that_cells_from_above_fill_closes_up():
    html = sanitise("<table><tr><td rowspan=2>a</td></tr><tr></tr><tr><td>b</td></tr></table>")
    assert html == TWO_ROWS


def test_a_tables_foot_is_its_last_row_as_in_the_editor():
    html = sanitise("<table><tfoot><tr><td>b</td></tr></tfoot><tbody><tr><td>a</td></tr></tbody></table>")
    assert html == TWO_ROWS


def test_rows_of_headers_on_top_are_the_head_as_in_the_editor():
    html = sanitise("<table><tr><th>a</th></tr><tr><td>b</td></tr></table>")
    assert html == (
        '<figure class="table"><table><thead><tr><th>a</th></tr></thead>'
        "<tbody><tr><td>b</td></tr></tbody></table></figure>"
    )


@pytest.mark.parametrize("span", ["0", "-1", "x", "99999999999", "２"])
def test_a_senseless_span_counts_as_one_or_ends_with_the_table(span):
    html = sanitise(f'<table><tr><td rowspan="{span}">a</td></tr></table>')
    assert "rowspan" not in html


def test_a_video_of_a_known_host_stays_and_any_other_becomes_a_link():
    known = '<figure class="media"><oembed url="https://youtu.be/dQw4w9WgXcQ"></oembed></figure>'
    assert sanitise(known) == known
    other = '<figure class="media"><oembed url="https://evil.example/v?a=1&amp;b=2"></oembed></figure>'
    address = "https://evil.example/v?a=1&amp;b=2"
    assert sanitise(other) == f'<p><a href="{address}">{address}</a></p>'
    assert sanitise('<figure class="media"><oembed url="javascript:alert(1)"></oembed></figure>') == ""


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>",
        "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
        "<style>*{}</style>",
        "<iframe src=javascript:alert(1)></iframe>",
        "<svg><script>alert(1)</script></svg>",
        "<svg><animate onbegin=alert(1) attributeName=x></svg>",
        "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img onerror=alert(1)&gt;'>",
        "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
        "<object data='data:text/html,x'></object><embed src=x>",
        "<base href='//evil.example/'><meta http-equiv=refresh content='0;url=//evil.example'>",
        "<template><img src=x onerror=alert(1)></template>",
        "<img src=x onerror=alert(1)>",
        "<video><source onerror=alert(1)></video>",
        "<select><option><style></option></select><img src=x onerror=alert(1)></style>",
    ],
)
def test_hostile_markup_leaves_nothing_behind(html):
    clean = sanitise(html)
    assert "<script" not in clean
    assert "<img" not in clean
    assert "alert(1)" not in clean.replace("&lt;", "") or "&lt;" in clean


def test_attributes_that_run_things_are_dropped_everywhere():
    html = sanitise('<p onclick="x" style="x" class="x" id="x" data-x="y" contenteditable>a</p>')
    assert html == "<p>a</p>"


def test_characters_that_turn_text_round_or_cant_be_stored_are_dropped():
    assert sanitise("<p>a\u202eb\x00c\ud800d\x07e&#8238;f</p>") == "<p>abcdef</p>"


def test_joiners_of_emoji_stay():
    assert sanitise("<p>👩\u200d🚀</p>") == "<p>👩\u200d🚀</p>"
