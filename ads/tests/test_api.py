"""The listings' API: the contract, and every refusal as a problem document."""

import json

import pytest
from rest_framework.test import APIClient

from accounts.tests.factories import UserFactory
from ads import services
from ads.errors import ReviewOutdated
from ads.models import AdPage, AdStatus, BoardEntry, Category
from ads.tests.factories import AdFactory

pytestmark = pytest.mark.django_db
LISTINGS = "/api/v1/listings/"


def client_of(user=None):
    client = APIClient()
    if user is not None:
        client.force_login(user)
    return client


def given(**more):
    return {"title": "Куплю руду, сорок стопок", "category": "traders", "body": "<p>Любую.</p>", **more}


def test_categories_stand_in_the_customers_order():
    AdFactory(live=True)
    rows = client_of().get("/api/v1/categories/").json()
    assert [row["slug"] for row in rows] == Category.values
    assert rows[1]["count"] == 1


def test_posting_makes_a_draft():
    answer = client_of(UserFactory()).post(LISTINGS, given(), format="json")
    assert answer.status_code == 201
    assert answer.json()["status"] == "draft"
    assert answer.json()["body"] == "<p>Любую.</p>"


def test_anonymous_posting_is_401():
    answer = client_of().post(LISTINGS, given(), format="json")
    assert answer.status_code == 401
    assert answer["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", ""),
        ("title", "x" * 121),
        ("category", "cooks"),
        ("category", ""),
        ("body", "<p>" + "я" * 30_000),
    ],
)
def test_invalid_input_is_400_at_its_field(field, value):
    answer = client_of(UserFactory()).post(LISTINGS, given(**{field: value}), format="json")
    assert answer.status_code == 400
    assert field in answer.json()["errors"]
    assert not BoardEntry.objects.exists()


def test_bodies_that_are_no_listing_are_refused_whatever_they_are():
    ad = AdFactory()
    client = client_of(ad.owner)
    for path, method in ((LISTINGS, client.post), (f"{LISTINGS}{ad.pk}/", client.patch)):
        for wrong in (
            [],
            "слова",
            7,
            None,
            [given()],
            given(title=None),
            given(title=["a", "b", "c"]),
            given(title={"ru": "Куплю"}),
            given(title=True),
            given(title="Нуль\0внутри"),
            given(title="\ud800 половина знака"),
            given(category=None),
            given(category=3),
            given(body=None),
            given(body={"html": "<p>Я</p>"}),
            given(body="<p>\ud800</p>"),
        ):
            answer = method(path, json.dumps(wrong), content_type="application/json")
            assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json"), wrong
        assert method(path, "{", content_type="application/json").status_code == 400
        for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=b"):
            assert method(path, "title=Куплю", content_type=kind).status_code == 415, kind
    assert BoardEntry.objects.count() == 1
    answer = client.patch(f"{LISTINGS}{ad.pk}/", {"status": "live", "author": 1, "id": 5}, format="json")
    assert (answer.status_code, answer.json()["status"], answer.json()["id"]) == (200, "draft", ad.pk)


def test_an_edit_in_moderation_by_the_api_is_not_published_by_the_old_decision():
    ad = AdFactory(submitted=True)
    seen = AdPage.objects.get(pk=ad.pk).current_workflow_task_state
    client, moderator = client_of(ad.owner), UserFactory(moderator=True)
    answer = client.patch(f"{LISTINGS}{ad.pk}/", {"title": "Подмена"}, format="json")
    assert (answer.status_code, answer.json()["status"]) == (200, "in_moderation")
    with pytest.raises(ReviewOutdated):
        seen.task.specific.on_action(seen, moderator, "approve")
    assert not AdPage.objects.get(pk=ad.pk).live


