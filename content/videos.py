"""Videos of known hosts, told by their address alone: nothing is ever fetched."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final
from urllib.parse import SplitResult, parse_qs, urlencode, urlsplit

from content.links import clean_link

LABELS: Final = {
    "youtube": "YouTube",
    "vimeo": "Vimeo",
    "twitch": "Twitch",
    "vk": "VK Видео",
    "rutube": "RuTube",
}


@dataclass(frozen=True, slots=True)
class Video:
    """A video by its host's own id; `kind` tells a clip or a channel from a video."""

    provider: str
    id: str
    kind: str = "video"
    key: str = ""
    start: int = 0

    @property
    def label(self) -> str:
        return LABELS[self.provider]


def parse_video(url: str) -> Video | None:
    """Return the video that the address names, or None where no known host serves it."""
    href = clean_link(url)
    if href is None or not href.startswith("http"):
        return None
    parts = urlsplit(href)
    if parts.port not in (None, 80, 443):
        return None
    reader = _READERS.get((parts.hostname or "").rstrip("."))
    return reader(parts) if reader else None


def embed_url(video: Video, host: str) -> str:
    """Return the address of the player's frame; `host` is ours, which Twitch wants to know."""
    return _EMBEDS[video.provider](video, host.partition(":")[0])


def watch_url(video: Video) -> str:
    """Return the address of the video's own page."""
    return _PAGES[video.provider](video)


def _first(parts: SplitResult, name: str) -> str:
    try:
        return parse_qs(parts.query, max_num_fields=50).get(name, [""])[0]
    except ValueError:
        # Nobody's video has so many parameters.
        return ""


def _match(pattern: str, text: str) -> re.Match[str] | None:
    return re.fullmatch(pattern, text, re.ASCII)


_CLOCK = re.compile(r"(?:(\d{1,2})h)?(?:(\d{1,3})m)?(?:(\d{1,5})s?)?", re.ASCII)


def _start(text: str) -> int:
    """Read `90`, `90s` and `1h2m3s` as seconds."""
    found = _CLOCK.fullmatch(text)
    if not found:
        return 0
    hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return hours * 3600 + minutes * 60 + seconds


def _youtube(parts: SplitResult) -> Video | None:
    short = parts.hostname == "youtu.be"
    found = _match(r"/([\w-]{11})/?" if short else r"/(?:shorts|live|embed|v)/([\w-]{11})/?", parts.path)
    name = found[1] if found else ""
    if not found and not short and parts.path in ("/watch", "/watch/"):
        name = _first(parts, "v")
    # A playlist's frame stands where a video's id would.
    if not _match(r"(?!videoseries$)[\w-]{11}", name):
        return None
    return Video("youtube", name, start=_start(_first(parts, "t") or _first(parts, "start")))


def _vimeo(parts: SplitResult) -> Video | None:
    found = _match(
        r"/(?:video/|channels/[\w-]+/|groups/[\w-]+/videos/|showcase/\d+/video/)?(\d{5,12})(?:/([0-9a-f]{6,20}))?/?",
        parts.path,
    )
    if not found:
        return None
    key = found[2] or _first(parts, "h")
    clock = _match(r"t=([\dhms]+)", parts.fragment)
    start = _start(clock[1]) if clock else 0
    return Video("vimeo", found[1], key=key if _match(r"[0-9a-f]{6,20}", key) else "", start=start)


_CHANNEL = r"[a-zA-Z0-9]\w{2,24}"
_CLIP = r"[\w-]{4,100}"
_NO_CHANNELS = frozenset(
    {
        "directory",
        "downloads",
        "drops",
        "inventory",
        "jobs",
        "login",
        "prime",
        "search",
        "settings",
        "signup",
        "store",
        "subscriptions",
        "turbo",
        "wallet",
    }
)


def _twitch(parts: SplitResult) -> Video | None:
    if parts.hostname == "clips.twitch.tv":
        name = _first(parts, "clip") if parts.path.rstrip("/") == "/embed" else parts.path.strip("/")
        return Video("twitch", name, "clip") if _match(_CLIP, name) else None
    if parts.hostname == "player.twitch.tv":
        return _twitch_player(parts)
    if found := _match(r"/videos/(\d{5,15})/?", parts.path):
        return Video("twitch", found[1], start=_start(_first(parts, "t")))
    if found := _match(rf"/{_CHANNEL}/clip/({_CLIP})/?", parts.path):
        return Video("twitch", found[1], "clip")
    found = _match(rf"/({_CHANNEL})/?", parts.path)
    return (
        Video("twitch", found[1].lower(), "channel")
        if found and found[1].lower() not in _NO_CHANNELS
        else None
    )


def _twitch_player(parts: SplitResult) -> Video | None:
    if found := _match(r"v?(\d{5,15})", _first(parts, "video")):
        return Video("twitch", found[1], start=_start(_first(parts, "t") or _first(parts, "time")))
    channel = _first(parts, "channel")
    return Video("twitch", channel.lower(), "channel") if _match(_CHANNEL, channel) else None


