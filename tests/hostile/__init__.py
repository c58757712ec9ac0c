"""Attacks on everything that people write, and a browser that tells whether one of them did anything."""
