"""What the engine expects of a transport, and the three ways in which a transport says no."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Parcel:
    """A letter ready to be handed over: the bare ASCII address and the whole message with CRLF lines."""

    recipient: str
    data: bytes


class LetterRefusedError(Exception):
    """The server refuses this letter for good. `bounced`: because nobody lives at its address."""

    def __init__(self, reason: str, *, bounced: bool = False) -> None:
        super().__init__(reason)
        self.bounced = bounced


class LetterDeferredError(Exception):
    """The server can't take this letter now. `doubtful`: it may have taken it without saying so."""

    def __init__(self, reason: str, *, doubtful: bool = False) -> None:
        super().__init__(reason)
        self.doubtful = doubtful


class TransportDownError(Exception):
    """No letter can be handed over now; this one wasn't even offered."""


class Transport(Protocol):
    """Hands letters over, one after another, over one connection if it has any."""

    def send(self, parcel: Parcel) -> None:
        """Hand one letter over; returning means that it was accepted.

        Raises:
            LetterRefusedError, LetterDeferredError, TransportDownError.
        """

    def close(self) -> None:
        """Say goodbye; the transport may be used again."""
