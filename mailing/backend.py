"""Django's mail backend: what Django and Wagtail send takes the same way as our own letters."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import uuid4

from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction

from mailing import outbox
from mailing.errors import UnsupportedLetterError
from mailing.letters import Letter


class OutboxBackend(BaseEmailBackend):
    """Posts each message to the outbox, one row for each recipient."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Post the messages; return how many.

        Raises:
            UnsupportedLetterError: a message has attachments, or parts besides text and HTML;
                with `fail_silently` such a message is passed over.
        """
        posted = 0
        for message in email_messages:
            try:
                letter = letter_of(message)
            except UnsupportedLetterError:
                if not self.fail_silently:
                    raise
                continue
            posted += _post_to_all(letter, message.recipients())
        return posted


@transaction.atomic
def _post_to_all(letter: Letter, recipients: Sequence[str]) -> bool:
    event = uuid4().hex
    for number, recipient in enumerate(recipients):
        # What others send may hold a link that opens an account (Wagtail's password reset does).
        outbox.post(key=f"django-mail:{event}:{number}", to=recipient, letter=letter, secret=True)
    return bool(recipients)


def letter_of(message: EmailMessage) -> Letter:
    """Turn Django's message into a letter.

    Raises:
        UnsupportedLetterError: it has attachments, or parts besides text and HTML; the outbox keeps neither.
    """
    text, html = str(message.body), ""
    if message.content_subtype == "html":
        text, html = "", text
    alternatives = message.alternatives if isinstance(message, EmailMultiAlternatives) else []
    if message.attachments or [kind for _part, kind in alternatives if kind != "text/html"]:
        raise UnsupportedLetterError("The outbox keeps text and HTML only: link to files instead.")
    for part, _kind in alternatives:
        html = str(part)
    headers = {name: str(value) for name, value in message.extra_headers.items()}
    headers.setdefault("From", str(message.from_email))
    if message.reply_to:
        headers.setdefault("Reply-To", ", ".join(map(str, message.reply_to)))
    return Letter(str(message.subject), text, html, headers)
