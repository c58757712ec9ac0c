"""Pages and API of helping: each address × who asks, and what a helper sees of somebody else's inbox."""

from __future__ import annotations

import pytest
from django.test import Client

from accounts.tests.factories import UserFactory
from ads.tests.factories import AdFactory
from responses import services
from responses.limits import RECRUITERS_MAX
from responses.models import Recruiter, SideNote
from responses.tests.browsing import INBOX, page_of, signed_in, text_of
from responses.tests.factories import ResponseFactory
from responses.tests.test_recruiters import helper_of

pytestmark = pytest.mark.django_db
SECRET = "Тайна стороны автора"


@pytest.fixture
def ad():
    return AdFactory(live=True, title="Рейд на Громовержца")


@pytest.fixture
def people(ad):
    """The author, a helper, somebody who is asked, the responder, a stranger and a visitor."""
    response = ResponseFactory(ad=ad)
    asked = UserFactory()
    services.invite_recruiter(ad_id=ad.pk, name=asked.display_name, by=ad.owner)
    services.write_side_note(response_id=response.pk, text=SECRET, by=ad.owner)
    users = {"author": ad.owner, "helper": helper_of(ad), "asked": asked, "responder": response.author}
    clients = {who: signed_in(user) for who, user in users.items()}
    return response, clients | {"stranger": signed_in(UserFactory()), "visitor": Client()}


# Address → who gets (or does) it; a visitor is led to log in, the others find nothing.
DOORS = {
    ("GET", "helpers/{ad}/"): {"author": 200},
    ("POST", "helpers/{ad}/"): {"author": 400},
    ("POST", "helpers/{ad}/{helper}/remove/"): {"author": 302},
    ("GET", "helping/{ad}/"): {"helper": 200, "asked": 200},
    ("POST", "helping/{ad}/accept/"): {"helper": 302, "asked": 302},
    ("POST", "helping/{ad}/leave/"): {"helper": 302, "asked": 302},
    ("GET", "{response}/history/"): {"author": 200, "helper": 200},
    ("POST", "{response}/history/"): {"author": 400, "helper": 400},
}


@pytest.mark.parametrize(("method", "address"), DOORS)
def test_each_address_is_for_whom_it_concerns(ad, people, method, address):
    response, clients = people
    helper = Recruiter.objects.get(accepted_at__isnull=False).player_id
    path = INBOX + address.format(ad=ad.pk, helper=helper, response=response.pk)
    for who in ("visitor", "stranger", "responder", "asked", "author", "helper"):
        client = clients[who]
        answer = client.generic(method, path)
        expected = DOORS[method, address].get(who, 302 if who == "visitor" else 404)
        assert answer.status_code == expected, who
        if who == "visitor":
            assert answer["Location"].startswith("/accounts/login/")
        if expected == 404:
            assert SECRET not in text_of(answer)
    assert clients["author"].get(INBOX + f"helpers/{10**9}/").status_code == 404
    assert clients["author"].get(INBOX + f"{10**9}/history/").status_code == 404


def test_asking_agreeing_and_removing(ad):
    player = UserFactory()
    author, invited = signed_in(ad.owner), signed_in(player)
    page = f"{INBOX}helpers/{ad.pk}/"
    assert page in page_of(author, ad.public_path)
    assert "alone so far" in page_of(author, page)
    refused = author.post(page, {"name": "Никто Такой"})
    assert (refused.status_code, "There is no player of that name." in text_of(refused)) == (400, True)
    author.post(page, {"name": player.display_name})
    assert "invited" in page_of(author, page)
    door = f"{INBOX}helping/{ad.pk}/"
    assert door in page_of(invited, "/my/notifications/")
    assert "Conversations stay between" in page_of(invited, door)
    assert invited.post(f"{door}accept/")["Location"] == INBOX
    assert ">helps<" in page_of(author, page)
    author.post(f"{page}{player.pk}/remove/")
    assert not Recruiter.objects.exists()


def test_a_full_page_takes_no_more_names(ad):
    for player in UserFactory.create_batch(RECRUITERS_MAX):
        services.invite_recruiter(ad_id=ad.pk, name=player.display_name, by=ad.owner)
    page = page_of(signed_in(ad.owner), f"{INBOX}helpers/{ad.pk}/")
    assert "At most 5 players can help" in page
    assert 'name="name"' not in page


def test_the_helpers_inbox_says_whose_listing_it_is(ad):
    response, helper = ResponseFactory(ad=ad), signed_in(helper_of(ad))
    page = page_of(helper, f"{INBOX}?open={response.pk}")
    assert f"{ad.owner.display_name} · {ad.title}" in page
    assert f"· {ad.owner.display_name}<" in page
    assert f"/my/responses/{response.pk}/accept/" in page
    assert f"/my/responses/{response.pk}/delete/" not in page
    assert f"/my/messages/{response.pk}/" not in page
    helper.post(f"{INBOX}{response.pk}/accept/")
    history = page_of(signed_in(ad.owner), f"{INBOX}{response.pk}/history/")
    assert f"Accepted: {Recruiter.objects.get().player}" in history


def test_triage_and_the_listing_know_the_helper(ad):
    response, helper = ResponseFactory(ad=ad), signed_in(helper_of(ad))
    triage = page_of(helper, f"{INBOX}triage/")
    assert response.text in triage
    assert f"/my/responses/{response.pk}/delete/" not in triage
    listing = page_of(helper, ad.public_path)
    assert f"You help {ad.owner}" in listing
    assert "/my/responses/to/" not in listing


def test_the_api_gives_helpers_the_authors_view_and_lets_them_decide(ad):
    response, helper = ResponseFactory(ad=ad), signed_in(helper_of(ad))
    (row,) = helper.get("/api/v1/responses/inbox/").json()["results"]
    assert (row["id"], row["helped"]) == (response.pk, ad.owner.display_name)
    move = f"/api/v1/responses/{response.pk}/"
    done = helper.post(f"{move}accept/", {"note": "Ждём"}, content_type="application/json")
    assert (done.status_code, done.json()["status"]) == (200, "accepted")
    assert done.json()["undo_until"]
    assert helper.delete(move).status_code == 403
    assert helper.get(f"/api/v1/threads/{response.pk}/messages/").status_code == 404
    (own,) = signed_in(ad.owner).get("/api/v1/responses/inbox/").json()["results"]
    assert own["helped"] == ""
    bulk = {"move": "undo", "ids": [response.pk]}
    outcome = helper.post("/api/v1/responses/bulk/", bulk, content_type="application/json").json()
    assert outcome["results"][0]["done"]


def test_notes_are_for_the_authors_side_alone(ad):
    response, helper = ResponseFactory(ad=ad), signed_in(helper_of(ad))
    page = f"{INBOX}{response.pk}/history/"
    assert helper.post(page, {"text": SECRET})["Location"] == page
    assert SECRET in page_of(signed_in(ad.owner), page)
    services.accept_response(response_id=response.pk, by=ad.owner)
    responder = signed_in(response.author)
    addresses = (f"{INBOX}sent/", ad.public_path, "/api/v1/responses/sent/", f"/my/messages/{response.pk}/")
    for address in addresses:
        assert SECRET not in text_of(responder.get(address))
    long = helper.post(page, {"text": "я" * 1001})
    assert (long.status_code, "я" * 1001 in text_of(long)) == (400, True)
    assert SideNote.objects.count() == 1
