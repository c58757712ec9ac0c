"""The line for the game's chat: it fits, keeps what matters, and does nothing in the game."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ads.chat_line import chat_line, shortened

ADDRESS = "https://tavern.example/board/123/"


def line_of(title: str, length: int = 120) -> str:
    return chat_line(title=title, category="Хилы", address=ADDRESS, length=length)


def test_a_line_that_fits_is_whole():
    assert line_of("Ищем хила в рейд") == f"Ищем хила в рейд [Хилы] {ADDRESS}"


def test_a_long_title_ends_at_a_word_and_the_rest_stands():
    line = line_of("Ищем в постоянный состав целителя, которому не скучно", length=70)
    assert line == f"Ищем в постоянный состав… [Хилы] {ADDRESS}"
    assert line_of("Х" * 120, length=60) == f"{'Х' * 18}… [Хилы] {ADDRESS}"


def test_the_address_is_the_last_thing_to_go():
    assert line_of("Ищем хила", length=len(ADDRESS) + 8) == f"[Хилы] {ADDRESS}"
    assert line_of("Ищем хила", length=len(ADDRESS)) == ADDRESS


@pytest.mark.parametrize(
    ("title", "beginning"),
    [
        ("/guildkick Марта", "guildkick Марта"),
        (" ./!@# /yell на весь мир", "yell на весь мир"),
        ("|cffff0000|Hitem:19019|hМеч|h|r", "cffff0000/Hitem:19019/hМеч/h/r"),
        ("Сбор {skull} у %t, скидка 50%", "Сбор (skull) у % t, скидка 50%"),
        ("раз\nдва\r\nтри\u2028четыре\tпять", "раз два три четыре пять"),
        ("\u202eдур\u202c \u2066что\u2069 \x00\x1b[31mцвет\u200b\ufeff", "дур что [31mцвет"),
        ("////", ""),
    ],
)
def test_nothing_in_it_is_a_command(title, beginning):
    assert line_of(title) == f"{beginning} [Хилы] {ADDRESS}".strip()


def test_a_letter_keeps_its_accent_or_goes_with_it():
    assert shortened("и\u0306" * 9, 10) == "и\u0306" * 4 + "…"


@settings(max_examples=60, deadline=None)
@given(title=st.text(max_size=120), length=st.integers(60, 255))
def test_whatever_the_title_the_line_is_harmless(title, length):
    line = line_of(title, length)
    assert len(line) <= length
    assert line.endswith(f"[Хилы] {ADDRESS}")
    title_part = line.removesuffix(f"[Хилы] {ADDRESS}")
    assert not set(title_part) & set("|{}\n\r")
    assert not title_part.startswith(("/", ".", "!", "@", "#", " "))
    assert not any(unicodedata.category(sign).startswith("C") for sign in title_part)
