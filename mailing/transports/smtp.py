"""One kept connection to a mail server."""

from __future__ import annotations

import re
import smtplib
import ssl
import time
from contextlib import suppress
from email.utils import parseaddr
from urllib.parse import urlsplit

from django.conf import settings

from mailing.transports.base import LetterDeferredError, LetterRefusedError, Parcel, TransportDownError
from mailing.transports.smtp_envelope import GO_ON, Envelope
from mailing.transports.smtp_url import SmtpServer, parse_smtp_url

SERVICE_CLOSING = 421
# Whoever wrote the letter, the server wants us to log in first, or otherwise (RFC 4954).
LOG_IN_FIRST = frozenset({530, 534, 535, 538})
# Replies that say that the address itself is dead: with enhanced codes (RFC 3463) by those, else by these.
ADDRESS_IS_DEAD = re.compile(r"5\.1\.(?:0|1|2|3|6|10)\b|5\.2\.1\b")
ENHANCED = re.compile(r"5\.\d{1,3}\.\d{1,3}\b")
DEAD_WITHOUT_ENHANCED = frozenset({550, 551, 553})


class SmtpTransport:
    """Sends over SMTP, connects when needed and again after the server hung up."""

    def __init__(self, server: SmtpServer, *, sender: str, own_name: str, timeout: float) -> None:
        self.server = server
        self.sender = sender
        self.own_name = own_name
        self.timeout = timeout
        self._smtp: smtplib.SMTP | None = None
        self._envelope: Envelope

    @classmethod
    def from_url(cls, url: str) -> SmtpTransport:
        """Return a transport with the site's sender address and timeouts."""
        return cls(
            parse_smtp_url(url),
            sender=parseaddr(settings.DEFAULT_FROM_EMAIL)[1],
            own_name=_own_name(),
            timeout=settings.SMTP_TIMEOUT,
        )

    def send(self, parcel: Parcel) -> None:
        """Hand one letter over within the timeout; see `Transport.send`."""
        deadline = time.monotonic() + self.timeout
        kept = self._smtp is not None
        try:
            self._open_envelope(parcel, deadline)
        except TransportDownError:
            if not kept:
                raise
            # A server may close a kept connection whenever it likes; nothing was offered yet.
            self._open_envelope(parcel, deadline)
        self._fill_envelope(parcel, deadline)

    def close(self) -> None:
        """Say QUIT where the server still listens."""
        if self._smtp is not None:
            with suppress(OSError):
                self._smtp.quit()
        self._drop()

    def _open_envelope(self, parcel: Parcel, deadline: float) -> None:
        smtp = self._smtp or self._connect(deadline)
        self._limit(deadline)
        try:
            self._envelope = Envelope(smtp, self.sender, parcel.recipient)
            code, words = self._envelope.answer()
            if code >= 300:
                self._envelope.withdraw()
        except OSError as error:  # smtplib's own exceptions are OSErrors too
            self._drop()
            raise TransportDownError(_words(error)) from error
        if code == SERVICE_CLOSING or code >= 500:
            # It refuses us as a sender: a setting is wrong, and no letter is to blame.
            self._drop()
            raise TransportDownError(_reply(code, words))
        self._judge(code, words)

    def _fill_envelope(self, parcel: Parcel, deadline: float) -> None:
        envelope, doubtful = self._envelope, False
        try:
            self._limit(deadline)
            code, words = envelope.answer()
            if code >= 300:
                envelope.withdraw()
            self._judge_recipient(code, words)
            self._limit(deadline)
            code, words = envelope.answer()
            if code == GO_ON:
                doubtful = True
                code, words = envelope.fill(parcel.data)
            self._judge(code, words)
        except OSError as error:
            self._drop()
            raise LetterDeferredError(_words(error), doubtful=doubtful) from error

    def _judge_recipient(self, code: int, words: bytes | str) -> None:
        if code in LOG_IN_FIRST:
            self._drop()
            raise TransportDownError(_reply(code, words))
        try:
            self._judge(code, words)
        except LetterRefusedError as error:
            error.bounced = _is_dead(code, str(error))
            raise

    def _judge(self, code: int, words: bytes | str) -> None:
        """Let a positive reply pass; after any other, make the connection ready for the next letter.

        Raises:
            LetterRefusedError: 5xx. LetterDeferredError: everything else.
        """
        if 200 <= code < 300:
            return
        if code == SERVICE_CLOSING:
            self._drop()
        elif self._smtp is not None:
            try:
                self._smtp.rset()
            except OSError:
                self._drop()
        if 500 <= code < 600:
            raise LetterRefusedError(_reply(code, words))
        raise LetterDeferredError(_reply(code, words))

    def _connect(self, deadline: float) -> smtplib.SMTP:
        server, timeout = self.server, max(0.1, deadline - time.monotonic())
        context = ssl.create_default_context()
        try:
            if server.security == "tls":
                smtp: smtplib.SMTP = smtplib.SMTP_SSL(
                    server.host, server.port, self.own_name, timeout=timeout, context=context
                )
            else:
                smtp = smtplib.SMTP(server.host, server.port, self.own_name, timeout=timeout)
            self._smtp = smtp
            self._limit(deadline)
            smtp.ehlo_or_helo_if_needed()
            if server.security == "starttls":
                smtp.starttls(context=context)
                smtp.ehlo()
            if server.user:
                smtp.login(server.user, server.password)
        except OSError as error:
            self._drop()
            raise TransportDownError(_words(error)) from error
        return smtp

    def _limit(self, deadline: float) -> None:
        """Give the server what is left of this letter's time, by tenths: each change is a system call."""
        if self._smtp is None or self._smtp.sock is None:
            return
        sock, left = self._smtp.sock, max(0.1, deadline - time.monotonic())
        if abs((sock.gettimeout() or 0.0) - left) > left / 10:
            sock.settimeout(left)

    def _drop(self) -> None:
        if self._smtp is not None:
            self._smtp.close()
            self._smtp = None


def _own_name() -> str:
    """Return the name to greet servers with; an address stands in brackets (RFC 5321, 4.1.3)."""
    host = urlsplit(settings.BASE_URL).hostname or "localhost"
    return f"[{host}]" if host.replace(".", "").isdigit() else host


def _is_dead(code: int, reply: str) -> bool:
    """Tell a dead address from a refusal of our server, our words or this moment."""
    if ENHANCED.search(reply):
        return ADDRESS_IS_DEAD.search(reply) is not None
    return code in DEAD_WITHOUT_ENHANCED


def _reply(code: int, words: bytes | str) -> str:
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    return f"{code} {text}"


def _words(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        return _reply(error.smtp_code, error.smtp_error)
    return str(error) or type(error).__name__
