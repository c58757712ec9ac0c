"""The board, its ads, and the narrow table that lists are read from."""

from ads.models.category import Category
from ads.models.drafts import WritingDraft, draft_uid_of
from ads.models.entries import BoardEntry
from ads.models.facts import FACTS, GameFact, LevelRange, PlayHours, Server
from ads.models.pace import AnswerPace
from ads.models.pages import AdPage, BoardPage
from ads.models.patches import Patch
from ads.models.pictures import Picture, PictureRendition, PictureUse
from ads.models.review import AdReviewTask
from ads.models.rules import BoardRules
from ads.models.slots import RoleSlot
from ads.models.status import LEGAL_MOVES, VISIBLE_STATUSES, AdStatus, PendingEdit

__all__ = [
    "FACTS",
    "LEGAL_MOVES",
    "VISIBLE_STATUSES",
    "AdPage",
    "AdReviewTask",
    "AdStatus",
    "AnswerPace",
    "BoardEntry",
    "BoardPage",
    "BoardRules",
    "Category",
    "GameFact",
    "LevelRange",
    "Patch",
    "PendingEdit",
    "Picture",
    "PictureRendition",
    "PictureUse",
    "PlayHours",
    "RoleSlot",
    "Server",
    "WritingDraft",
    "draft_uid_of",
]
