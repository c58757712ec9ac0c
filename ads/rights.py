"""Rights of the board that are no model's own."""

PUBLISH_PATCH = "board.publish_patch"
