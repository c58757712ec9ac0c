"""How much one text may hold. Sentences about them are in `content.checks`."""

from typing import Final

MAX_RAW_HTML: Final = 400_000  # characters
MAX_RAW_TAGS: Final = 20_000
MAX_RAW_DEPTH: Final = 100

MAX_TEXT: Final = 20_000  # characters
MAX_BLOCKS: Final = 200
MAX_PICTURES: Final = 20
MAX_VIDEOS: Final = 5
MAX_TABLES: Final = 10
MAX_TABLE_ROWS: Final = 50
MAX_TABLE_COLUMNS: Final = 12
MAX_LIST_LEVELS: Final = 4
MAX_ALT: Final = 500  # characters
MAX_LINK: Final = 2_000  # characters

MAX_UPLOAD: Final = 8 * 1024 * 1024  # bytes
MAX_PIXELS: Final = 40_000_000  # of all frames together
MAX_LONG_SIDE: Final = 20_000  # pixels; scaling a line of millions down takes a painter long
MAX_FRAMES: Final = 2_000
MAX_SIDE: Final = 2_560  # pixels; larger stills are scaled down to it
MAX_MOVING_SIDE: Final = 1_280  # pixels; larger animations are scaled down to it
# What painting one picture may take; see docs/adr/0012-pictures-are-painted-by-a-child.md.
PAINT_MEMORY: Final = 256 * 1024 * 1024  # bytes
PAINT_SECONDS: Final = 10  # of a processor
