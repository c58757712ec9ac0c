"""Doors of moderation: players' pages, and the moderators' part of the CMS."""
