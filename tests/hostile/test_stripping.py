"""Nothing of an attack is left in a text, so nothing acts where no policy stands in its way."""

from __future__ import annotations

import re

import pytest
from wagtail.blocks import StreamValue

from common.errors import InvalidInput
from content.blocks import AdBody
from content.html_to_stream import html_to_stream
from content.render import render_stream
from content.stream_to_html import stream_to_html
from tests.hostile.attacks import Shot, shots
from tests.hostile.markup import MARKUP
from tests.hostile.sentinel import Sentinel
from tests.hostile.stage import as_page, show, show_apart
from tests.hostile.trickery import TRICKERY
from tests.hostile.words import WORDS

ATTACKS = (*MARKUP, *TRICKERY, *WORDS)
HOST = "tavern.example"

# Each channel by which an attack would be heard, and how it must be told.
CONTROLS = {
    "<script>pwned('script')</script>": "call: script",
    "<img src=x onerror=pwned('handler')>": "call: handler",
    "<p onclick=pwned('click')>x</p>": "call: click",
    "<a href=\"javascript:pwned('link')\">x</a>": "call: link",
    "<svg><script>pwned('svg')</script></svg>": "call: svg",
    "<iframe srcdoc=\"<script>pwned('frame')</script>\"></iframe>": "call: frame",
    "<script>alert('dialog')</script>": "dialog: dialog",
    "<img src=https://evil.example/picture>": "request: https://evil.example/picture",
    "<style>body{background:url(https://evil.example/style)}</style>": "request: https://evil.example/style",
    "<iframe src=https://evil.example/page></iframe>": "navigation: https://evil.example/page",
}
FINDINGS = {"handler", "script", "code address", "foreign address", "foreign element"}


@pytest.fixture
def stage(tavern, new_context):
    page = new_context(base_url=tavern.url).new_page()
    page.sentinel = Sentinel(page.context)
    return page


def stored(shot: Shot) -> StreamValue:
    """Return a text as no door of ours would store it: with the payload in every place."""
    rich = f"<p>{shot.text}</p>"
    return AdBody().to_python(
        [
            {"type": "text", "value": shot.text},
            {"type": "quote", "value": rich},
            {"type": "heading", "value": {"level": f"2{shot.text}", "text": rich}},
            {"type": "table", "value": {"table": f"<table><tr><td>{shot.text}</table>", "caption": rich}},
            {"type": "video", "value": shot.text},
            {"type": "raw", "value": shot.text},
        ]
    )


def taken(shot: Shot) -> StreamValue | None:
    try:
        return html_to_stream(shot.text, pictures={})
    except InvalidInput:
        return None


def test_the_harness_hears_every_channel(stage):
    show_apart(stage, {str(index): as_page(html) for index, html in enumerate(CONTROLS)})
    stage.sentinel.prod(stage)
    assert set(CONTROLS.values()) <= set(stage.sentinel.heard)
    assert {finding.partition(":")[0] for finding in stage.sentinel.look(stage)} == FINDINGS


def test_the_harness_hears_a_page_leave_and_a_policy_refuse(stage):
    show(stage, "<script>pwned('refused')</script>", policy="script-src 'none'")
    stage.sentinel.prod(stage)
    assert stage.sentinel.heard == ["call: policy: script-src-elem"]
    with stage.expect_event("requestfailed"):
        show(stage, '<meta http-equiv="refresh" content="0;url=https://evil.example/left">x')
    assert stage.sentinel.heard[-1] == "navigation: https://evil.example/left"


def test_the_attacks_do_act_where_nothing_stops_them(stage):
    """The same payloads, in the same frames, as they were sent: an attack that can't act proves nothing."""
    show_apart(stage, {shot.mark: as_page(shot.text) for shot in shots(ATTACKS)})
    stage.sentinel.prod(stage)
    heard = " ".join(stage.sentinel.heard)
    acted = {one.name for one in ATTACKS if any(shot.mark in heard for shot in shots((one,)))}
    assert len(acted) >= 30


def test_there_are_many_classes_of_attack_and_each_payload_has_a_mark_of_its_own():
    marks = [shot.mark for shot in shots(ATTACKS)]
    assert len(ATTACKS) >= 25
    assert len({attack.name for attack in ATTACKS}) == len(ATTACKS)
    assert len(set(marks)) == len(marks)
    assert all(re.fullmatch(r"[\w-]+", mark) for mark in marks)


def test_no_attack_outlives_the_way_into_the_stream_or_out_of_it(stage):
    """Sanitised when it arrives, and again when it is read: either alone must hold."""
    texts = {}
    for shot in shots(ATTACKS):
        arrived, kept = taken(shot), stored(shot)
        ways = [value for value in (arrived, kept) if value is not None]
        parts = [part for way in ways for part in (render_stream(way, host=HOST), stream_to_html(way))]
        texts[shot.mark] = as_page("".join(parts))
    show_apart(stage, texts)
    stage.sentinel.prod(stage)
    assert stage.sentinel.heard == []
    assert stage.sentinel.look(stage) == []
