"""Texts that hold too much, and bombs, which must be refused fast."""

import time

import pytest

from common.errors import InvalidInput
from content import limits
from content.html_to_stream import html_to_stream, picture_ids
from content.plain import html_shows_nothing, shows_nothing
from content.reading import read_document
from content.tests.sanitise import sanitise
from content.typed import typed_to_html

UID = "6f9619ff-8b86-4011-b42d-00cf4fc964ff"
PICTURE = f'<figure class="image"><img data-image-id="{UID}" alt=""></figure>'
VIDEO = '<figure class="media"><oembed url="https://youtu.be/dQw4w9WgXcQ"></oembed></figure>'

# Seconds of CPU, on a machine busy with other things; what goes off takes minutes.
PLENTY = 15


def table(rows: int, columns: int) -> str:
    return f"<table>{('<tr>' + '<td>a</td>' * columns + '</tr>') * rows}</table>"


class AnyPicture(dict[str, object]):
    """Every id is a picture of the author's."""

    def __contains__(self, uid: object) -> bool:
        return True

    def __missing__(self, uid: str) -> None:
        return None


@pytest.mark.parametrize(
    "html",
    [
        f"<p>{'а' * limits.MAX_TEXT}</p>",
        PICTURE * limits.MAX_PICTURES,
        VIDEO * limits.MAX_VIDEOS,
        table(2, 2) * limits.MAX_TABLES,
        table(limits.MAX_TABLE_ROWS, limits.MAX_TABLE_COLUMNS),
        "<ul><li>a" * limits.MAX_LIST_LEVELS,
        "<h2>a</h2>" * limits.MAX_BLOCKS,
        f'<figure class="image"><img data-image-id="{UID}" alt="{"а" * limits.MAX_ALT}"></figure>',
    ],
)
def test_a_text_may_hold_as_much_as_the_limit(html):
    assert len(html_to_stream(html, pictures=AnyPicture()))


@pytest.mark.parametrize(
    "html",
    [
        f"<p>{'а' * limits.MAX_TEXT}б</p>",
        f"<h2>{'а' * limits.MAX_TEXT}</h2><p>б</p>",
        PICTURE * (limits.MAX_PICTURES + 1),
        VIDEO * (limits.MAX_VIDEOS + 1),
        table(1, 1) * (limits.MAX_TABLES + 1),
        table(limits.MAX_TABLE_ROWS + 1, 1),
        table(1, limits.MAX_TABLE_COLUMNS + 1),
        "<table><tr><td colspan=7>a</td><td colspan=6>b</td></tr></table>",
        "<table><tr><td rowspan=2 colspan=12>a</td></tr><tr><td>b</td></tr></table>",
        "<ul><li>a" * (limits.MAX_LIST_LEVELS + 1),
        f"<blockquote>{'<ul><li>a' * (limits.MAX_LIST_LEVELS + 1)}",
        f"<table><tr><td>{'<ul><li>a' * (limits.MAX_LIST_LEVELS + 1)}",
        "<h2>a</h2>" * (limits.MAX_BLOCKS + 1),
        f'<figure class="image"><img data-image-id="{UID}" alt="{"а" * (limits.MAX_ALT + 1)}"></figure>',
    ],
)
def test_one_more_is_refused_with_a_sentence(html):
    with pytest.raises(InvalidInput) as refusal:
        html_to_stream(html, pictures=AnyPicture())
    (sentence,) = refusal.value.field_errors["body"]
    assert sentence.endswith(".")


BOMBS = {
    "too long": "a" * (limits.MAX_RAW_HTML + 1),
    "too many tags": "<br>" * (limits.MAX_RAW_TAGS + 1),
    "deep": "<div>" * 5_000,
    "deep and closed": "<div>" * 5_000 + "</div>" * 5_000,
    "deep lists": "<ul><li>a" * 5_000,
    "deep tables": "<table><tr><td>" * 5_000,
    "deep quotes": "<blockquote>" * 5_000,
    "closed in a comment only": "<div><!--</div>-->" * 5_000,
    "closed in a script only": "<div><script></div></script>" * 3_000,
    "closed in an attribute only": '<div><a title="</div>">' * 3_000,
    "formatting opened anew in every paragraph": "".join(f"<font a={n}>" for n in range(3_000))
    + "<p>x" * 3_000,
    "misnested": "<a href=x><div>" * 3_000,
    "many attributes of one tag": "<p " + " ".join(f"a{n}=1" for n in range(10_000)) + ">x",
    "many attributes behind a value": '<p title=">" ' + "/".join(f"a{n}" for n in range(10_000)) + ">x",
    "many attributes after a comment": '<!-- <p title=" --><p '
    + " ".join(map(chr, range(0x4E00, 0x9000)))
    + ">",
    "tags in values in tags": ("<b x='" + '<i y="') * 9_000,
}


