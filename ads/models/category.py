"""The ten categories, in the customer's order; the values are the slugs of the public addresses."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy


class Category(models.TextChoices):
    TANKS = "tanks", _("Tanks")
    HEALERS = "healers", _("Healers")
    DPS = "dps", _("DPS")
    TRADERS = "traders", _("Traders")
    GUILDMASTERS = "guildmasters", _("Guildmasters")
    QUESTGIVERS = "questgivers", _("Questgivers")
    BLACKSMITHS = "blacksmiths", _("Blacksmiths")
    LEATHERWORKERS = "leatherworkers", _("Leatherworkers")
    POTION_MAKERS = "potion-makers", _("Potion makers")
    SPELLMASTERS = "spellmasters", _("Spellmasters")

    @property
    def line(self) -> str:
        """One sentence under the category's name."""
        return str(LINES[self])

    def counted(self, count: int) -> str:
        """So many of them, in words: "2 healers"."""
        return str(COUNTED[self] % {"count": count})


LINES = {
    Category.TANKS: _(
        "They walk in first and take the blows. Groups look for them, and they look for a group."
    ),
    Category.HEALERS: _("They heal, revive and cover for other people's mistakes."),
    Category.DPS: _("Blades, bows and fireballs: everyone who makes bosses fall faster."),
    Category.TRADERS: _("Buying, selling, swapping: ore, rarities, whole warehouses."),
    Category.GUILDMASTERS: _("Guilds recruit here, and players choose a home for the long run."),
    Category.QUESTGIVERS: _("Errands, chains and adventures that are no fun alone."),
    Category.BLACKSMITHS: _("Armour, weapons, repairs: from your ore or theirs."),
    Category.LEATHERWORKERS: _("Leather, hides and rare patterns to order."),
    Category.POTION_MAKERS: _("Flasks, elixirs and oils, by the piece and by the crate."),
    Category.SPELLMASTERS: _("Enchantments, scrolls, portals and other subtle matters."),
}

COUNTED = {
    Category.TANKS: ngettext_lazy("%(count)d tank", "%(count)d tanks", "count"),
    Category.HEALERS: ngettext_lazy("%(count)d healer", "%(count)d healers", "count"),
    Category.DPS: ngettext_lazy("%(count)d DPS", "%(count)d DPS", "count"),
    Category.TRADERS: ngettext_lazy("%(count)d trader", "%(count)d traders", "count"),
    Category.GUILDMASTERS: ngettext_lazy("%(count)d guildmaster", "%(count)d guildmasters", "count"),
    Category.QUESTGIVERS: ngettext_lazy("%(count)d questgiver", "%(count)d questgivers", "count"),
    Category.BLACKSMITHS: ngettext_lazy("%(count)d blacksmith", "%(count)d blacksmiths", "count"),
    Category.LEATHERWORKERS: ngettext_lazy("%(count)d leatherworker", "%(count)d leatherworkers", "count"),
    Category.POTION_MAKERS: ngettext_lazy("%(count)d potion maker", "%(count)d potion makers", "count"),
    Category.SPELLMASTERS: ngettext_lazy("%(count)d spellmaster", "%(count)d spellmasters", "count"),
}