def _vk(parts: SplitResult) -> Video | None:
    if parts.path == "/video_ext.php":
        owner, name, key = _first(parts, "oid"), _first(parts, "id"), _first(parts, "hash")
        found = _match(r"(-?\d{1,12})_(\d{1,12})", f"{owner}_{name}")
    else:
        key = ""
        found = _match(r"/(?:[\w.@/-]*/)?(?:video|clip)(-?\d{1,12})_(\d{1,12})/?", parts.path)
        if not found:
            found = _match(r"(?:video|clip)(-?\d{1,12})_(\d{1,12})(?:/.*)?", _first(parts, "z"))
    if not found:
        return None
    key = key if _match(r"[0-9a-f]{8,32}", key) else ""
    return Video("vk", f"{found[1]}_{found[2]}", key=key, start=_start(_first(parts, "t")))


def _rutube(parts: SplitResult) -> Video | None:
    found = _match(r"/(?:video(?:/private)?|shorts|play/embed|embed)/([0-9a-f]{32}|\d{4,12})/?", parts.path)
    if not found:
        return None
    key = _first(parts, "p")
    return Video(
        "rutube", found[1], key=key if _match(r"[\w-]{8,64}", key) else "", start=_start(_first(parts, "t"))
    )


_READERS: Final[dict[str, Callable[[SplitResult], Video | None]]] = {
    **dict.fromkeys(
        (
            "youtube.com",
            "www.youtube.com",
            "m.youtube.com",
            "music.youtube.com",
            "youtube-nocookie.com",
            "www.youtube-nocookie.com",
            "youtu.be",
        ),
        _youtube,
    ),
    **dict.fromkeys(("vimeo.com", "www.vimeo.com", "player.vimeo.com"), _vimeo),
    **dict.fromkeys(
        ("twitch.tv", "www.twitch.tv", "m.twitch.tv", "clips.twitch.tv", "player.twitch.tv"),
        _twitch,
    ),
    **dict.fromkeys(
        ("vk.com", "www.vk.com", "m.vk.com", "vk.ru", "vkvideo.ru", "www.vkvideo.ru", "m.vkvideo.ru"), _vk
    ),
    **dict.fromkeys(("rutube.ru", "www.rutube.ru", "m.rutube.ru"), _rutube),
}


def _address(base: str, **query: str | int) -> str:
    """Return the address with the parts of the query that say something."""
    words = urlencode({name: value for name, value in query.items() if value})
    return f"{base}?{words}" if words else base


def _twitch_embed(video: Video, host: str) -> str:
    if video.kind == "clip":
        return _address("https://clips.twitch.tv/embed", clip=video.id, parent=host)
    if video.kind == "channel":
        return _address("https://player.twitch.tv/", channel=video.id, parent=host)
    return _address(
        "https://player.twitch.tv/", video=f"v{video.id}", parent=host, time=_seconds(video.start)
    )


def _seconds(start: int) -> str:
    return f"{start}s" if start else ""


def _vk_embed(video: Video, _host: str) -> str:
    owner, name = video.id.split("_")
    return _address(
        "https://vkvideo.ru/video_ext.php", oid=owner, id=name, hash=video.key, t=_seconds(video.start)
    )


def _fragment(start: int) -> str:
    return f"#t={start}s" if start else ""


_EMBEDS: Final[dict[str, Callable[[Video, str], str]]] = {
    "youtube": lambda video, _: _address(
        f"https://www.youtube-nocookie.com/embed/{video.id}", start=video.start
    ),
    "vimeo": lambda video, _: (
        _address(f"https://player.vimeo.com/video/{video.id}", h=video.key, dnt=1) + _fragment(video.start)
    ),
    "twitch": _twitch_embed,
    "vk": _vk_embed,
    "rutube": lambda video, _: _address(
        f"https://rutube.ru/play/embed/{video.id}", p=video.key, t=video.start
    ),
}


def _twitch_page(video: Video) -> str:
    if video.kind == "clip":
        return f"https://clips.twitch.tv/{video.id}"
    if video.kind == "channel":
        return f"https://www.twitch.tv/{video.id}"
    return _address(f"https://www.twitch.tv/videos/{video.id}", t=_seconds(video.start))


def _vimeo_page(video: Video) -> str:
    key = f"/{video.key}" if video.key else ""
    return f"https://vimeo.com/{video.id}{key}{_fragment(video.start)}"


def _vk_page(video: Video) -> str:
    if video.key:
        # An unlisted video opens with its key only, which the host takes at this address alone.
        return _vk_embed(video, "")
    return _address(f"https://vkvideo.ru/video{video.id}", t=_seconds(video.start))


def _rutube_page(video: Video) -> str:
    folder = "video/private" if video.key else "video"
    return _address(f"https://rutube.ru/{folder}/{video.id}/", p=video.key, t=video.start)


_PAGES: Final[dict[str, Callable[[Video], str]]] = {
    "youtube": lambda video: _address("https://www.youtube.com/watch", v=video.id, t=_seconds(video.start)),
    "vimeo": _vimeo_page,
    "twitch": _twitch_page,
    "vk": _vk_page,
    "rutube": _rutube_page,
}
