"""Django's and Wagtail's own mail takes the same way."""

import pytest
from django.core.mail import EmailMessage, EmailMultiAlternatives, get_connection, send_mail

from mailing.backend import OutboxBackend
from mailing.errors import UnsupportedLetterError
from mailing.models import OutboxMessage

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _outbox_backend(settings):
    # The test runner puts Django's locmem backend in its place.
    settings.EMAIL_BACKEND = "mailing.backend.OutboxBackend"


def test_each_recipient_has_a_row_of_its_own():
    assert (
        send_mail("Сброс пароля", "ссылка", None, ["a@example.com", "b@example.com"], html_message="<p>!</p>")
        == 1
    )
    rows = OutboxMessage.objects.order_by("to")
    assert [(row.to, row.subject, row.text, row.html) for row in rows] == [
        ("a@example.com", "Сброс пароля", "ссылка", "<p>!</p>"),
        ("b@example.com", "Сброс пароля", "ссылка", "<p>!</p>"),
    ]


def test_it_is_secret_for_nobody_knows_what_it_opens():
    send_mail("s", "t", None, ["a@example.com"])
    assert OutboxMessage.objects.get().secret


def test_sender_copies_and_headers_are_kept():
    EmailMessage(
        "s", "t", "Гильдия <guild@example.com>", ["a@example.com"], bcc=["b@example.com"],
        reply_to=["c@example.com"], headers={"X-Kind": "test"},
    ).send()  # fmt: skip
    assert set(OutboxMessage.objects.values_list("to", flat=True)) == {"a@example.com", "b@example.com"}
    headers = OutboxMessage.objects.first().headers
    assert headers == {"From": "Гильдия <guild@example.com>", "Reply-To": "c@example.com", "X-Kind": "test"}


def test_html_alone_is_kept_as_html():
    message = EmailMessage("s", "<p>t</p>", to=["a@example.com"])
    message.content_subtype = "html"
    message.send()
    row = OutboxMessage.objects.get()
    assert (row.text, row.html) == ("", "<p>t</p>")


def test_attachments_are_refused_in_words():
    message = EmailMessage("s", "t", to=["a@example.com"])
    message.attach("map.txt", "x", "text/plain")
    with pytest.raises(UnsupportedLetterError, match="link to files"):
        message.send()
    assert get_connection(fail_silently=True).send_messages([message]) == 0
    assert not OutboxMessage.objects.exists()


def test_other_alternatives_are_refused():
    message = EmailMultiAlternatives("s", "t", to=["a@example.com"])
    message.attach_alternative("BEGIN:VCALENDAR", "text/calendar")
    with pytest.raises(UnsupportedLetterError):
        message.send()


def test_nobody_to_write_to_is_nothing_posted():
    assert get_connection().send_messages([EmailMessage("s", "t")]) == 0
    assert isinstance(get_connection(), OutboxBackend)
