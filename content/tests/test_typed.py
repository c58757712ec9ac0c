"""What is typed into a bare textarea, and what becomes of HTML in it."""

import pytest

from common.errors import InvalidInput
from content.html_to_stream import foreign_pictures
from content.tests.sanitise import sanitise
from content.typed import readable_html, typed_to_html


@pytest.mark.parametrize(
    ("typed", "html"),
    [
        ("", ""),
        ("  \n \n", ""),
        ("Ищу хила", "<p>Ищу хила</p>"),
        ("Первая\r\nвторая\r\n\r\nНовый абзац", "<p>Первая<br>вторая</p><p>Новый абзац</p>"),
        ("я <3 & 5 > 4", "<p>я &lt;3 &amp; 5 &gt; 4</p>"),
        ("<b>жирно</b> и\nтут\n\nтам", "<p><b>жирно</b> и<br>тут</p><p>там</p>"),
        (
            "<h2>Кто мы</h2>\n\nПросто\nтекст\n\n<ul><li>меч</li></ul>",
            "<h2>Кто мы</h2><p>Просто<br>текст</p><ul><li>меч</li></ul>",
        ),
    ],
)
def test_lines_and_paragraphs_of_plain_text_stay(typed, html):
    assert typed_to_html(typed) == html


@pytest.mark.parametrize(
    "html",
    [
        "<p>Слово</p>",
        "<h2>Кто мы</h2><p>раз<br>два</p><blockquote><p>три</p><p>четыре</p></blockquote>",
        "<table><tbody><tr><td><p>а</p><p>б</p></td></tr></tbody></table><p>в</p>",
    ],
)
def test_rich_text_survives_a_textarea(html):
    """An author without a script sees it with empty lines, sends it back, and nothing is lost."""
    shown = readable_html(html)
    assert typed_to_html(shown) == shown
    assert sanitise(typed_to_html(shown)) == sanitise(html)


def test_a_bomb_is_refused():
    with pytest.raises(InvalidInput):
        typed_to_html("<div>" * 10_000)


def test_pictures_of_other_sites_are_counted():
    own = '<img data-image-id="587768e8-1b51-4537-87dd-be2221f413ad" src="/media/a.png">'
    assert foreign_pictures(f'<p>a<img src="https://elsewhere.example/b.png"></p>{own}<IMG src="c.png">') == 2
    assert foreign_pictures(own) == foreign_pictures("<p>без картинок</p>") == 0
