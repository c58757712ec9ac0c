"""The time zones that our players live in, west to east."""

from __future__ import annotations

from datetime import datetime, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.week import zone as known_zone

CITIES = {
    "UTC": _("Greenwich"),
    "Europe/London": _("London"),
    "Europe/Berlin": _("Berlin"),
    "Europe/Warsaw": _("Warsaw"),
    "Europe/Kaliningrad": _("Kaliningrad"),
    "Europe/Riga": _("Riga"),
    "Europe/Chisinau": _("Chisinau"),
    "Europe/Kyiv": _("Kyiv"),
    "Asia/Jerusalem": _("Jerusalem"),
    "Europe/Minsk": _("Minsk"),
    "Europe/Moscow": _("Moscow"),
    "Europe/Istanbul": _("Istanbul"),
    "Europe/Samara": _("Samara"),
    "Asia/Tbilisi": _("Tbilisi"),
    "Asia/Yerevan": _("Yerevan"),
    "Asia/Baku": _("Baku"),
    "Asia/Yekaterinburg": _("Yekaterinburg"),
    "Asia/Almaty": _("Almaty"),
    "Asia/Tashkent": _("Tashkent"),
    "Asia/Bishkek": _("Bishkek"),
    "Asia/Omsk": _("Omsk"),
    "Asia/Novosibirsk": _("Novosibirsk"),
    "Asia/Krasnoyarsk": _("Krasnoyarsk"),
    "Asia/Irkutsk": _("Irkutsk"),
    "Asia/Yakutsk": _("Yakutsk"),
    "Asia/Vladivostok": _("Vladivostok"),
    "Asia/Magadan": _("Magadan"),
    "Asia/Kamchatka": _("Kamchatka"),
}


def zone_named(name: str) -> tzinfo:
    """Return a player's zone; the board's own where the name is none that the machine knows."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return timezone.get_default_timezone()


def choices() -> list[tuple[str, str]]:
    """Return zones with their labels of today, such as "Moscow, UTC+3"."""
    now = timezone.now()
    return [(zone, f"{city}, {_offset(zone, now)}") for zone, city in CITIES.items()]


def place_of(zone: str) -> str:
    """Return a zone's label of today; of one that isn't among ours its name alone."""
    return f"{CITIES.get(zone, zone)}, {_offset(zone, timezone.now())}"


def _offset(zone: str, now: datetime) -> str:
    offset = now.astimezone(known_zone(zone)).utcoffset()
    minutes = int(offset.total_seconds() // 60) if offset else 0
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'−' if minutes < 0 else '+'}{hours}" + (f":{rest:02}" if rest else "")
