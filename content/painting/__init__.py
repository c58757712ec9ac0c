"""Decoding and painting anew, in a process that may die of it."""

from content.painting.parent import CannotPaint, Painted, TakesTooMuch, paint

__all__ = ["CannotPaint", "Painted", "TakesTooMuch", "paint"]
