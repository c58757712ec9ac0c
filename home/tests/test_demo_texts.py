"""The demo's texts: complete, well-formed, believable in dates, and nobody else's."""

import re
from collections import Counter
from datetime import timedelta

import pytest
from selectolax.lexbor import LexborHTMLParser

from accounts.models import User
from accounts.names import clean_display_name
from ads.limits import TITLE_MAX
from ads.models import AdPage, AdStatus, Category
from content.tests.sanitise import sanitise
from content.videos import parse_video
from home.demo.ages import parse_age
from home.demo.facts import parse_week
from home.demo.texts import (
    PICTURE_MARK,
    PICTURES,
    picture_path,
    read_ads,
    read_choices,
    read_letters,
    read_players,
)
from responses.limits import TEXT_MAX
from responses.models import ResponseStatus

ADS = read_ads()
PLAYERS = {player.key: player for player in read_players()}
LETTERS = read_letters()
SOMEBODY_ELSES = re.compile(
    "азерот|лордерон|ульдуар|нордскол|гномреган|штормград|оргриммар|тамриэл|скайрим|рыцарь смерти"
    "|warcraft|tamriel|lineage|diablo|lorem|ipsum"
)
KEPT_TAGS = re.compile(r"<(p|h2|h3|ul|ol|li|blockquote|strong|i|a|table|tr|td|th|img|oembed|figcaption)\b")


def bodies() -> list[tuple[str, str]]:
    return [(ad.key, html) for ad in ADS for html in (ad.body, ad.pending) if html]


def with_pictures(html: str) -> str:
    return PICTURE_MARK.sub("5f0e8f0e-2f5c-4b43-9d3c-0a3c8d1b7a11", html)


def words(html: str) -> list[str]:
    return LexborHTMLParser(html).body.text(separator=" ").split()


def shape(html: str) -> list[str]:
    return KEPT_TAGS.findall(html)


def test_ten_categories_have_eight_ads_each_at_least():
    counts = Counter(ad.category for ad in ADS)
    assert set(counts) == set(Category.values)
    assert min(counts.values()) >= 8
    assert len(ADS) >= 84


def test_every_state_occurs_and_most_ads_are_live():
    counts = Counter(ad.status for ad in ADS)
    assert set(counts) == set(AdStatus.values)
    assert counts["live"] >= 60
    assert counts["in_moderation"] >= 6


def test_live_ads_are_younger_than_their_term():
    assert all(ad.age < timedelta(days=30) for ad in ADS if ad.status == "live")


def test_keys_and_titles_are_unique_and_titles_fit():
    assert len({ad.key for ad in ADS}) == len({ad.title for ad in ADS}) == len(ADS)
    assert all(20 <= len(ad.title) <= min(110, TITLE_MAX) for ad in ADS)
    assert all(ad.kind in AdPage.Kind.values for ad in ADS)


def test_facts_are_said_by_some_and_are_among_the_choices():
    choices = read_choices()
    for fact in ("server", "level", "hours"):
        said = [getattr(ad.facts, fact) for ad in ADS]
        names = {name for value in said for name in ([value] if isinstance(value, str) else value) if name}
        assert names <= set(choices[fact])
        assert len(names) >= 3
    assert sum(bool(ad.facts.week) for ad in ADS) >= 10


def test_a_week_is_written_by_days_and_hours():
    assert parse_week("").hours == []
    assert parse_week("mon wed 21-23, sun 23-25").hours == [0, 21, 22, 69, 70, 167]
    with pytest.raises(ValueError):
        parse_week("someday 1-2")


def test_players_are_known_and_their_names_may_stand_on_the_board():
    assert len({player.email for player in PLAYERS.values()}) == len(PLAYERS) >= 24
    for player in PLAYERS.values():
        assert clean_display_name(player.name) == player.name
        assert player.trust in User.Trust.values
        assert player.email.endswith("@example.com")
    assert {ad.author for ad in ADS} <= set(PLAYERS)


def test_the_demo_author_owns_a_dozen_ads_in_every_state():
    own = [ad for ad in ADS if ad.author == "martha"]
    assert len(own) >= 12
    assert {ad.status for ad in own} == set(AdStatus.values)
    busiest = max(own, key=lambda ad: len(ad.responses))
    assert busiest.status == "live"
    assert len(busiest.responses) >= 14
    assert {response.status for response in busiest.responses} == set(ResponseStatus.values)


