"""A filled stencil says what a message built for its reader alone would say."""

import email
from email.policy import default

import pytest
from django.utils import timezone

from mailing.mime import build_message
from newsletter.compose.placeholder import PLACEHOLDER, TOKEN_LENGTH, unsubscribe_url
from newsletter.compose.stencil import Stencil
from newsletter.models.subscriptions import make_token

DATE = timezone.now()
SUBJECT = "Пятничное письмо: ярмарка, шестой страж и четыреста фляг, а ещё немного о погоде на перевале"
HEADERS = {"List-Id": "<news.tavern.example>", "Precedence": "bulk"}


def parts(message: bytes) -> list[str]:
    return [part.get_content() for part in email.message_from_bytes(message, policy=default).iter_parts()]


def headers(message: bytes) -> dict[str, str]:
    parsed = email.message_from_bytes(message, policy=default)
    return {name: str(value).strip() for name, value in parsed.items() if name != "Content-Type"}


@pytest.mark.parametrize("before", range(0, 60, 7))
def test_filling_equals_building(before):
    text = "я" * before + f" {unsubscribe_url()} и ещё {unsubscribe_url()}\n" + "Письмо\n" * 50
    html = "<p>" + "x" * before + f'<a href="{unsubscribe_url()}">Отписаться</a></p>' * 2
    token = make_token()
    stencil = Stencil(subject=SUBJECT, text=text, html=html, headers=HEADERS, date=DATE)
    filled = stencil.fill(to="reader@example.com", token=token, message_id="<1.2@example.com>")
    built = build_message(
        to="reader@example.com",
        subject=SUBJECT,
        text=text.replace(PLACEHOLDER, token),
        html=html.replace(PLACEHOLDER, token),
        headers={**HEADERS, "List-Unsubscribe": f"<{unsubscribe_url(token)}>"},
        message_id="<1.2@example.com>",
        date=DATE,
    )
    assert parts(filled) == parts(built)
    assert headers(filled) == headers(built)
    assert PLACEHOLDER.encode() not in filled


def test_lines_are_short_and_end_as_on_the_wire():
    stencil = Stencil(
        subject=SUBJECT, text="т" * 5000, html=unsubscribe_url() * 40, headers=HEADERS, date=DATE
    )
    message = stencil.fill(to="reader@example.com", token=make_token(), message_id="<1@example.com>")
    assert b"\n" not in message.replace(b"\r\n", b"")
    assert max(len(line) for line in message.split(b"\r\n")) < 200
    assert message.isascii()


def test_keys_are_as_long_as_their_placeholder():
    assert len(PLACEHOLDER) == TOKEN_LENGTH
    assert {len(make_token()) for _ in range(50)} == {TOKEN_LENGTH}
