"""Places at the doors: the form, the API, the listing's page and the card."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import translation
from rest_framework.test import APIClient

from accounts.tests.factories import UserFactory
from ads.models import AdPage, BoardRules
from ads.services.slots import fill_slot
from ads.tests.factories import AdFactory, places

pytestmark = pytest.mark.django_db
LISTINGS = "/api/v1/listings/"
TEXT = {"title": "Собираем рейд", "category": "guildmasters", "body": "<p>Вечером.</p>"}


def client_of(user) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(user)
    return client


def api_of(user) -> APIClient:
    client = APIClient()
    client.force_login(user)
    return client


def posted(client: Client, address: str, **fields: str):
    return client.post(address, {**TEXT, "action": "save", **fields})


def test_the_form_takes_ten_numbers_and_shows_them_again():
    author = UserFactory()
    client = client_of(author)
    answer = posted(client, "/my/listings/new/", slots_tanks="1", slots_healers="2", slots_dps="0")
    assert answer.status_code == 302
    ad = AdPage.objects.get()
    assert ad.slots == places(tanks=1, healers=2)
    page = client.get(answer["Location"]).content.decode()
    assert 'name="slots_healers" value="2"' in page
    assert '<details class="wanted" open>' in page
    posted(client, answer["Location"])
    assert AdPage.objects.get().slots == places(tanks=1, healers=2), "a form without the fields keeps them"
    posted(client, answer["Location"], slots_tanks="", slots_healers="")
    assert AdPage.objects.get().slots == []


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"slots_tanks": "41"}, "less than or equal to 40"),
        ({"slots_tanks": "-1"}, "greater than or equal to 0"),
        ({"slots_tanks": "two"}, "Enter a whole number."),
        ({"slots_tanks": "40", "slots_dps": "40"}, "More than 60 places"),
        (
            dict.fromkeys(
                [
                    "slots_tanks",
                    "slots_healers",
                    "slots_dps",
                    "slots_traders",
                    "slots_blacksmiths",
                    "slots_questgivers",
                ],
                "1",
            ),
            "At most 5 roles",
        ),
    ],
)
def test_the_form_says_what_is_too_many(fields, sentence):
    answer = posted(client_of(UserFactory()), "/my/listings/new/", **fields)
    assert answer.status_code == 200
    assert sentence in answer.content.decode()
    assert '<details class="wanted" open>' in answer.content.decode()
    assert not AdPage.objects.exists()


def test_the_api_takes_and_tells_places():
    author = UserFactory()
    api = api_of(author)
    made = api.post(LISTINGS, {**TEXT, "slots": places(healers=2, tanks=1)}, format="json").json()
    zero = [{"role": "tanks", "wanted": 1, "filled": 0}, {"role": "healers", "wanted": 2, "filled": 0}]
    assert (made["slots"], made["is_full"]) == (zero, False)
    address = f"{LISTINGS}{made['id']}/"
    AdPage.objects.get().get_latest_revision().publish(skip_permission_checks=True)
    assert APIClient().get(LISTINGS).json()["results"][0]["slots"] == zero
    pending = api.patch(address, {"slots": places(tanks=1)}, format="json").json()
    assert pending["slots"] == zero
    assert pending["pending"]["slots"] == places(tanks=1)
    assert api.patch(address, {"title": "Другое имя"}, format="json").json()["pending"]["slots"] == places(
        tanks=1
    )
    fill_slot(ad_id=made["id"], role="healers")
    refused = api.patch(address, {"slots": []}, format="json")
    assert (refused.status_code, list(refused.json()["errors"])) == (400, ["slots"])


@pytest.mark.parametrize(
    "slots",
    [
        "healers",
        ["healers"],
        [{"role": "cooks", "wanted": 1}],
        [{"role": "healers"}],
        [{"role": "healers", "wanted": 0}],
        [{"role": "healers", "wanted": 41}],
        places(healers=1) * 2,
        None,
    ],
)
def test_the_api_refuses_nonsense_at_its_field(slots):
    answer = api_of(UserFactory()).post(LISTINGS, {**TEXT, "slots": slots}, format="json")
    assert answer.status_code == 400
    assert any(field.startswith("slots") for field in answer.json()["errors"])


def test_the_page_shows_who_is_there_and_the_card_who_is_wanted():
    ad = AdFactory(live=True, slots=places(tanks=1, healers=2))
    visitor = Client(headers={"accept-language": "en"})
    fill_slot(ad_id=ad.pk, role="healers")
    page = visitor.get(ad.public_path).content.decode()
    assert "1 of 3" in page
    assert "1 tank more" in page
    assert 'aria-label="1 of 2"' in page
    assert "1 tank, 1 healer wanted" in visitor.get("/board/").content.decode()
    assert "Нужны 1 танк, 1 хил" in Client(headers={"accept-language": "ru"}).get("/board/").content.decode()
    for role in ("healers", "tanks"):
        fill_slot(ad_id=ad.pk, role=role)
    page = visitor.get(ad.public_path).content.decode()
    assert "Everybody is found" in page
    assert "<span>all places are taken</span>" in page
    assert "open until" not in page
    assert "Sign in to respond" not in page
    assert "everybody is found" in visitor.get("/board/").content.decode()
    assert "takes no responses; free one" in client_of(ad.owner).get(ad.public_path).content.decode()


def test_the_moderators_preview_shows_the_places():
    ad = AdFactory(slots=places(healers=2))
    page = client_of(ad.owner).get(f"/my/listings/{ad.pk}/preview/").content.decode()
    assert "2 healers more" in page


@pytest.mark.parametrize(("count", "words"), [(1, "1 хил"), (2, "2 хила"), (5, "5 хилов"), (21, "21 хил")])
def test_russian_counts_healers(count, words):
    ad = AdFactory(slots=places(healers=count))
    with translation.override("ru"):
        assert ad.roster.slots[0].needs == words


def test_the_line_for_the_chat_is_offered_while_a_listing_is_live(settings):
    settings.BASE_URL = "https://tavern.example"
    rules = BoardRules.load()
    rules.chat_line_length = 60
    rules.save()
    ad, draft = AdFactory(live=True, title="Ищем хила " * 9), AdFactory()
    visitor = Client(headers={"accept-language": "en"})
    line = f"Ищем хила Ищем… [Healers] https://tavern.example/board/{ad.pk}/"
    assert f'data-copy="{line}"' in visitor.get(ad.public_path).content.decode()
    assert f'data-copy="{line}"' in client_of(ad.owner).get("/my/listings/").content.decode()
    assert "data-copy" not in client_of(draft.owner).get(draft.public_path).content.decode()
    assert visitor.get(f"/board/{ad.pk}/")["Location"] == ad.public_path


def test_a_moderator_reads_the_places_in_the_cms_and_does_not_change_them():
    ad = AdFactory(submitted=True, slots=places(tanks=1, healers=2))
    moderator = client_of(UserFactory(moderator=True))
    address = f"/cms/pages/{ad.pk}/edit/"
    page = moderator.get(address)
    assert "1 tank, 2 healers" in page.content.decode()
    assert "slots" not in page.context["form"].fields
