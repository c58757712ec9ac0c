"""What an issue is made of."""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError
from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.blocks import (
    CharBlock,
    ChoiceBlock,
    IntegerBlock,
    ListBlock,
    PageChooserBlock,
    StaticBlock,
    StreamBlock,
    StructBlock,
)
from wagtail.images.blocks import ImageChooserBlock

from ads.models import Category
from content.blocks import FlowBlock
from content.links import clean_link

MOST_LISTINGS = 10
# Browsers drop tabs and line ends first: "/<tab>/host" leads away.
_OWN_PATH = re.compile(r"/(?![/\\])\S*")


class AddressBlock(CharBlock):
    """A full address, or a path of this site."""

    def clean(self, value: str) -> str:
        value = super().clean(value).strip()
        if _OWN_PATH.fullmatch(value):
            return value
        address = clean_link(value)
        if address is None:
            raise ValidationError(_("Give a full address (https://…), or a path of this site (/board/)."))
        return address


class PictureBlock(StructBlock):
    image = ImageChooserBlock(label=gettext_lazy("picture"))
    alt = CharBlock(
        max_length=250, label=gettext_lazy("what it shows, for those who can't see it"), required=False
    )
    caption = CharBlock(max_length=250, required=False, label=gettext_lazy("caption"))

    class Meta:
        icon = "image"


class ButtonBlock(StructBlock):
    label = CharBlock(max_length=60, label=gettext_lazy("words on the button"))
    address = AddressBlock(max_length=500, label=gettext_lazy("address"))

    class Meta:
        icon = "link"


class QuoteBlock(StructBlock):
    text = FlowBlock(label=gettext_lazy("quote"))
    author = CharBlock(max_length=100, required=False, label=gettext_lazy("who said it"))

    class Meta:
        icon = "openquote"


class PickedListingsBlock(StructBlock):
    title = CharBlock(max_length=120, required=False, label=gettext_lazy("heading"))
    listings = ListBlock(
        PageChooserBlock(page_type="board.AdPage", label=gettext_lazy("listing")),
        min_num=1,
        max_num=MOST_LISTINGS,
        label=gettext_lazy("listings"),
    )

    class Meta:
        icon = "pick"


class ListingOrder(TextChoices):
    NEWEST = "newest", gettext_lazy("the newest first")
    ANSWERED = "answered", gettext_lazy("the most answered first")


class NewestListingsBlock(StructBlock):
    title = CharBlock(max_length=120, required=False, label=gettext_lazy("heading"))
    category = ChoiceBlock(
        choices=Category.choices, required=False, label=gettext_lazy("category (empty: every one)")
    )
    # Issues from before this choice have none: the newest first.
    order = ChoiceBlock(
        choices=ListingOrder.choices,
        default=ListingOrder.NEWEST,
        required=False,
        label=gettext_lazy("which"),
    )
    count = IntegerBlock(min_value=1, max_value=MOST_LISTINGS, default=3, label=gettext_lazy("how many"))

    class Meta:
        icon = "list-ul"


class RolesBlock(StructBlock):
    """Its figures are counted when the letter is made."""

    title = CharBlock(max_length=120, required=False, label=gettext_lazy("heading"))

    class Meta:
        icon = "group"


class IssueBody(StreamBlock):
    """The blocks of an issue; `newsletter.compose` knows each by its name."""

    heading = CharBlock(max_length=200, icon="title", label=gettext_lazy("heading"))
    text = FlowBlock(icon="pilcrow", label=gettext_lazy("text"))
    picture = PictureBlock(label=gettext_lazy("picture"))
    button = ButtonBlock(label=gettext_lazy("button"))
    divider = StaticBlock(
        icon="horizontalrule", label=gettext_lazy("divider"), admin_text=gettext_lazy("A line across.")
    )
    quote = QuoteBlock(label=gettext_lazy("quote"))
    picked = PickedListingsBlock(label=gettext_lazy("listings picked by hand"))
    newest = NewestListingsBlock(label=gettext_lazy("listings by a rule"))
    roles = RolesBlock(label=gettext_lazy("wanted and offered this week"))
