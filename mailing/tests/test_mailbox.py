"""The development mailbox."""

from __future__ import annotations

import json

import pytest
from django.urls import reverse

from mailing import delivery, mailbox
from mailing.letters import Letter
from mailing.tests.conftest import post
from mailing.transports import Parcel
from mailing.transports.folder import FolderTransport

pytestmark = [pytest.mark.django_db, pytest.mark.urls("mailing.tests.urls")]


@pytest.fixture(autouse=True)
def _development(settings, folder):
    settings.DEV_MAILBOX = True


def delivered(*letters: Letter) -> None:
    for number, letter in enumerate(letters):
        post(f"a:{number}", f"player{number}@example.com", letter=letter)
        delivery.deliver(seconds=5)


def test_json_is_a_list_newest_first_with_exactly_these_fields(client):
    delivered(
        Letter("Первое письмо, подлиннее, чтобы строка заголовка сложилась вдвое", "раз\n"),
        Letter("Второе", "ABCD-EFGH\n", "<p>два</p>"),
    )
    answer = client.get("/dev/mail/?format=json")
    letters = json.loads(answer.content)
    assert [set(letter) for letter in letters] == [{"to", "subject", "text", "html", "headers", "date"}] * 2
    newest, oldest = letters
    assert (newest["to"], newest["subject"], newest["text"]) == (
        "player1@example.com",
        "Второе",
        "ABCD-EFGH\n",
    )
    assert newest["html"].strip() == "<p>два</p>"
    assert newest["headers"]["Auto-Submitted"] == "auto-generated"
    assert oldest["subject"] == "Первое письмо, подлиннее, чтобы строка заголовка сложилась вдвое"
    assert newest["date"] >= oldest["date"]


def test_json_of_one_reader(client):
    delivered(Letter("a", "t"), Letter("b", "t"))
    letters = json.loads(client.get("/dev/mail/?format=json&to=Player0@example.com").content)
    assert [letter["subject"] for letter in letters] == ["a"]


def test_an_empty_mailbox_is_an_empty_list(client):
    assert json.loads(client.get("/dev/mail/?format=json").content) == []


def test_pages_show_the_letter_and_keep_its_html_in_a_frame(client):
    delivered(Letter("Рыжая <b>Марта</b>", "Текст", "<html><head></head><body><p>два</p></body></html>"))
    assert "Рыжая &lt;b&gt;Марта&lt;/b&gt;" in client.get(reverse("dev:mail")).content.decode()
    (letter,) = mailbox.newest_letters()
    page = client.get(reverse("dev:letter", args=[letter["name"]]))
    assert 'sandbox="allow-popups' in page.content.decode()
    assert "frame-src 'self'" in page.headers["Content-Security-Policy"]
    frame = client.get(reverse("dev:letter-html", args=[letter["name"]]))
    assert "<p>два</p>" in frame.content.decode()
    assert frame.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert frame.headers["Content-Security-Policy"].startswith("default-src 'none'; img-src 'self'")


def test_an_unknown_letter_is_not_found(client):
    for name in ("dev:letter", "dev:letter-html"):
        assert client.get(reverse(name, args=["0000"])).status_code == 404


@pytest.mark.parametrize(
    "path", ["/dev/mail/", "/dev/mail/?format=json", "/dev/mail/1/", "/dev/mail/1/html/"]
)
def test_elsewhere_there_is_no_mailbox(client, settings, path):
    settings.DEV_MAILBOX = False
    assert client.get(path).status_code == 404


def test_nothing_can_be_posted_to_it(client):
    assert client.post("/dev/mail/").status_code == 405


def test_the_newest_of_many_are_read_in_one_pass(folder):
    transport = FolderTransport(folder)
    data = b"Subject: s\r\nDate: Fri, 20 Nov 2026 21:00:00 +0300\r\n\r\nt\r\n"
    for number in range(30):
        transport.send(Parcel(f"p{number}@example.com", data))
    letters = mailbox.newest_letters(limit=10)
    assert [letter["to"] for letter in letters] == [f"p{number}@example.com" for number in range(29, 19, -1)]
