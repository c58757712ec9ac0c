"""What may go wrong in a verb, in words for people; doors translate it to HTML or to a problem document."""

from __future__ import annotations

from django.utils.functional import Promise


class DomainError(Exception):
    """A rule of the board forbids what was asked. `str(error)` is a translated sentence for the person.

    `code` is a word for programs where the HTTP status alone tells too little; `members` go with it.
    """

    code = ""

    def __init__(self, message: str | Promise = "") -> None:
        super().__init__(message)
        self.message = message
        self.members: dict[str, object] = {}

    def __str__(self) -> str:
        return str(self.message)


class NotAllowed(DomainError):
    """This person may not do that (403)."""


class NotFound(DomainError):
    """There is no such thing, or it isn't this person's to know (404)."""


class IllegalTransition(DomainError):
    """The state of the thing forbids it now (409)."""


class InvalidInput(DomainError):
    """What was sent can't be accepted (400); `field_errors` ties sentences to fields."""

    def __init__(self, message: str | Promise = "", field_errors: dict[str, list[str]] | None = None) -> None:
        super().__init__(message)
        self.field_errors = field_errors or {}

    def __str__(self) -> str:
        if self.message:
            return str(self.message)
        return " ".join(sentence for sentences in self.field_errors.values() for sentence in sentences)


class TooLarge(InvalidInput):
    """What was sent is too large (413)."""


class WrongType(InvalidInput):
    """What was sent is of a kind that isn't taken (415)."""


class TooMany(DomainError):
    """Asked too often (429); `retry_after` is in seconds."""

    def __init__(self, message: str | Promise, retry_after: int) -> None:
        super().__init__(message)
        self.retry_after = retry_after
