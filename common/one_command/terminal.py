"""What the one-command run says to the person who started it."""

from __future__ import annotations


class Refusal(Exception):
    """The run can't go on; the message is one sentence that says what to do."""


def say(text: str) -> None:
    """Print one line at once."""
    print(text, flush=True)