def test_the_same_key_and_body_make_one_listing():
    client = client_of(UserFactory())
    first = client.post(LISTINGS, given(), format="json", HTTP_IDEMPOTENCY_KEY="k1")
    again = client.post(LISTINGS, given(), format="json", HTTP_IDEMPOTENCY_KEY="k1")
    assert first.json()["id"] == again.json()["id"]
    assert BoardEntry.objects.count() == 1
    other = client.post(LISTINGS, given(title="Другое объявление"), format="json", HTTP_IDEMPOTENCY_KEY="k1")
    assert other.status_code == 422


def test_a_draft_is_404_to_strangers_and_changes_in_place():
    ad = AdFactory()
    address = f"{LISTINGS}{ad.pk}/"
    assert client_of().get(address).status_code == 404
    assert client_of(UserFactory()).get(address).status_code == 404
    assert client_of(UserFactory()).patch(address, {"title": "Чужое"}, format="json").status_code == 404
    answer = client_of(ad.owner).patch(address, {"title": "Новое имя"}, format="json")
    assert (answer.status_code, answer.json()["title"], answer.json()["status"]) == (
        200,
        "Новое имя",
        "draft",
    )


def test_a_live_listing_is_403_to_strangers_who_change_it():
    ad = AdFactory(live=True)
    address = f"{LISTINGS}{ad.pk}/"
    stranger = client_of(UserFactory())
    assert stranger.get(address).status_code == 200
    assert stranger.patch(address, {"title": "Чужое"}, format="json").status_code == 403
    assert stranger.delete(address).status_code == 403
    assert stranger.post(f"{address}close/").status_code == 403
    assert client_of().patch(address, {"title": "Чужое"}, format="json").status_code == 401


def test_an_edit_of_a_live_listing_stays_pending():
    ad = AdFactory(live=True, title="Было так")
    client = client_of(ad.owner)
    answer = client.patch(f"{LISTINGS}{ad.pk}/", {"title": "Стало иначе"}, format="json").json()
    assert (answer["status"], answer["title"]) == ("live", "Было так")
    assert answer["pending"]["status"] == "draft"
    assert answer["pending"]["title"] == "Стало иначе"
    assert "pending" not in client_of().get(f"{LISTINGS}{ad.pk}/").json()
    assert client.post(f"{LISTINGS}{ad.pk}/submit/").json()["pending"]["status"] == "in_moderation"


def test_moves_and_their_conflicts():
    ad = AdFactory()
    client = client_of(ad.owner)
    address = f"{LISTINGS}{ad.pk}/"
    assert client.post(f"{address}submit/").json()["status"] == "in_moderation"
    assert client.post(f"{address}submit/").status_code == 409
    assert client.post(f"{address}withdraw/").json()["status"] == "draft"
    assert client.post(f"{address}close/").status_code == 409
    assert client.post(f"{address}dance/").status_code == 404
    assert client.get(f"{address}submit/").status_code == 405
    assert client.delete(address).status_code == 204
    assert client.get(address).status_code == 404


def test_the_list_pages_by_cursor_and_filters():
    author = UserFactory()
    for _ in range(3):
        AdFactory(live=True, author=author)
    AdFactory(live=True, category="tanks")
    AdFactory()
    client = client_of()
    page = client.get(LISTINGS, {"category": "healers", "page_size": 2}).json()
    assert len(page["results"]) == 2
    rest = client.get(page["next"]).json()
    assert (len(rest["results"]), rest["next"]) == (1, None)
    assert len(client.get(LISTINGS, {"author": author.pk}).json()["results"]) == 3
    for wrong in ({"category": "cooks"}, {"author": "me"}, {"ordering": "price"}, {"cursor": "zzz"}):
        assert client.get(LISTINGS, wrong).status_code == 400


def test_hidden_listings_leave_list_and_detail():
    ad = AdFactory(live=True)
    services.hide_ad(ad_id=ad.pk, by=UserFactory(moderator=True))
    assert client_of().get(LISTINGS).json()["results"] == []
    assert client_of().get(f"{LISTINGS}{ad.pk}/").status_code == 404
    assert client_of(ad.owner).get(f"{LISTINGS}{ad.pk}/").json()["status"] == AdStatus.HIDDEN
