"""Addresses that a text may link to, and those that it may not."""

import pytest

from content.limits import MAX_LINK
from content.links import clean_link
from content.tests.sanitise import sanitise


@pytest.mark.parametrize(
    "href",
    [
        "https://a.example",
        "http://a.example:8080/b?c=d#e",
        "https://пример.example/путь",
        "mailto:a@b.example",
        "mailto:a@b.example?subject=x",
        "https://[::1]/x",
    ],
)
def test_web_and_mail_addresses_stay_as_they_are(href):
    assert clean_link(href) == href


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        (" HTTPS://a.example/ ", "https://a.example/"),
        ("ht\ntps://a.exa\tmple/", "https://a.example/"),
        ("https://a.example/\u202egpj.exe", "https://a.example/gpj.exe"),
        ('https://a.example/b c"<>`', "https://a.example/b%20c%22%3C%3E%60"),
        ("\u200bhttps://a.example/\ufeff", "https://a.example/"),
    ],
)
def test_characters_that_hide_are_taken_out_of_an_address(href, expected):
    assert clean_link(href) == expected
    assert clean_link(expected) == expected


@pytest.mark.parametrize(
    "href",
    [
        "",
        "javascript:alert(1)",
        "java\tscript:alert(1)",
        "\x01javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "blob:https://a.example/x",
        "view-source:https://a.example",
        "ftp://a.example",
        "tel:112",
        "/board/",
        "//evil.example",
        "\\\\evil.example",
        "https:evil.example",
        "https:///evil.example",
        "https:\\\\evil.example",
        "https://",
        "https://bank.example@evil.example/",
        "https://a.example:99999/",
        "https://[::1",
        "#top",
        "mailto:",
        "mailto:x",
        "a.example",
        "https://a.example/" + "x" * MAX_LINK,
    ],
)
def test_any_other_address_is_no_link(href):
    assert clean_link(href) is None


@pytest.mark.parametrize(
    "html",
    [
        "<a href='&#106;avascript:alert(1)'>x</a>",
        "<a href='&#x6A&#x61&#x76&#x61script:alert(1)'>x</a>",
        "<a href='java&Tab;script&colon;alert(1)'>x</a>",
        "<a href=javascript&colon;alert(1)>x</a>",
        "<a href='\x00javascript:alert(1)'>x</a>",
    ],
)
def test_entities_hide_no_scheme(html):
    assert sanitise(html) == "<p>x</p>"
