"""Letters as their readers get them: sent by the real engine into the file mailbox."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mailing import mailbox
from mailing.tasks import sweep_outbox
from newsletter.tasks import sweep_newsletters

CODE = re.compile(r"^[0-9A-Z]{4}-[0-9A-Z]{4}$", re.MULTILINE)
LINK = re.compile(r"https?://\S+")


@dataclass(frozen=True)
class ReadLetter:
    """A letter out of the mailbox."""

    subject: str
    text: str
    html: str
    headers: dict[str, str]

    @property
    def code(self) -> str:
        """The code, which stands alone on exactly one line."""
        (code,) = CODE.findall(self.text)
        return str(code)

    @property
    def links(self) -> list[str]:
        return LINK.findall(self.text)


def letters_to(email: str) -> list[ReadLetter]:
    """Deliver what is due; return this reader's letters, newest first."""
    sweep_outbox()
    sweep_newsletters()
    return [
        ReadLetter(str(one["subject"]), str(one["text"]), str(one["html"]), dict(one["headers"]))
        for one in mailbox.newest_letters(to=email)
    ]


def newest_letter_to(email: str) -> ReadLetter:
    letters = letters_to(email)
    assert letters, f"no letter came to {email}"
    return letters[0]
