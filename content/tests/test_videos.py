"""Videos are told by their address alone."""

import pytest

from content.videos import Video, embed_url, parse_video, watch_url

YOUTUBE = Video("youtube", "dQw4w9WgXcQ")
PRIVATE = "a" * 32


@pytest.mark.parametrize(
    ("url", "video"),
    [
        ("https://www.youtube.com/watch?v=dQw4w9WgXcQ", YOUTUBE),
        ("http://youtube.com/watch?list=x&v=dQw4w9WgXcQ&feature=y", YOUTUBE),
        ("https://m.youtube.com/watch?v=dQw4w9WgXcQ&t=1h2m3s", Video("youtube", "dQw4w9WgXcQ", start=3723)),
        ("https://youtu.be/dQw4w9WgXcQ?t=43&si=z", Video("youtube", "dQw4w9WgXcQ", start=43)),
        ("https://www.youtube.com/shorts/dQw4w9WgXcQ", YOUTUBE),
        ("https://www.youtube.com/live/dQw4w9WgXcQ?feature=share", YOUTUBE),
        (
            "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?start=5",
            Video("youtube", "dQw4w9WgXcQ", start=5),
        ),
        ("https://vimeo.com/123456789", Video("vimeo", "123456789")),
        ("https://vimeo.com/123456789/abcdef1234", Video("vimeo", "123456789", key="abcdef1234")),
        (
            "https://player.vimeo.com/video/123456789?h=abcdef1234",
            Video("vimeo", "123456789", key="abcdef1234"),
        ),
        ("https://vimeo.com/channels/staff/123456789#t=90s", Video("vimeo", "123456789", start=90)),
        ("https://www.twitch.tv/videos/1234567890?t=1h", Video("twitch", "1234567890", start=3600)),
        ("https://clips.twitch.tv/BoldClip-Name_1", Video("twitch", "BoldClip-Name_1", "clip")),
        ("https://www.twitch.tv/somebody/clip/BoldClip", Video("twitch", "BoldClip", "clip")),
        ("https://twitch.tv/SomeBody", Video("twitch", "somebody", "channel")),
        ("https://player.twitch.tv/?video=v1234567890&parent=x", Video("twitch", "1234567890")),
        ("https://vk.com/video-123_456", Video("vk", "-123_456")),
        ("https://vkvideo.ru/video123_456?t=30s", Video("vk", "123_456", start=30)),
        ("https://vk.com/clip-123_456", Video("vk", "-123_456")),
        ("https://vk.com/feed?z=video-123_456%2Fabc", Video("vk", "-123_456")),
        (
            "https://vk.com/video_ext.php?oid=-123&id=456&hash=0123456789abcdef&hd=2",
            Video("vk", "-123_456", key="0123456789abcdef"),
        ),
        (f"https://rutube.ru/video/{PRIVATE}/", Video("rutube", PRIVATE)),
        (
            f"https://rutube.ru/video/private/{PRIVATE}/?p=AbCd_1234-x",
            Video("rutube", PRIVATE, key="AbCd_1234-x"),
        ),
        (f"https://rutube.ru/play/embed/{PRIVATE}?t=7", Video("rutube", PRIVATE, start=7)),
        (f"https://rutube.ru/shorts/{PRIVATE}/", Video("rutube", PRIVATE)),
    ],
)
def test_every_way_to_write_the_address_of_a_known_host_is_read(url, video):
    assert parse_video(url) == video
    assert parse_video(watch_url(video)) == video
    assert parse_video(embed_url(video, "tavern.example")) == video


@pytest.mark.parametrize(
    "url",
    [
        "",
        "https://www.youtube.com/",
        "https://www.youtube.com/watch?v=short",
        "https://www.youtube.com/watch?v=dQw4w9WgXcQ%22%3E%3Cscript%3E",
        "https://www.youtube.com/embed/videoseries?list=PL1",
        "https://www.youtube.com/watch?" + "a=1&" * 60 + "v=dQw4w9WgXcQ",
        "https://www.youtube.com/embed/dQw4w9Wg%58cQ",
        "https://www.youtube.com/embed/..%2Fredirect",
        "https://y\u043eutube.com/watch?v=dQw4w9WgXcQ",
        "https://youtube\u3002com/watch?v=dQw4w9WgXcQ",
        "https://youtube.com%2eevil.example/watch?v=dQw4w9WgXcQ",
        "https://youtube.com:99999/watch?v=dQw4w9WgXcQ",
        "https://[youtube.com/watch?v=dQw4w9WgXcQ",
        "https://www.twitch.tv/turbo",
        "https://vk.com/away.php?to=https://evil.example",
        "https://www.youtube.com.evil.example/watch?v=dQw4w9WgXcQ",
        "https://evil.example/youtube.com/watch?v=dQw4w9WgXcQ",
        "https://youtube.com@evil.example/watch?v=dQw4w9WgXcQ",
        "https://evil.example#youtube.com/watch?v=dQw4w9WgXcQ",
        "https://evil.example\\@youtube.com/watch?v=dQw4w9WgXcQ",
        "https://youtube.com:8443/watch?v=dQw4w9WgXcQ",
        "javascript://youtube.com/watch?v=dQw4w9WgXcQ",
        "//youtube.com/watch?v=dQw4w9WgXcQ",
        "https://notyoutube.com/watch?v=dQw4w9WgXcQ",
        "https://vimeo.com/about",
        "https://www.twitch.tv/directory",
        "https://vk.com/id1",
        "https://vk.com/video_ext.php?oid=1&id=x",
        "https://rutube.ru/video/person/1/",
        "https://rutube.ru/",
    ],
)
def test_anything_else_is_no_video(url):
    assert parse_video(url) is None


def test_twitch_is_told_our_host_without_its_port():
    assert embed_url(Video("twitch", "x1y2", "channel"), "tavern.example:8000") == (
        "https://player.twitch.tv/?channel=x1y2&parent=tavern.example"
    )


@pytest.mark.parametrize(
    "video",
    [
        YOUTUBE,
        Video("vimeo", "1"),
        Video("twitch", "1"),
        Video("twitch", "x", "clip"),
        Video("vk", "-1_2"),
        Video("rutube", "1"),
    ],
)
def test_every_frame_comes_from_a_host_of_the_content_security_policy(video, settings):
    assert embed_url(video, "x").startswith(tuple(f"{host}/" for host in settings.VIDEO_FRAME_HOSTS))
    assert video.label
