"""One line for the game's chat: title, category and short address, safe to paste and never too long."""

from __future__ import annotations

import re
import unicodedata

# A client reads these as commands when a message begins with them.
COMMAND_SIGNS = "/.!@#\\-~ "
# Its escapes begin with a bar or a brace, and %t becomes the target's name.
ESCAPES = str.maketrans({"|": "/", "{": "(", "}": ")"})
SUBSTITUTION = re.compile(r"%(?=[a-z])", re.IGNORECASE)
TAIL = " ,.;:!?—–-…"


def chat_line(*, title: str, category: str, address: str, length: int) -> str:
    """Return the line, at most `length` characters long: of the three, the title is shortened first.

    Where category and address alone are too long, the address stands alone.
    """
    end = f"[{category}] {address}"
    if len(end) > length:
        return address
    beginning = shortened(harmless(title), length - len(end) - 1)
    return f"{beginning} {end}" if beginning else end


def harmless(text: str) -> str:
    """Return one line without invisible signs, commands and the game's own escapes."""
    visible = "".join(" " if sign.isspace() else sign for sign in text if sign.isspace() or _is_visible(sign))
    calm = SUBSTITUTION.sub("% ", visible.translate(ESCAPES))
    return " ".join(calm.split()).lstrip(COMMAND_SIGNS)


def shortened(text: str, room: int) -> str:
    """Cut the text at a word, with an ellipsis, so that it fits; "" where hardly anything would be left."""
    if len(text) <= room:
        return text
    if room < 2:
        return ""
    kept = text[: room - 1]
    words, gap, _rest = kept.rpartition(" ")
    if text[len(kept)] != " " and gap:
        kept = words
    while kept and unicodedata.combining(text[len(kept)]):
        kept = kept[:-1]
    kept = kept.rstrip(TAIL)
    return f"{kept}…" if kept else ""


def _is_visible(sign: str) -> bool:
    """Neither a control nor a format character: no line break, nothing that turns the text round."""
    return not unicodedata.category(sign).startswith("C")