def sent_by_a_bare_form(html: str) -> str:
    return typed_to_html(f"Без редактора<br>{html}")


@pytest.mark.parametrize("html", BOMBS.values(), ids=BOMBS.keys())
@pytest.mark.parametrize(
    "read", [sanitise, picture_ids, sent_by_a_bare_form, lambda html: html_to_stream(html, pictures={})]
)
def test_a_bomb_is_refused_before_it_goes_off(html, read):
    start = time.process_time()
    with pytest.raises(InvalidInput) as refusal:
        read(html)
    assert refusal.value.field_errors["body"]
    assert time.process_time() - start < PLENTY


@pytest.mark.parametrize(
    "html",
    [
        "<p>" + "<br>" * 9_000 + "x",
        "<p>" + "<b>x</b> y " * 4_000,
        "<ul><li>" + "<div>x</div>" * 4_000,
        "<table>" + "<tr><td rowspan=99 colspan=99>x" * 2_000,
        "<figure><figcaption>" * 49 + "<b>a</b>b" * 9_500,
        "<table><caption><p>x" * 48 + "<p>a" * 19_000,
        "<h2><div>" * 48 + "<p>a" * 19_000,
    ],
)
def test_a_tangle_costs_little(html):
    start = time.process_time()
    sanitise(html)
    assert time.process_time() - start < PLENTY


def test_brackets_without_end_are_looked_at_once():
    start = time.process_time()
    assert not html_shows_nothing("<p>" + "<" * limits.MAX_RAW_HTML)
    assert time.process_time() - start < PLENTY


@pytest.mark.parametrize(
    ("start", "more"),
    [
        ("<ul><li>a</li>", "<ul><li>x</ul><ol><li>x</ol>"),
        ("<ul><li>a</li>", "<ul>x</ul><ol>x</ol>"),
        ("<ul><li>a", "<ul><li>x</ul>"),
        ("", "<ul><li>x</ul>"),
        ("<p>", "<b>字</b>字"),
    ],
)
def test_the_time_grows_with_the_text_and_not_with_its_square(start, more):
    def seconds(times: int) -> float:
        read_document.cache_clear()
        begin = time.process_time()
        read_document(start + more * times)
        return time.process_time() - begin

    few, many = (min(seconds(times) for _ in range(3)) for times in (400, 3_200))
    # Eight times the text: sixty-four times the time, were each part compared with each.
    assert many < 24 * few


def test_a_picture_of_somebody_else_is_refused():
    with pytest.raises(InvalidInput) as refusal:
        html_to_stream(PICTURE, pictures={})
    assert refusal.value.field_errors["body"]
    assert picture_ids(PICTURE) == {UID}


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<p></p>",
        "<p>&nbsp;</p><p><br></p>",
        "<h2></h2>",
        "<h2>&ZeroWidthSpace;</h2><p>\u3164</p><ul><li>&shy;</ul>",
        "<blockquote>\u2800</blockquote>",
        "<script>a</script>",
        table(2, 2).replace("a", ""),
        table(1, 1).replace("a", "\u200b"),
    ],
)
def test_a_text_without_words_and_pictures_shows_nothing(html):
    assert shows_nothing(html_to_stream(html, pictures={}))


@pytest.mark.parametrize(
    "html", ["<p>a</p>", "<h3>&lt;</h3>", "<p>🗡</p>", PICTURE, VIDEO, table(1, 1), f"<ul><li>{'б' * 9}</ul>"]
)
def test_words_pictures_and_videos_show_something(html):
    assert not shows_nothing(html_to_stream(html, pictures=AnyPicture()))
