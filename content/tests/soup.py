"""Random HTML that wants to be anything but the editor's: what people paste, and what attackers send."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from hypothesis import strategies as st

from common.errors import InvalidInput
from content.allowed import DROPPED, TAGS
from content.checks import check_limits
from content.reading import read_document
from content.tests.strategies import words

KEPT = sorted(TAGS - {"img", "br", "hr", "oembed"})
STRANGE = [
    *[
        "u",
        "s",
        "span",
        "font",
        "code",
        "button",
        "input",
        "option",
        "marquee",
        "body",
        "html",
        "head",
        "o:p",
    ],
    *["foreignObject", "desc", "mi", "mtext", "mglyph", "annotation-xml", "plaintext", "colgroup", "col"],
    *["image", "isindex", "keygen", "slot", "dialog", "portal", "set", "animate", "use", "rtc", "ruby"],
]
ATTRIBUTES = (
    'onerror="alert(1)"',
    "onclick=alert(1)",
    'style="width:50%;position:fixed;background:url(//x)"',
    "style=width:1e9%;width:33.333333%",
    'class="image image_resized image-style-align-left evil"',
    'class="image image-style-align-right image-style-align-left"',
    'href="javascript:alert(1)"',
    'href="https://a.example/"',
    "href=' java\tscript:alert(1)'",
    "href=&#1;javascript&colon;alert(1)",
    'href="data:text/html,x"',
    'href="//evil.example"',
    'href="https://a.example/?q=&quot;&lt;&#10;b"',
    'href="mailto:a@b.example?subject=&amp;x"',
    'href="https://a@b.example"',
    'src="https://evil.example/x.png"',
    'srcset="https://evil.example/x.png 1x"',
    'data-image-id="6f9619ff-8b86-4011-b42d-00cf4fc964ff"',
    "data-image-id='{6F9619FF-8B86-4011-B42D-00CF4FC964FF}'",
    'data-image-id="x"',
    'url="https://youtu.be/dQw4w9WgXcQ"',
    'url="https://youtu.be/dQw4w9WgXcQ?t=&quot;&lt;x"',
    'url="javascript:alert(1)"',
    'colspan="2"',
    "colspan=0",
    "colspan=-1",
    'rowspan="3"',
    'rowspan="99999"',
    'rowspan="\u0662"',
    'srcdoc="<script>alert(1)</script>"',
    'id="x"',
    'name="y"',
    'xlink:href="javascript:alert(1)"',
    'xmlns="http://www.w3.org/2000/svg"',
    'encoding="text/html"',
    'alt="<img src=x onerror=alert(1)>"',
    "alt='\u202e&#0; \n b'",
)
PIECES = (
    *[
        "<!--",
        "-->",
        "--!>",
        "<!-->",
        "<![CDATA[",
        "]]>",
        "<!doctype html>",
        "<?x ?>",
        "<!",
        "<?",
        "</",
        "<",
        "</ ",
    ],
    *[
        "&lt;script&gt;",
        "&#106;avascript:",
        "&#0;",
        "&#x110000;",
        "&nbsp",
        "&notin;",
        "&amp;lt;",
        "&",
        "&#13;",
    ],
    *[
        "\x00",
        "\u202e",
        "\u2066",
        "\u200b",
        "\ufeff",
        "\ud800",
        "\udc00",
        "\ufffe",
        "\x0b",
        "\x0c",
        "\r\n",
        "\x85",
    ],
    *["{{ 7 }}", "${7}", "{% now %}", "+ADw-", "\u2028", "%3Cscript%3E", "\u00a0", "\U000e0001"],
)

tags = st.sampled_from([*KEPT, *KEPT, *sorted(DROPPED), *STRANGE, "img", "br", "hr", "oembed"])
dress = st.lists(st.sampled_from(ATTRIBUTES), max_size=3).map(" ".join)
openings = st.builds("<{} {}>".format, tags, dress)
closings = tags.map("</{}>".format)
# Tags that nobody closes, or closes twice.
unmatched = st.lists(st.one_of(openings, closings, words, st.sampled_from(PIECES)), max_size=25).map("".join)
# Everything closed, and nested as no editor would.
nested = st.recursive(
    st.one_of(words.map(escape), st.sampled_from(PIECES), st.just('<img data-image-id="x" alt="y">')),
    lambda inner: st.builds(
        lambda tag, dress, parts: f"<{tag} {dress}>{''.join(parts)}</{tag}>",
        tags,
        dress,
        st.lists(inner, max_size=4),
    ),
    max_leaves=20,
)
deep = st.builds(
    lambda tags, times, word: "".join(f"<{tag}>" for tag in tags) * times + word,
    st.lists(tags, min_size=1, max_size=3),
    st.integers(1, 40),
    words,
)


def _is_taken(html: str) -> bool:
    """Tell whether it is within the limits: fifty lists in one another become a bomb when they get items."""
    try:
        check_limits(read_document(html))
    except InvalidInput:
        return False
    return True


soup = st.one_of(
    unmatched, nested, deep, st.lists(st.one_of(nested, unmatched), max_size=3).map("".join)
).filter(_is_taken)


@st.composite
def told(draw: st.DrawFn) -> tuple[str, Sequence[str]]:
    """Draw HTML of nothing but kept tags, nested anyhow, and the words that stand in it, each its own."""
    said: list[str] = []

    def tree(depth: int) -> str:
        if not depth or draw(st.integers(0, 3)) == 0:
            said.append(f"w{len(said)}w")
            return f" {said[-1]} "
        tag = draw(st.sampled_from(KEPT))
        inner = "".join(tree(depth - 1) for _ in range(draw(st.integers(1, 3))))
        return f"<{tag} {draw(dress)}>{inner}</{tag}>"

    return "".join(tree(4) for _ in range(draw(st.integers(1, 2)))), said
