"""Settings of notifications, and the buttons that mute a listing or block a player."""

from __future__ import annotations

import pytest
from django.test import Client

from accounts.tests.factories import UserFactory
from ads.tests.factories import AdFactory
from notifications import kinds, selectors, services
from notifications.models import Block, Channel, Mute, Rhythm

pytestmark = pytest.mark.django_db
SETTINGS, CENTRE = "/my/settings/", "/my/notifications/"


@pytest.fixture
def player():
    return UserFactory(language="en")


@pytest.fixture
def signed_in(player) -> Client:
    client = Client(headers={"Accept-Language": "en"})
    client.force_login(player)
    return client


def choices(**others):
    chosen = {f"letters-{kind.slug}": "at_once" for kind in kinds.all_kinds()}
    return {"panel": "letters"} | chosen | others


def test_the_way_of_each_kind_is_chosen_in_the_settings(signed_in, player):
    page = signed_in.get(SETTINGS)
    form = next(part["form"] for part in page.context["sections"] if part["panel"].slug == "letters")
    ways = {name: field.initial for name, field in form.fields.items()}
    # A patch concerns everybody at once.
    assert ways.pop("patch-out") == Channel.SITE
    assert set(ways.values()) == {Channel.AT_ONCE}
    assert "letters-ad-approved" in page.text

    sent = choices(**{"letters-response-received": "digest", "letters-ad-approved": "off"})
    assert signed_in.post(SETTINGS, sent).status_code == 302
    chosen = selectors.chosen_channels(player)
    assert (chosen["response-received"], chosen["ad-approved"]) == ("digest", "off")
    assert chosen["response-accepted"] == "at_once"

    refused = signed_in.post(SETTINGS, choices(**{"letters-ad-approved": "pigeon"}))
    assert refused.status_code == 200
    assert selectors.chosen_channels(player) == chosen


def test_the_hours_of_letters_are_set_and_taken_back(signed_in, player):
    hours = {"panel": "rhythm", "rhythm-digest_hour": "9"}
    quiet = {"rhythm-quiet_from": "23", "rhythm-quiet_until": "7"}
    assert signed_in.post(SETTINGS, hours | quiet).status_code == 302
    rhythm = Rhythm.objects.get(pk=player.pk)
    assert (rhythm.digest_hour, rhythm.quiet_from, rhythm.quiet_until) == (9, 23, 7)
    assert '<option value="23" selected>23:00' in signed_in.get(SETTINGS).text

    half = signed_in.post(SETTINGS, hours | {"rhythm-quiet_from": "23", "rhythm-quiet_until": ""})
    assert "Say from when and until when" in half.text
    signed_in.post(SETTINGS, hours | {"rhythm-quiet_from": "", "rhythm-quiet_until": ""})
    assert Rhythm.objects.get(pk=player.pk).quiet_from is None


def test_a_player_is_blocked_on_the_profile_and_heard_again_in_the_settings(signed_in, player):
    other, third = UserFactory(), UserFactory()
    page = signed_in.get(other.get_absolute_url())
    assert f"{CENTRE}players/{other.pk}/block/" in page.text
    for who in (other, third):
        answer = signed_in.post(f"{CENTRE}players/{who.pk}/block/", {"next": other.get_absolute_url()})
        assert answer.url == other.get_absolute_url()
    assert f"{CENTRE}players/{other.pk}/unblock/" in signed_in.get(other.get_absolute_url()).text
    assert other.display_name in signed_in.get(SETTINGS).text

    signed_in.post(SETTINGS, {"panel": "silenced", "silenced-players": [third.pk]})
    assert list(Block.objects.values_list("blocked", flat=True)) == [third.pk]
    signed_in.post(f"{CENTRE}players/{third.pk}/unblock/")
    assert not Block.objects.exists()


def test_nobody_is_offered_to_block_oneself_or_without_signing_in(signed_in, player):
    other = UserFactory()
    assert "/block/" not in signed_in.get(player.get_absolute_url()).text
    assert "/block/" not in Client().get(other.get_absolute_url()).text
    signed_in.post(f"{CENTRE}players/{player.pk}/block/")
    assert not Block.objects.exists()


def test_a_listing_is_muted_at_its_notification_and_heard_again(signed_in, player):
    ad = AdFactory(live=True, author=player, title="Рейд на Громовержца")
    services.notify(
        recipient=player,
        kind="response-received",
        key="response-received:0",
        context={"who": "Марта", "listing": ad.title},
        url="/",
        listing_id=ad.pk,
    )
    assert f"{CENTRE}listings/{ad.pk}/mute/" in signed_in.get(CENTRE).text
    assert signed_in.post(f"{CENTRE}listings/{ad.pk}/mute/", {"next": "https://evil.example/"}).url == CENTRE
    assert Mute.objects.get().listing_id == ad.pk
    assert "Рейд на Громовержца" in signed_in.get(SETTINGS).text
    signed_in.post(SETTINGS, {"panel": "silenced"})
    assert not Mute.objects.exists()
    signed_in.post(f"{CENTRE}listings/{ad.pk}/mute/")
    signed_in.post(f"{CENTRE}listings/{ad.pk}/unmute/")
    assert not Mute.objects.exists()


def test_muting_tells_nothing_of_what_is_not_ones_to_know(signed_in, player):
    draft = AdFactory(title="Тайный черновик")
    assert signed_in.post(f"{CENTRE}listings/{draft.pk}/mute/").status_code == 404
    assert signed_in.post(f"{CENTRE}listings/999999/mute/").status_code == 404
    Mute.objects.create(user=player, listing_id=draft.pk)
    page = signed_in.get(SETTINGS)
    assert "a listing that is gone" in page.text
    assert "Тайный черновик" not in page.text


@pytest.mark.parametrize(
    "door", ["players/{}/block/", "players/{}/unblock/", "listings/{}/mute/", "listings/{}/unmute/"]
)
def test_the_doors_take_a_press_of_who_is_signed_in(signed_in, door):
    address = CENTRE + door.format(UserFactory().pk)
    assert signed_in.get(address).status_code == 405
    assert Client().post(address).url.startswith("/accounts/login/")
    if door == "players/{}/block/":
        assert signed_in.post(CENTRE + door.format(999_999)).status_code == 404
