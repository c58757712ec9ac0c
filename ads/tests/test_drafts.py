"""Unfinished texts: what the writing page keeps, who may, and what is refused."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from accounts.tests.factories import UserFactory
from ads import limits, services
from ads.models import BoardEntry, WritingDraft
from ads.tasks import forget_old_drafts
from ads.tests.drafting import TEXT, Tab
from ads.tests.factories import AdFactory

pytestmark = pytest.mark.django_db


def test_what_is_typed_is_kept_and_found_on_another_device():
    tab = Tab(UserFactory())
    answer = tab.type("Первая строка").json()
    assert answer["sequence"] == 1
    assert answer["words"].startswith("Saved at ")
    tab.type("Первая строка, вторая")
    other = Tab(tab.author, uid=tab.uid)
    kept = other.client.get(other.address).json()
    assert kept["values"] == TEXT | {"body": ["<p>Первая строка, вторая</p>"]}
    assert (kept["sequence"], kept["listing"], kept["base"]) == (2, None, None)
    page = other.client.get(f"/my/listings/new/?draft={tab.uid}").content.decode()
    assert "Первая строка, вторая" in page
    assert TEXT["title"][0] in other.client.get("/my/listings/").content.decode()
    assert not BoardEntry.objects.exists(), "a draft is no listing and no revision"


def test_an_edit_is_kept_beside_the_saved_text_and_can_be_thrown_away():
    ad = AdFactory(live=True)
    tab = Tab(ad.owner, ad=ad)
    tab.type("Правка без конца")
    address = f"/my/listings/{ad.pk}/edit/"
    assert "Правка без конца" in tab.client.get(address).content.decode()
    assert tab.client.get(f"/my/listings/new/?draft={tab.uid}")["Location"] == address
    answer = tab.client.post(f"{tab.address}discard/", {"listing": ad.pk})
    assert answer["Location"] == address
    assert "Правка без конца" not in tab.client.get(address).content.decode()


def test_only_the_forms_own_fields_are_kept_as_they_were_typed():
    tab = Tab(UserFactory())
    values = {"title": ["  Два  пробела\x00\ud800"], "kind_part": ["x"], "is_staff": ["on"], "titles": ["x"]}
    assert tab.put(tab.state(values=values)).status_code == 200
    assert WritingDraft.objects.get().fields == {"title": ["  Два  пробела"], "kind_part": ["x"]}


def test_raw_html_of_a_draft_reaches_a_page_only_as_text():
    tab = Tab(UserFactory())
    hostile = "</textarea><script>steal()</script>"
    tab.type(values=TEXT | {"body": [hostile], "title": [hostile]})
    for address in (f"/my/listings/new/?draft={tab.uid}", "/my/listings/new/", "/my/listings/"):
        assert "<script>steal" not in tab.client.get(address).content.decode(), address


def test_a_stranger_and_a_visitor_get_nothing():
    tab = Tab(UserFactory())
    tab.type()
    stranger = Tab(UserFactory(), uid=tab.uid)
    assert stranger.client.get(tab.address).status_code == 404
    assert stranger.client.delete(tab.address).status_code == 204
    assert stranger.client.post(f"{tab.address}discard/").status_code == 302
    assert stranger.type("Своё под тем же именем").status_code == 200
    assert WritingDraft.objects.get(author=tab.author).fields == TEXT
    visitor = Client()
    for method in (visitor.get, visitor.put, visitor.delete):
        answer = method(tab.address)
        assert (answer.status_code, answer["Content-Type"]) == (401, "application/problem+json")
    assert visitor.post(f"{tab.address}discard/")["Location"].startswith("/accounts/login/")


def test_a_page_needs_its_token():
    tab = Tab(UserFactory())
    tab.client.handler.enforce_csrf_checks = True
    assert tab.type().status_code == 403
    assert tab.client.delete(tab.address).status_code == 403


def test_a_page_opened_by_one_player_keeps_nothing_for_another():
    tab = Tab(UserFactory())
    assert tab.type(author=UserFactory().pk).status_code == 403
    assert not WritingDraft.objects.exists()


@pytest.mark.parametrize(
    "change",
    [
        {"values": "text"},
        {"values": {"title": "text"}},
        {"values": {"title": [5]}},
        {"values": {"title": ["x"] * 501}},
        {"sequence": 0},
        {"sequence": 2**31},
        {"after": -1},
        {"base": "x"},
        {"listing": 0},
        {"writer": "x" * 41},
        {"writer": ""},
        {"author": None},
    ],
    ids=str,
)
def test_a_state_that_is_none_is_refused(change):
    tab = Tab(UserFactory())
    answer = tab.put(tab.state(**change))
    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"


def test_a_draft_names_its_own_listing():
    ad = AdFactory()
    assert Tab(ad.owner, ad=ad, uid=uuid4()).type().status_code == 400
    assert Tab(UserFactory(), ad=ad).type().status_code == 404
    gone = Tab(ad.owner, ad=ad)
    services.delete_ad(ad_id=ad.pk, by=ad.owner)
    assert gone.type().status_code == 404


def test_a_listing_that_takes_no_edits_keeps_none():
    ad = AdFactory(closed=True)
    assert Tab(ad.owner, ad=ad).type().status_code == 409


def test_too_long_too_many_and_too_often_are_said_in_words(settings, monkeypatch):
    tab = Tab(UserFactory())
    long = tab.type("ы" * (limits.MAX_DRAFT_BYTES // 2))
    assert long.status_code == 413
    assert "too long" in str(long.json())
    monkeypatch.setattr("ads.services.drafts.MAX_DRAFTS", 1)
    assert tab.type().status_code == 200
    many = Tab(tab.author).type()
    assert many.status_code == 409
    assert "unfinished" in many.json()["detail"]
    assert tab.type("Начатое хранится и дальше").status_code == 200
    settings.LIMITS_FACTOR = 1
    monkeypatch.setitem(settings.LIMITS, "draft-keep", ("1/h", "", "", ""))
    tab.type()
    often = tab.type()
    assert often.status_code == 429
    assert often["Retry-After"]


def test_an_older_state_never_takes_the_place_of_a_newer_one():
    tab = Tab(UserFactory())
    late = tab.state()
    assert tab.type("Новее").status_code == 200
    refused = tab.put(late)
    assert refused.status_code == 409
    assert refused.json()["reason"] == "newer"
    assert "Новее" in WritingDraft.objects.get().fields["body"][0]


def test_the_same_state_sent_again_is_as_good_as_kept():
    tab = Tab(UserFactory())
    state = tab.state()
    first, again = tab.put(state), tab.put(state)
    assert (again.status_code, again.json()) == (200, first.json())


def test_another_tab_is_told_what_is_newer_and_may_insist():
    ad = AdFactory()
    one = Tab(ad.owner, ad=ad)
    one.type("Из первой")
    two = Tab(ad.owner, ad=ad, after=1)
    assert two.type("Из второй, которая знает первую").status_code == 200
    refused = one.type("Из первой, которая второй не знает").json()
    assert refused["by"] == str(ad.owner)
    assert refused["saved_at"]
    one.sequence = one.after = refused["sequence"]
    assert one.type("Всё-таки из первой").status_code == 200
    assert two.type("И снова из второй").json()["reason"] == "newer"


def test_a_text_written_on_an_older_revision_is_not_kept_over_it_and_not_shown_for_it():
    ad = AdFactory()
    tab = Tab(ad.owner, ad=ad)
    tab.type("На прежнем")
    services.edit_ad(ad_id=ad.pk, text=services.AdText(body="<p>Новое слово</p>"), by=ad.owner)
    refused = tab.type("На прежнем и дальше").json()
    assert refused["reason"] == "changed"
    assert refused["by"] == str(ad.owner)
    page = tab.client.get(f"/my/listings/{ad.pk}/edit/").content.decode()
    assert "Новое слово" in page
    assert "На прежнем" not in page
    assert "На прежнем" in tab.client.get(f"/my/listings/{ad.pk}/edit/?show=draft").content.decode()
    tab.base = refused["base"]
    assert tab.type("На прежнем, и всё же").status_code == 200


def test_a_draft_that_became_a_listing_is_not_begun_again():
    tab = Tab(UserFactory())
    tab.type()
    tab.send()
    refused = tab.type("Опоздавшее").json()
    made = BoardEntry.objects.get()
    assert (refused["reason"], refused["url"]) == ("sent", f"/my/listings/{made.pk}/edit/")
    assert not WritingDraft.objects.exists()
    assert tab.client.get(f"/my/listings/new/?draft={tab.uid}")["Location"] == refused["url"]


def test_drafts_nobody_touches_are_forgotten_after_weeks():
    Tab(UserFactory()).type()
    old = timezone.now() - limits.DRAFTS_KEPT - timedelta(hours=1)
    WritingDraft.objects.update(saved_at=old)
    Tab(UserFactory()).type()
    assert forget_old_drafts() == 1
    assert WritingDraft.objects.get().saved_at > old


def test_a_deleted_listing_takes_its_draft_along():
    ad = AdFactory()
    Tab(ad.owner, ad=ad).type()
    services.delete_ad(ad_id=ad.pk, by=ad.owner)
    assert not WritingDraft.objects.exists()


def test_keeping_takes_few_queries(django_assert_max_num_queries):
    ad = AdFactory()
    tab = Tab(ad.owner, ad=ad)
    tab.type()
    with django_assert_max_num_queries(9):  # session and user, two of the transaction, five of ours
        tab.type("Дальше")
