"""Blocks keep their ids through edits."""

import pytest

from content.html_to_stream import html_to_stream
from content.plain import shorten, stream_to_text

TEXT = "<h2>Кто мы</h2><p>Ходим вместе второй год, начинаем в девять.</p><h2>Кого ищем</h2><p>Двух хилов.</p>"


def stream(html, previous=None):
    return html_to_stream(html, pictures={}, previous=previous)


def ids(value):
    return [child.id for child in value]


def test_a_text_saved_unchanged_keeps_every_id():
    before = stream(TEXT)
    assert ids(stream(TEXT, before)) == ids(before)


def test_a_changed_block_keeps_its_id():
    before = stream(TEXT)
    after = stream(TEXT.replace("Двух хилов", "Трёх хилов и танка"), before)
    assert ids(after) == ids(before)


def test_what_is_put_between_gets_a_new_id_and_moves_no_other():
    before = stream(TEXT)
    after = stream(TEXT.replace("<h2>Кого", "<blockquote><p>Слова.</p></blockquote><h2>Кого"), before)
    assert [*ids(after)[:2], *ids(after)[3:]] == ids(before)
    assert ids(after)[2] not in ids(before)


def test_what_is_taken_out_takes_its_id_along():
    before = stream(TEXT)
    after = stream(TEXT.replace("<h2>Кого ищем</h2>", "<h3>z</h3>").replace("<h3>z</h3>", ""), before)
    assert ids(after)[0] == ids(before)[0]
    assert set(ids(after)) < set(ids(before))


def test_a_moved_block_takes_its_id_along():
    before = stream("<h2>a</h2><p>b</p><blockquote><p>c</p></blockquote>")
    after = stream("<blockquote><p>c</p></blockquote><h2>a</h2><p>b</p>", before)
    assert ids(after) == [ids(before)[2], *ids(before)[:2]]


def test_of_two_changed_blocks_the_similar_ones_pair():
    before = stream("<h2>Состав рейда</h2><blockquote><p>x</p></blockquote><h2>Правила дележа добычи</h2>")
    after = stream("<h2>Новое</h2><h2>Правила дележа всей добычи</h2>", before)
    assert ids(after)[1] == ids(before)[2]


@pytest.mark.parametrize("html", [TEXT * 3, "<h2>a</h2>" * 50])
def test_no_id_stands_twice(html):
    before = stream(html)
    after = stream(html + html, before)
    assert len(set(ids(after))) == len(after)
    assert set(ids(before)) <= set(ids(after))


def test_the_words_of_a_text_stand_in_lines():
    value = stream(
        "<h2>a</h2><p>b<br>c</p><ul><li>d<ol><li>e</li></ol></li></ul><blockquote><p>f</p></blockquote>"
        "<table><tr><th>g</th><td>h</td></tr></table>"
    )
    assert stream_to_text(value) == "a\nb\nc\nd\ne\nf\ng h"
    assert stream_to_text(value, limit=6) == "a b c…"


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        ("раз два", 7, "раз два"),
        ("раз два три", 8, "раз два…"),
        ("раз, два", 6, "раз…"),
        ("раздватри", 4, "раз…"),
        (" раз \n два ", 20, "раз два"),
        ("", 5, ""),
    ],
)
def test_an_excerpt_ends_with_a_word(text, limit, expected):
    assert shorten(text, limit) == expected
    assert len(shorten(text, limit)) <= limit
