"""Quotation marks within quotation marks."""

from __future__ import annotations

INNER = {"«": "„", "»": "“"}


def nest_quotes(text: str) -> str:
    """Write guillemets within guillemets as Russian does: «Шаман из „Дозора“»; leave what isn’t in pairs."""
    if text.count("«") != text.count("»"):
        return text
    depth, signs = 0, []
    for sign in text:
        if sign == "«":
            depth += 1
        signs.append(INNER[sign] if sign in INNER and depth > 1 else sign)
        if sign == "»":
            depth -= 1
    return "".join(signs)
