"""From an issue's blocks to a letter: parts, HTML and text, and the bytes for each reader.

Knows the blocks by their names and no model of the newsletter, so that its pages can be built on it.
"""
