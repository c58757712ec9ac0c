"""What an ad's text is made of, as Wagtail blocks."""

from content.blocks.body import AdBody
from content.blocks.rich_text import FlowBlock, LinesBlock
from content.blocks.table import TableGridBlock
from content.blocks.video import VideoAddressBlock

__all__ = ["AdBody", "FlowBlock", "LinesBlock", "TableGridBlock", "VideoAddressBlock"]
