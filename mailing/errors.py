"""What may go wrong with a letter."""


class UnsupportedLetterError(ValueError):
    """A letter that the outbox can't keep whole."""


class UndeliverableAddressError(ValueError):
    """An address that no letter can be sent to; the text says why, for the mail log."""
