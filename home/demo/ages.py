"""Ages as the demo's texts write them: `40m`, `9h`, `3d` before now."""

from __future__ import annotations

import re
from datetime import timedelta

UNITS = {"m": "minutes", "h": "hours", "d": "days"}


def parse_age(text: str) -> timedelta:
    """Return the age that a demo text gives.

    Raises:
        ValueError: it isn't a whole number and one of the letters m, h, d.
    """
    found = re.fullmatch(r"(\d+)([mhd])", text)
    if found is None:
        raise ValueError(f"{text!r} is no age: write 40m, 9h or 3d.")
    return timedelta(**{UNITS[found[2]]: int(found[1])})
