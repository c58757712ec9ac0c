"""Where letters are handed over."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from mailing import delivery
from mailing.checks import check_transport
from mailing.engine.drain import Ended
from mailing.mailbox import newest_letters
from mailing.models import OutboxMessage, RefusedAddress
from mailing.rows import Status
from mailing.tests.conftest import post
from mailing.tests.mail_server import Mood
from mailing.transports import Parcel, open_transport
from mailing.transports.smtp import SmtpTransport
from mailing.transports.smtp_url import SmtpServer, parse_smtp_url


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("smtp://mail", SmtpServer("mail", 25)),
        ("smtp://127.0.0.1:1025", SmtpServer("127.0.0.1", 1025)),
        ("smtp://u:p@localhost/", SmtpServer("localhost", 25, "", "u", "p")),
        ("smtps://u:p@mail", SmtpServer("mail", 465, "tls", "u", "p")),
        ("smtp+tls://a%40b.ru:p%2Fw%3A@mail:2525", SmtpServer("mail", 2525, "starttls", "a@b.ru", "p/w:")),
    ],
)
def test_the_servers_address_is_one_setting(url, server):
    assert parse_smtp_url(url) == server


@pytest.mark.parametrize("url", ["", "mail:25", "http://mail", "smtp://"])
def test_an_address_that_is_none_is_said_at_once(url):
    with pytest.raises(ImproperlyConfigured, match="SMTP_URL"):
        parse_smtp_url(url)


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("smtp+tls://user:secret@mail:587/?tls=True", "not by a path or a query"),
        ("smtp+tls://user:secret@mail:587/inbox", "not by a path or a query"),
        ("smtp+tls://user:secret@mail:587#tls", "not by a path or a query"),
        ("smtp+tls://user:sec/ret@mail:587", "%2F"),
        ("smtp://user:secret@mail:587", "in the clear"),
        ("smtp://user:secret@127.0.0.1.example.org", "in the clear"),
        ("smtp://:secret@mail", "in the clear"),
    ],
)
def test_what_would_not_be_encrypted_as_its_writer_thinks_is_refused(url, words):
    with pytest.raises(ImproperlyConfigured, match="SMTP_URL") as refusal:
        parse_smtp_url(url)
    assert words in str(refusal.value)
    assert "secret" not in str(refusal.value)


def test_the_deployment_learns_of_a_wrong_address_before_the_first_letter(settings):
    settings.MAIL_TRANSPORT, settings.SMTP_URL = "smtp", "smtp://user:secret@mail"
    (error,) = check_transport(app_configs=None)
    assert "in the clear" in error.msg
    settings.SMTP_URL = "smtps://user:secret@mail"
    assert check_transport(app_configs=None) == []


def test_an_unknown_transport_is_said_at_once(settings):
    settings.MAIL_TRANSPORT = "pigeon"
    with pytest.raises(ImproperlyConfigured, match="MAIL_TRANSPORT"):
        open_transport()


@pytest.mark.django_db
def test_a_server_without_starttls_gets_no_letter_that_wants_it(mail_server, settings):
    settings.SMTP_URL = mail_server.url.replace("smtp:", "smtp+tls:")
    post()
    assert delivery.deliver(seconds=5) is Ended.DOWN
    assert mail_server.accepted == []


@pytest.mark.django_db
def test_a_server_that_takes_no_password_costs_no_attempt(mail_server, settings):
    settings.SMTP_URL = mail_server.url.replace("//", "//user:secret@")
    row = post()
    assert delivery.deliver(seconds=5) is Ended.DOWN
    assert OutboxMessage.objects.get(pk=row.pk).attempts == 0


@pytest.mark.django_db
def test_the_mailbox_folder_gets_whole_letters(folder):
    post(to="Лис <fox@example.com>")
    delivery.deliver(seconds=5)
    (letter,) = newest_letters()
    assert (letter["to"], letter["subject"], letter["text"]) == (
        "fox@example.com",
        "Привет",
        "Текст письма\n",
    )
    assert [path.suffix for path in folder.iterdir()] == [".json"]


@pytest.mark.django_db
def test_a_full_disk_keeps_the_letter_in_the_queue(folder):
    folder.write_text("not a folder")
    post()
    assert delivery.deliver(seconds=5) is Ended.DOWN
    assert OutboxMessage.objects.get().status == Status.QUEUED


@pytest.mark.django_db
@pytest.mark.parametrize("mood", [mood for mood in Mood if mood is not Mood.HANG])
def test_a_server_that_takes_commands_in_a_row_answers_as_any_other(mail_server, mood):
    outcomes = {}
    for pipelining in (False, True):
        mail_server.pipelining = pipelining
        mail_server.mood_for = {"moody@example.com": mood}.get
        mail_server.before_letter = MoodOnce(mood)
        rows = [post(f"{pipelining}:{name}", f"{name}@example.com") for name in ("moody", "next")]
        taken = len(mail_server.accepted)
        ended = delivery.deliver(seconds=5)
        after = [OutboxMessage.objects.get(pk=row.pk) for row in rows]
        outcomes[pipelining] = (
            ended,
            [(row.status, row.attempts, row.last_error) for row in after],
            mail_server.recipients()[taken:],
        )
        OutboxMessage.objects.all().delete()
        RefusedAddress.objects.all().delete()
    assert outcomes[True] == outcomes[False]


class MoodOnce:
    """What the server says to the sender: its mood to the first, then nothing else but yes."""

    def __init__(self, mood: Mood) -> None:
        self.moods = [mood]

    def __call__(self) -> Mood:
        return self.moods.pop() if self.moods else Mood.ACCEPT


def test_lines_with_a_leading_dot_arrive_as_they_were(mail_server):
    transport = SmtpTransport(parse_smtp_url(mail_server.url), sender="a@b.ru", own_name="b.ru", timeout=5)
    for pipelining in (False, True):
        mail_server.pipelining = pipelining
        transport.send(Parcel("reader@example.com", b"Message-ID: <1@b.ru>\r\n\r\n.\r\n..two\r\n"))
        transport.close()
    assert [letter.data.partition(b"\r\n\r\n")[2] for letter in mail_server.accepted] == [
        b".\r\n..two\r\n"
    ] * 2


def test_an_address_cannot_smuggle_a_command(mail_server):
    transport = SmtpTransport(parse_smtp_url(mail_server.url), sender="a@b.ru", own_name="b.ru", timeout=5)
    mail_server.pipelining = True
    with pytest.raises(ValueError, match="end of a line"):
        transport.send(Parcel("reader@example.com>\r\nRCPT TO:<other@example.com", b"\r\n"))
    assert mail_server.accepted == []
    transport.close()