def test_the_demo_player_has_sent_responses_in_every_state():
    sent = {response.status for ad in ADS for response in ad.responses if response.player == "bullfinch"}
    assert sent == set(ResponseStatus.values)


def test_trusted_authors_wait_for_no_moderator():
    waiting = {AdStatus.IN_MODERATION, AdStatus.CHANGES_REQUESTED, AdStatus.REJECTED}
    assert not [ad.key for ad in ADS if ad.status in waiting and PLAYERS[ad.author].trust == "trusted"]


def test_a_moderator_says_why():
    explained = {AdStatus.CHANGES_REQUESTED, AdStatus.REJECTED, AdStatus.HIDDEN}
    for ad in ADS:
        assert bool(ad.comment) == (ad.status in explained), ad.key


def test_responses_are_younger_than_the_ad_and_one_per_player():
    assert sum(len(ad.responses) for ad in ADS) >= 120
    for ad in ADS:
        senders = [response.player for response in ad.responses]
        assert len(senders) == len(set(senders)), ad.key
        assert ad.author not in senders
        assert set(senders) <= set(PLAYERS)
        for response in ad.responses:
            assert response.age < ad.age, (ad.key, response.player)
            assert 0 < len(response.text) <= TEXT_MAX


def test_nobody_responds_before_registering():
    for ad in ADS:
        assert ad.age < PLAYERS[ad.author].joined, ad.key
        assert all(response.age < PLAYERS[response.player].joined for response in ad.responses), ad.key


def test_only_the_two_talk_about_a_response_in_order_and_after_it():
    talked = [(ad, response) for ad in ADS for response in ad.responses if response.messages]
    assert len(talked) >= 3
    for ad, response in talked:
        assert {message.player for message in response.messages} <= {ad.author, response.player}
        ages = [response.age, *(message.age for message in response.messages)]
        assert ages == sorted(ages, reverse=True)
        assert all(0 < len(message.text) <= TEXT_MAX for message in response.messages)


def test_unpublished_ads_have_no_responses():
    unpublished = {"draft", "in_moderation", "changes_requested", "rejected"}
    assert not [ad.key for ad in ADS if ad.status in unpublished and ad.responses]


@pytest.mark.parametrize(("key", "html"), bodies())
def test_the_sanitiser_leaves_the_text_as_it_is(key, html):
    html = with_pictures(html)
    clean = sanitise(html)
    assert words(clean) == words(html)
    assert shape(clean) == shape(html)


def test_videos_are_of_the_five_hosts():
    urls = [url for _, html in bodies() for url in re.findall(r'<oembed url="([^"]+)"', html)]
    assert {parse_video(url).provider for url in urls} == {"youtube", "vimeo", "twitch", "vk", "rutube"}


def test_pictures_exist_are_small_described_and_used():
    used = {name for ad in ADS for name in ad.pictures}
    stored = {path.stem for path in PICTURES.glob("*.webp")}
    assert used == stored == {path.stem for path in (PICTURES / "sources").glob("*.svg")}
    assert len(stored) >= 18
    assert all(picture_path(name).stat().st_size <= 60_000 for name in stored)
    for key, html in bodies():
        assert all(len(image.attributes["alt"]) > 15 for image in LexborHTMLParser(html).css("img")), key


def test_links_lead_to_addresses_kept_for_examples():
    links = [url for _, html in bodies() for url in re.findall(r'href="([^"]+)"', html)]
    assert links
    assert all(re.match(r"https://[a-z.]*example\.(org|com)/", url) for url in links)


def test_no_filler_and_no_names_from_real_games():
    texts = [f"{ad.title} {ad.body} {' '.join(r.text for r in ad.responses)}".casefold() for ad in ADS]
    assert not [found for text in texts for found in SOMEBODY_ELSES.findall(text)]


def test_letters_are_sent_but_for_one_draft_and_pick_live_ads():
    assert Counter(letter.status for letter in LETTERS) == {"sent": 3, "draft": 1}
    live = {ad.key: ad.age for ad in ADS if ad.status == "live"}
    for letter in LETTERS:
        assert letter.title
        assert letter.subject
        assert letter.preheader
        picked = [item.text(strip=True) for part in letter.parts for item in part.css("ul.listings li")]
        assert all(live[key] > letter.age or letter.status == "draft" for key in picked), letter.key


def test_an_age_is_a_number_and_a_unit():
    assert parse_age("36h") == timedelta(hours=36)
    with pytest.raises(ValueError, match="is no age"):
        parse_age("soon")
