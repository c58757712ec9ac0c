"""The bytes on the wire."""

from __future__ import annotations

import email
from datetime import UTC, datetime
from email.policy import default

import pytest

from mailing.mime import build_message


def built(**changes):
    values = {
        "to": "player@example.com",
        "subject": "Код для входа",
        "text": "Ваш код:\n\nABCD-EFGH\n",
        "html": "<p>ABCD-EFGH</p>",
        "headers": {},
        "message_id": "<1@tavern.example>",
        "date": datetime(2026, 11, 20, 18, 0, tzinfo=UTC),
    }
    data = build_message(**{**values, **changes})
    return data, email.message_from_bytes(data, policy=default)


def test_every_letter_has_the_headers_of_a_machine_and_seven_bits():
    data, message = built()
    assert message["Message-ID"] == "<1@tavern.example>"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["X-Auto-Response-Suppress"] == "All"
    assert message["Date"].datetime == datetime(2026, 11, 20, 18, 0, tzinfo=UTC)
    assert message["From"].addresses[0].display_name == "Таверна"
    assert data.isascii()
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert max(map(len, data.split(b"\r\n"))) <= 998


def test_the_code_is_alone_on_a_line_of_the_text_part():
    _data, message = built()
    assert "ABCD-EFGH" in message.get_body(("plain",)).get_content().splitlines()


def test_a_letter_brings_its_own_headers():
    _data, message = built(headers={"Reply-To": "Марта <marta@example.com>", "Content-Language": "ru"})
    assert message["Reply-To"].addresses[0].display_name == "Марта"
    assert message["Content-Language"] == "ru"


@pytest.mark.parametrize("name", ["To", "subject", "Message-ID", "Bcc", "MIME-Version"])
def test_a_letter_cannot_replace_the_engines_headers(name):
    _data, message = built(headers={name: "other@example.com"})
    assert len(message.get_all(name) or []) <= 1
    assert message[name] != "other@example.com"


@pytest.mark.parametrize("line_break", ["\r\n", "\n", "\r", "\x0b", "\x85", "\u2028"])
def test_nobody_writes_headers_through_a_name(line_break):
    wicked = f"Лис{line_break}Bcc: everyone@example.com"
    data, message = built(
        subject=wicked, headers={"Reply-To": f'"{wicked}" <fox@example.com>', "X-Who": wicked}
    )
    assert message["Bcc"] is None
    assert not [line for line in data.split(b"\r\n") if line.lower().startswith(b"bcc")]
    assert message["Subject"].startswith("Лис")


def test_a_long_russian_subject_survives():
    subject = "Ищем двух хилов в «Чертог Вьюги», среда и пятница, " * 4
    _data, message = built(subject=subject.strip())
    assert message["Subject"] == subject.strip()


def test_a_letter_of_html_alone_still_has_a_text_part():
    _data, message = built(text="")
    assert message.get_body(("plain",)).get_content().strip() == "Код для входа"
