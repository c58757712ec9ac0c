"""Players' plain text with links: what becomes one, and what hostile text can't do."""

from __future__ import annotations

import time

import pytest
from bs4 import BeautifulSoup

from content.limits import MAX_LINK
from content.plain_links import plain_html

REL = 'rel="ugc nofollow noopener"'


def links(text: str) -> list[tuple[str, str]]:
    return [
        (link["href"], link.get_text())
        for link in BeautifulSoup(plain_html(text), "html.parser").find_all("a")
    ]


def test_paragraphs_and_line_ends_are_kept():
    assert plain_html("раз\nдва\r\n\n\n\nтри") == "<p>раз<br>два</p>\n\n<p>три</p>"


def test_an_address_of_the_web_becomes_a_link():
    assert plain_html("Лог: http://e.com/a?b=1&c=2 вот") == (
        f'<p>Лог: <a href="http://e.com/a?b=1&amp;c=2" {REL}>http://e.com/a?b=1&amp;c=2</a> вот</p>'
    )


def test_held_links_stand_below_once_each_and_the_addresses_stay_text():
    html = plain_html("https://e.com/a и https://e.com/a,\njavascript:alert(1) https://e.com/б", held=True)
    text, folded = html.split("\n\n")
    assert "<a" not in text
    assert folded.startswith('<details class="held-links"><summary>')
    assert [link.get_text() for link in BeautifulSoup(folded, "html.parser").find_all("a")] == [
        "https://e.com/a",
        "https://e.com/б",
    ]
    assert plain_html("Без ссылок", held=True) == "<p>Без ссылок</p>"


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("(смотри https://e.com/a).", "https://e.com/a"),
        ("https://e.com/wiki/Boss_(raid)", "https://e.com/wiki/Boss_(raid)"),
        ("(https://e.com/wiki/Boss_(raid))", "https://e.com/wiki/Boss_(raid)"),
        ("https://e.com/a((((", "https://e.com/a(((("),
        ("https://e.com/a))))", "https://e.com/a"),
        ("«https://e.com/лог»!", "https://e.com/лог"),
        ("https://e.com/a, https", "https://e.com/a"),
        ("HTTPS://E.com", "https://E.com"),
        ("https://e.com\\@evil.example/", "https://e.com"),
    ],
)
def test_the_sentence_around_an_address_is_no_part_of_it(text, address):
    assert [href for href, _ in links(text)] == [address]


@pytest.mark.parametrize(
    "text",
    [
        "javascript:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "ftp://e.com/a",
        "mailto:a@e.com a@e.com",
        "e.com www.e.com //e.com",
        "https://good.example@evil.example/",
        "https://good.example:80@evil.example/",
        "https:// http:///a https://...",
        "https://e.com:99999/",
        "https://e.com/\u202egnp.exe",
        "https://e\u200b.com/ https://e.com/\u2066a",
        "https://e.com/" + "a" * MAX_LINK,
    ],
)
def test_what_is_no_plain_address_stays_text(text):
    assert links(text) == []


@pytest.mark.parametrize(
    "text",
    [
        '"><img src=x onerror=alert(1)>',
        "https://e.com/\"onmouseover='alert(1)'",
        "https://e.com/'onmouseover='alert(1)",
        "https://e.com/<script>alert(1)</script>",
        "&lt;b&gt; https://e.com/&quot;&gt;<b>",
    ],
)
def test_nothing_else_than_links_and_paragraphs_comes_out(text):
    soup = BeautifulSoup(plain_html(text), "html.parser")
    assert {tag.name for tag in soup.find_all(True)} <= {"p", "br", "a"}
    assert all(set(tag.attrs) <= {"href", "rel"} for tag in soup.find_all(True))
    assert soup.get_text() == text, "every character is still there"


def test_two_thousand_hostile_characters_take_no_time():
    start = time.process_time()
    for text in ("https://" * 250, "https://e.com/" + ")." * 990, "http://a@" * 220, "(" * 2000):
        plain_html(text)
    # A few milliseconds; what goes back and forth over the text would take minutes.
    assert time.process_time() - start < 5
