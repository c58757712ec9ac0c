"""A real SMTP server on 127.0.0.1 that misbehaves on command."""

# ruff: noqa: N802 (aiosmtpd names its methods after the commands)

from __future__ import annotations

import asyncio
import email
import logging
import ssl
import threading
from collections.abc import Callable
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import default
from enum import Enum
from typing import Any

from aiosmtpd.smtp import SMTP, Envelope, Session

logging.getLogger("mail.log").setLevel(logging.ERROR)


class Mood(Enum):
    """What the server does with one letter."""

    ACCEPT = "accepts it"
    LATER = "answers 451 to the recipient"
    LATER_AFTER_DATA = "takes the letter, then answers 452"
    REFUSE = "answers 550 to the recipient"
    FULL = "answers 552 5.2.2 to the recipient"
    POLICY = "answers 550 5.7.1 to the recipient"
    MOVED = "answers 554 5.1.6 to the recipient"
    LOG_IN = "answers 530 to the recipient"
    BUSY = "answers 421 to the recipient"
    REFUSE_AFTER_DATA = "takes the letter, then answers 554"
    ECHO = "takes the letter, then answers 554 and repeats its words"
    HANG = "never answers"
    DROP_MID_DATA = "closes the connection while the letter comes in"
    CLOSING = "answers 421 to the sender and closes"
    STRANGER = "answers 550 to the sender"
    GOODBYE = "accepts it, then closes the connection"


TO_RECIPIENT = {
    Mood.LATER: "451 Come back later",
    Mood.REFUSE: "550 No such player here",
    Mood.FULL: "552 5.2.2 Mailbox full",
    Mood.POLICY: "550 5.7.1 Your address is on a list",
    Mood.MOVED: "554 5.1.6 Moved away",
    Mood.LOG_IN: "530 5.7.0 Authentication required",
    Mood.BUSY: "421 4.7.0 Too many connections",
}


@dataclass(frozen=True)
class Accepted:
    """A letter that the server took responsibility for."""

    recipient: str
    message_id: str
    data: bytes

    def parsed(self) -> EmailMessage:
        return email.message_from_bytes(self.data, policy=default)


class MoodySMTP(SMTP):
    """aiosmtpd's server with a mood for each letter."""

    async def smtp_MAIL(self, arg: str) -> None:
        mood = self.event_handler.before_letter()
        if mood is Mood.CLOSING:
            await self.push("421 Too many letters on this connection")
            self.transport.close()
            return
        if mood is Mood.STRANGER:
            await self.push("550 5.7.1 We take no letters from you")
            return
        await super().smtp_MAIL(arg)

    async def smtp_DATA(self, arg: str) -> None:
        mood = self.envelope.mood
        if mood is Mood.HANG:
            await asyncio.Event().wait()
        if mood is Mood.DROP_MID_DATA:
            await self.push("354 Go on")
            await self._reader.readline()
            self.transport.abort()
            return
        await super().smtp_DATA(arg)
        if mood is Mood.GOODBYE:
            self.transport.close()


class MailServer:
    """Runs in a thread of its own; `mood_for(recipient)` decides, `accepted` remembers."""

    def __init__(
        self, mood_for: Callable[[str], Mood] | None = None, *, tls: ssl.SSLContext | None = None
    ) -> None:
        self.mood_for = mood_for or (lambda recipient: Mood.ACCEPT)
        self.before_letter: Callable[[], Mood] = lambda: Mood.ACCEPT
        self.accepted: list[Accepted] = []
        self.connections = 0
        # A hundred thousand letters don't fit into memory; their heads do.
        self.keeps_bodies = True
        # Whether it says that commands may come in a row.
        self.pipelining = False
        self.port = 0
        # With it the server offers STARTTLS.
        self.tls = tls
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._protocols: list[MoodySMTP] = []
        self._server: asyncio.Server | None = None

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    def start(self) -> MailServer:
        self._thread.start()
        self._call(self._listen())
        return self

    def stop(self) -> None:
        self._call(self._close())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def refuse_connections(self) -> None:
        self._call(self._close())

    def listen_again(self) -> None:
        self._call(self._listen())

    def recipients(self) -> list[str]:
        return [letter.recipient for letter in self.accepted]

    async def handle_EHLO(
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        session.host_name = hostname
        return ["250-PIPELINING", *responses] if self.pipelining else responses

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        envelope.mood = self.mood_for(address)
        if envelope.mood in TO_RECIPIENT:
            return TO_RECIPIENT[envelope.mood]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if envelope.mood is Mood.LATER_AFTER_DATA:
            return "452 The disk is full"
        if envelope.mood is Mood.REFUSE_AFTER_DATA:
            return "554 That looks like spam"
        if envelope.mood is Mood.ECHO:
            text = email.message_from_bytes(envelope.content, policy=default).get_body(("plain",))
            words = text.get_content().encode("ascii", "ignore").decode()
            return f"554 Spam: {' '.join(words.split())}"
        kept = envelope.content if self.keeps_bodies else envelope.content.partition(b"\r\n\r\n")[0]
        message_id = email.message_from_bytes(kept, policy=default)["Message-ID"]
        self.accepted.append(Accepted(envelope.rcpt_tos[0], str(message_id), kept))
        return "250 Taken"

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_forever()

    def _call(self, work: Any) -> None:
        asyncio.run_coroutine_threadsafe(work, self._loop).result(timeout=10)

    async def _listen(self) -> None:
        self._server = await self._loop.create_server(self._protocol, "127.0.0.1", self.port)
        self.port = self._server.sockets[0].getsockname()[1]

    async def _close(self) -> None:
        if self._server is not None:
            self._server.close()
        for protocol in self._protocols:
            if protocol.transport is not None:
                protocol.transport.abort()
        self._protocols.clear()
        # One turn of the loop lets the connections' tasks see that they are over.
        await asyncio.sleep(0)
        await asyncio.gather(
            *(task for task in asyncio.all_tasks() if task is not asyncio.current_task()),
            return_exceptions=True,
        )

    def _protocol(self) -> MoodySMTP:
        self.connections += 1
        protocol = MoodySMTP(self, hostname="mail.test", loop=self._loop, tls_context=self.tls)
        self._protocols.append(protocol)
        return protocol
