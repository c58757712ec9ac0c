"""Rendering: what the templates of a letter become."""

from __future__ import annotations

import copy
import re

import pytest

from mailing.letters import MAX_SUBJECT, render_letter

BODY_HTML = """{% extends "emails/base.html" %}
{% block content %}<p>{{ who }}</p><p class="m-code">{{ code }}</p>{% endblock %}
{% block button %}<a class="m-action" href="{{ base_url }}/board/?a=1&amp;b=2">ok</a>{% endblock %}
{% block why %}because{% endblock %}"""
BODY_TEXT = """{% extends "emails/base.txt" %}
{% block content %}{{ who }}

{{ code }}

{% if who %}yes{% endif %}



end{% endblock %}
{% block why %}because{% endblock %}"""


@pytest.fixture
def sample(settings, tmp_path):
    """Templates of a letter called test/sample."""
    folder = tmp_path / "emails" / "test"
    folder.mkdir(parents=True)
    (folder / "sample.subject.txt").write_text("{{ who }}\n answered\n")
    (folder / "sample.body.txt").write_text(BODY_TEXT)
    (folder / "sample.body.html").write_text(BODY_HTML)
    templates = copy.deepcopy(settings.TEMPLATES)
    templates[0]["DIRS"].append(tmp_path)
    settings.TEMPLATES = templates
    settings.BASE_URL = "https://board.example"
    return {"who": 'Рыжая "Марта" & <b>Ко</b>', "code": "ABCD-EFGH"}


def test_text_parts_are_not_escaped_and_html_is(sample):
    letter = render_letter("test/sample", sample, "ru")
    assert letter.subject == 'Рыжая "Марта" & <b>Ко</b> answered'
    assert 'Рыжая "Марта" & <b>Ко</b>' in letter.text
    assert "&lt;b&gt;Ко&lt;/b&gt;" in letter.html
    assert "<b>Ко" not in letter.html


def test_a_code_stands_alone_on_its_line(sample):
    letter = render_letter("test/sample", sample, "en")
    assert "ABCD-EFGH" in letter.text.splitlines()
    assert "\n\n\n" not in letter.text


def test_styles_are_inlined_and_dark_ones_kept(sample):
    html = render_letter("test/sample", sample, "ru").html
    assert "@media (prefers-color-scheme: dark)" in html
    assert re.search('class="m-sheet"[^>]* style="[^"]*background: #fdf8ec', html)
    assert 'href="https://board.example/board/?a=1&amp;b=2"' in html


def test_a_letter_speaks_its_readers_language(sample):
    assert render_letter("test/sample", sample, "en").headers == {"Content-Language": "en"}
    assert '<html lang="ru">' in render_letter("test/sample", sample, "ru").html


def test_a_category_hangs_its_pennant(sample):
    html = render_letter(
        "test/sample", {**sample, "category_slug": "healers", "category_name": "Хилы"}, "ru"
    ).html
    assert 'src="https://board.example/static/mail/healers.png"' in html
    assert "Хилы" in html


def test_a_long_subject_is_cut(sample):
    assert len(render_letter("test/sample", {"who": "драконы " * 90}, "ru").subject) == MAX_SUBJECT


def test_a_letter_says_whether_an_answer_helps(sample):
    alone = render_letter("test/sample", sample, "en")
    assert "nobody reads answers" in alone.text
    assert "nobody reads answers" in alone.html
    answered = render_letter("test/sample", {**sample, "reply_to": "moderators@board.example"}, "en")
    assert answered.headers["Reply-To"] == "moderators@board.example"
    assert "goes to the moderators" in answered.text


def test_a_letter_that_can_be_stopped_carries_the_link_in_all_three_places(sample):
    url = "https://board.example/my/notifications/stop/key/"
    letter = render_letter("test/sample", {**sample, "stop_url": url}, "en")
    assert letter.headers["List-Unsubscribe"] == f"<{url}>"
    assert letter.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert f"No more letters of this kind: {url}" in letter.text
    assert f'href="{url}"' in letter.html
    assert "List-Unsubscribe" not in render_letter("test/sample", sample, "en").headers
