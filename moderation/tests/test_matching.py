"""What is found and what isn't: rules without a database."""

import random
import time

import pytest

from moderation.watching import BadLine, Matcher, Rule, read_lines

LETTERS = "абвгдежзиклмнопрстуфхцчшщыьэюя"


def found(text: str, *lines: str, kind: str = "words") -> list[str]:
    return [hit.words for hit in Matcher([Rule(1, kind, "block", "\n".join(lines))]).find(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Лучшее казино у нас",
        "КАЗИНО!",
        "ка\u200bзи\u00adно",
        "кази\u0301но\u0300",
        "кaзинo",
        "КАЗИHО",
        "«казино»_",
        "\uff4bазин\uff4f",
        "ка\u3164зи\u2060но",
        "https://x.example/казино",
    ],
)
def test_a_word_is_found_however_it_is_disguised(text):
    assert len(found(text, "Казино")) == 1


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("казиношный", "казино"),
        ("суперказино", "казино"),
        ("казино2", "казино"),
        ("вот такой", "bot"),
        ("нет", "het"),
        ("купи мне золото", "купи золото"),
        ("", "казино"),
    ],
)
def test_what_isnt_the_word_isnt_found(text, line):
    assert found(text, line) == []


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("Ещё елка", "еще", ["Ещё"]),
        ("Ещё елка", "ёлка", ["елка"]),
        ("cyka", "сука", ["cyka"]),
        ("ВOT", "bot", ["ВOT"]),
        ("ВOT", "вот", ["ВOT"]),
        ("Купи\n\u00a0 золото", "купи золото", ["Купи\n\u00a0 золото"]),
        ("казиношный", "казино*", ["казиношный"]),
        ("суперказино", "*казино", ["суперказино"]),
        ("мегаказиношка", "*казино*", ["мегаказиношка"]),
        ("купи золотишко", "купи золот*", ["купи золотишко"]),
        ("только 18+!", "18+", ["18+"]),
        ("straße", "strasse", ["straße"]),
    ],
)
def test_words_stand_in_the_text_as_they_are_written_there(text, line, words):
    assert found(text, line) == words


def test_a_longer_find_hides_no_shorter_one():
    rules = [Rule(1, "words", "flag", "купи золото"), Rule(2, "words", "block", "золото")]
    assert {hit.rule.pk for hit in Matcher(rules).find("купи золото")} == {1, 2}


@pytest.mark.parametrize(
    "text",
    [
        "см. spam.example",
        "https://spam.example/x",
        "http://A.B.SPAM.example:8080",
        "spаm.example",
        "spam.example.",
        "mail@spam.example",
        "https://away.example/?to=https://spam.example/",
    ],
)
def test_a_host_is_found_with_all_below_it(text):
    assert len(found(text, "https://www.spam.example/path", kind="link")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "myspam.example",
        "my-spam.example",
        "spam.example.com",
        "spam.examples",
        "https://a.example/spam.example",
    ],
)
def test_another_host_isnt_found(text):
    assert found(text, "spam.example", kind="link") == []


def test_a_russian_host_is_found_in_both_of_its_spellings():
    assert len(found("пример.рф и xn--e1afmkfd.xn--p1ai", "пример.рф", kind="link")) == 2


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        ("words", "*"),
        ("words", "а"),
        ("words", "*аб"),
        ("words", "ка*зино"),
        ("words", "\u200b\u200b"),
        ("words", "а" * 101),
        ("link", "spam"),
        ("link", "spam example.com"),
        ("link", "[::1"),
        ("link", "https:///"),
    ],
)
def test_a_line_that_says_nothing_is_refused(kind, line):
    with pytest.raises(BadLine):
        read_lines(kind, line)


def test_of_five_hundred_rules_those_are_found_that_stand_in_a_long_text():
    dice = random.Random(1)
    words = ["".join(dice.choices(LETTERS, k=dice.randint(4, 12))) for _ in range(3000)]
    text = " ".join(words[500:])
    rules = [Rule(number, "words", "flag", word) for number, word in enumerate(words[:450])]
    rules += [Rule(number, "link", "block", f"spam{number}.example") for number in range(450, 500)]
    matcher = Matcher(rules)
    assert matcher.find(text) == []
    found = matcher.find(f"{words[7]} {text} http://spam460.example")
    assert [hit.rule.pk for hit in found] == [7, 460]


@pytest.mark.parametrize("text", ["а" * 20_000, "aа" * 10_000, "spam.exampl " * 1600, "казино " * 2800])
def test_no_text_takes_long(text):
    matcher = Matcher(
        [Rule(1, "words", "block", "казино\n*казино*"), Rule(2, "link", "block", "spam.example")]
    )
    start = time.process_time()
    matcher.find(text)
    # A few milliseconds; what goes back and forth over the text would take minutes.
    assert time.process_time() - start < 5


def test_a_stem_over_and_over_is_one_place_for_each_rule_that_asks():
    rules = [Rule(number, "words", action, "*казино*") for number, action in ((1, "hold"), (2, "flag"))]
    hits = Matcher(rules).find("мегаказиноказиношный и казино")
    assert [(hit.rule.pk, hit.words) for hit in hits] == [
        (pk, words) for words in ("мегаказиноказиношный", "казино") for pk in (1, 2)
    ]


@pytest.mark.parametrize("line", ["*ххх*", "*ххх", "ххх*", "ххх *ххх*", "*ххх* у", "*ххх* *ы* *э*"])
def test_the_time_grows_with_the_word_and_not_with_its_square(line):
    matcher = Matcher([Rule(1, "words", "hold", line)])

    def seconds(times: int) -> float:
        begin = time.process_time()
        matcher.find("ххх " + "ххх" * times + " " + "ы" * times)
        return time.process_time() - begin

    few, many = (min(seconds(times) for _ in range(3)) for times in (800, 6_400))
    assert many < 24 * few
