"""Facts of the game in the API: given, taken, refused, listed by."""

import pytest
from rest_framework.test import APIClient

from accounts.tests.factories import UserFactory
from ads.models import BoardEntry, Server
from ads.selectors.facts import fact_choices
from ads.tests.game import EVENINGS, LEVEL, NIGHTS, NORTH, SOUTH, form_with, told
from common.tests.fresh_cache import empty_cache

pytestmark = pytest.mark.django_db
LISTINGS = "/api/v1/listings/"


def client_of(user=None):
    client = APIClient()
    if user is not None:
        client.force_login(user)
    return client


def titles(page):
    return {row["title"] for row in page.json()["results"]}


def test_the_api_takes_what_it_gives(choices):
    author = UserFactory(time_zone="Asia/Omsk")
    week = [[20, 21], [], [], [], [], [], [0]]
    facts = {"server": NORTH, "level": LEVEL, "hours": [NIGHTS], "week": week}
    made = client_of(author).post(LISTINGS, form_with(kind="wanted", facts=facts), format="json").json()
    assert made["facts"] == facts | {"time_zone": "Asia/Omsk"}
    address = f"{LISTINGS}{made['id']}/"
    changed = client_of(author).patch(address, {"facts": {"server": ""}}, format="json").json()
    assert changed["facts"] == made["facts"] | {"server": ""}
    elsewhere = {"week": week, "time_zone": "Europe/Berlin"}
    assert client_of(author).patch(address, {"facts": elsewhere}, format="json").json()["facts"] == (
        changed["facts"] | elsewhere
    )
    assert client_of(author).patch(address, {"title": "Иначе"}, format="json").json()["facts"]["hours"]


def test_the_api_refuses_what_can_not_be(choices):
    client = client_of(UserFactory())
    wrong = {
        "server": [{"server": "nowhere"}, {"server": ["x"]}],
        "hours": [{"hours": ["noon"]}, {"hours": "noon"}, {"hours": ["x"] * 21}],
        "facts.week": [{"week": [[]] * 6}, {"week": "x"}],
        "facts.time_zone": [{"time_zone": "Mars/Olympus", "week": [[]] * 7}],
    }
    for field, bodies in wrong.items():
        for facts in bodies:
            answer = client.post(LISTINGS, form_with(facts=facts), format="json")
            assert answer.status_code == 400, facts
            assert any(name.startswith((field, f"facts.{field}")) for name in answer.json()["errors"]), facts
    for facts in ({"week": [[24], *[[]] * 6]}, {"week": [[True], *[["x"]] * 6]}, [], "x"):
        assert client.post(LISTINGS, form_with(facts=facts), format="json").status_code == 400
    assert client.post(LISTINGS, form_with(kind="sold"), format="json").status_code == 400
    assert not BoardEntry.objects.exists()


def test_the_api_lists_by_facts_and_names_the_choices(choices):
    north, south = told(server=NORTH, level=LEVEL, kind="wanted"), told(server=SOUTH, hours=[NIGHTS])
    client = client_of()
    for query, ad in (
        ({"server": NORTH}, north),
        ({"level": LEVEL}, north),
        ({"kind": "wanted"}, north),
        ({"hours": NIGHTS, "q": "хила"}, south),
    ):
        assert titles(client.get(LISTINGS, query)) == {ad.title}
    for wrong in ({"server": "nowhere"}, {"level": "1"}, {"hours": "noon"}, {"kind": "sold"}):
        answer = client.get(LISTINGS, wrong)
        assert (answer.status_code, set(answer.json()["errors"])) == (400, set(wrong))
    Server.objects.filter(pk=SOUTH).update(retired=True)
    empty_cache()
    assert client.get("/api/v1/facts/").json() == {
        "server": [{"slug": NORTH, "name": "Северный тракт"}],
        "level": [{"slug": LEVEL, "name": "60–70"}],
        "hours": [{"slug": EVENINGS, "name": "будни вечером"}, {"slug": NIGHTS, "name": "ночью"}],
    }
    assert fact_choices().knows("server", SOUTH)
