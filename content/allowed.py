"""The allow-list: what of anybody's HTML is looked at at all."""

from __future__ import annotations

from typing import Final

import nh3

LINES: Final = frozenset(
    [
        "address",
        "article",
        "aside",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "footer",
        "form",
        "header",
        "hr",
        "legend",
        "main",
        "nav",
        "pre",
        "section",
        "summary",
    ]
)
TAGS: Final = LINES | frozenset(
    [
        "a",
        "b",
        "blockquote",
        "br",
        "caption",
        "em",
        "figcaption",
        "figure",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "i",
        "img",
        "li",
        "oembed",
        "ol",
        "p",
        "strong",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
ATTRIBUTES: Final = {
    "a": {"href"},
    "figure": {"style"},
    "img": {"data-image-id", "alt"},
    "oembed": {"url"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
}
FIGURE_CLASSES: Final = {"image", "image_resized", "image-style-align-left", "image-style-align-right"}
# Gone with all that is inside: it isn't words for readers.
DROPPED: Final = frozenset(
    [
        "applet",
        "audio",
        "base",
        "canvas",
        "embed",
        "frame",
        "frameset",
        "iframe",
        "link",
        "math",
        "meta",
        "noembed",
        "noframes",
        "noscript",
        "object",
        "param",
        "script",
        "select",
        "style",
        "svg",
        "template",
        "textarea",
        "title",
        "video",
        "xmp",
    ]
)
_CLEANER: Final = nh3.Cleaner(
    tags=set(TAGS),
    clean_content_tags=set(DROPPED),
    attributes=ATTRIBUTES,
    url_schemes={"http", "https", "mailto"},
    allowed_classes={"figure": FIGURE_CLASSES},
    filter_style_properties={"width"},
    link_rel=None,
    strip_comments=True,
)


def allowed_html(html: str) -> str:
    """Return the HTML with nothing in it but allowed tags and attributes, in whatever order they stand."""
    return _CLEANER.clean(html)
