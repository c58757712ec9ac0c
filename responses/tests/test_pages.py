"""The inbox and the list of one's own responses in HTML."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.tests.factories import UserFactory
from ads.tests.factories import AdFactory
from responses.models import Response
from responses.selectors.paging import PAGE_SIZE
from responses.tests.browsing import INBOX, page_of, signed_in, text_of
from responses.tests.factories import ResponseFactory

pytestmark = pytest.mark.django_db

SENT = f"{INBOX}sent/"
MOVES = ("accept", "decline", "shortlist", "undo", "withdraw", "delete", "restore", "seen")


def move(client: Client, response: Response, verb: str, **data: str):
    return client.post(f"{INBOX}{response.pk}/{verb}/", data)


@pytest.mark.parametrize("address", [INBOX, SENT])
def test_visitors_are_sent_to_log_in(address):
    answer = Client().get(address)
    assert answer.status_code == 302
    assert answer["Location"] == f"{reverse('account_login')}?next={address}"


@pytest.mark.parametrize("verb", MOVES)
def test_moves_are_not_for_visitors_nor_by_get(verb):
    response = ResponseFactory()
    assert move(Client(), response, verb).status_code == 302
    assert signed_in(response.recipient).get(f"{INBOX}{response.pk}/{verb}/").status_code == 405
    assert Response.objects.get(pk=response.pk).status == "new"


@pytest.mark.parametrize("verb", MOVES)
def test_strangers_find_nothing(verb):
    response = ResponseFactory()
    stranger = signed_in(UserFactory())
    assert move(stranger, response, verb).status_code == 404
    assert move(signed_in(response.recipient), Response(pk=10**9), verb).status_code == 404
    assert response.text not in page_of(stranger, f"{INBOX}?open={response.pk}")
    assert response.text not in page_of(stranger, f"{INBOX}?done={response.pk}")
    assert response.text not in page_of(stranger, f"{INBOX}?listing={response.ad_id}")


def test_the_inbox_shows_what_waits_and_opens_one():
    text = "Первый абзац.\n\nСмотрите https://example.com/log и <b>не верьте</b>"
    response = ResponseFactory(author=UserFactory(trust="known"), text=text)
    html = page_of(signed_in(response.recipient), f"{INBOX}?open={response.pk}")
    assert response.author.display_name in html
    assert "<p>Первый абзац.</p>" in html
    assert '<a href="https://example.com/log" rel="ugc nofollow noopener">' in html
    assert "&lt;b&gt;не верьте" in html
    for verb in ("accept", "decline", "shortlist", "delete"):
        assert f'action="{INBOX}{response.pk}/{verb}/"' in html
    assert "inbox-chosen" in html


def test_reading_by_get_changes_nothing_and_the_button_notes_it():
    response = ResponseFactory()
    client = signed_in(response.recipient)
    page_of(client, f"{INBOX}?open={response.pk}")
    assert Response.objects.get(pk=response.pk).seen_at is None
    assert move(client, response, "seen").status_code == 302
    assert Response.objects.get(pk=response.pk).seen_at is not None


@pytest.mark.parametrize("verb", ["accept", "decline", "shortlist", "delete"])
def test_a_move_goes_on_where_the_form_says_and_offers_an_undo(verb, settings):
    settings.UNDO_SECONDS = 120
    response = ResponseFactory()
    client = signed_in(response.recipient)
    answer = move(client, response, verb, next=f"{INBOX}?status=new")
    assert answer["Location"] == f"{INBOX}?status=new&done={response.pk}"
    html = page_of(client, answer["Location"])
    back = "restore" if verb == "delete" else "undo"
    assert f'action="{INBOX}{response.pk}/{back}/"' in html
    assert move(client, response, back).status_code == 302
    after = Response.objects.get(pk=response.pk)
    assert (after.status, after.deleted_at) == ("new", None)


def test_without_an_undo_time_no_undo_is_offered(settings):
    settings.UNDO_SECONDS = 0
    response = ResponseFactory(accepted=True)
    html = page_of(
        signed_in(response.recipient), f"{INBOX}?done={response.pk}&open={response.pk}&status=accepted"
    )
    assert "The player gets an e-mail." in html
    assert "/undo/" not in html
    assert "/accept/" not in html


def test_a_move_goes_nowhere_else_than_this_site():
    response = ResponseFactory()
    answer = move(signed_in(response.recipient), response, "accept", next="https://evil.example/")
    assert answer["Location"] == f"{INBOX}?done={response.pk}"


def test_a_refused_move_says_why():
    response = ResponseFactory(declined=True)
    client = signed_in(response.recipient)
    answer = client.post(f"{INBOX}{response.pk}/accept/", follow=True)
    assert "the response&#x27;s state is “declined”" in text_of(answer)
    refused = signed_in(response.author).post(f"{INBOX}{response.pk}/accept/", follow=True)
    assert "Only the author of the listing may do this." in text_of(refused)


def test_tabs_count_and_filter():
    ad = AdFactory(live=True)
    new, accepted = ResponseFactory(ad=ad), ResponseFactory(ad=ad, accepted=True)
    other = ResponseFactory(ad=AdFactory(live=True, author=ad.owner))
    deleted = ResponseFactory(ad=ad, deleted=True)
    client = signed_in(ad.owner)
    html = page_of(client, INBOX)
    assert new.text in html
    assert other.text in html
    assert accepted.text not in html
    assert deleted.text not in html
    assert accepted.text in page_of(client, f"{INBOX}?status=accepted")
    assert deleted.text in page_of(client, f"{INBOX}?status=deleted")
    one = page_of(client, f"{INBOX}?listing={ad.pk}")
    assert new.text in one
    assert other.text not in one
    assert new.text in page_of(client, f"{INBOX}?status=nonsense&listing=x&cursor=y&open=z")


def test_empty_tabs_say_what_to_do_next():
    nobody, answered = UserFactory(), ResponseFactory(accepted=True).recipient
    bare = page_of(signed_in(nobody), INBOX)
    assert bare.count("You have no listings yet") == 2  # the second for the script
    assert 'data-mine-url="/my/listings/new/"' in bare
    assert bare.count("Everything is answered") == 1  # for the script alone
    waits = page_of(signed_in(AdFactory().owner), INBOX)
    assert waits.count("Nobody has responded yet") == 2
    assert 'data-mine-url="/my/listings/"' in waits
    assert page_of(signed_in(answered), INBOX).count("Everything is answered") == 2
    assert "Nothing here" in page_of(signed_in(answered), f"{INBOX}?status=declined")
    assert "You have not responded to anything yet" in page_of(signed_in(nobody), SENT)


def test_pages_follow_each_other_both_ways(monkeypatch):
    monkeypatch.setattr("responses.selectors.paging.slice_of.__defaults__", (2,))
    ad = AdFactory(live=True)
    texts = [ResponseFactory(ad=ad).text for _ in range(5)][::-1]
    client = signed_in(ad.owner)
    address, seen, back = INBOX, [], ""
    while address:
        answer = client.get(address)
        seen += [row.text for row in answer.context["inbox"].page.rows]
        back, address = answer.context["page"]["previous_url"], answer.context["page"]["next_url"]
    assert seen == texts
    rows = client.get(back).context["inbox"].page.rows
    assert [row.text for row in rows] == texts[2:4]


@pytest.mark.parametrize("amount", [1, 12])
def test_the_inbox_asks_as_much_whatever_its_length(amount):
    ad = AdFactory(live=True)
    for _ in range(amount):
        last = ResponseFactory(ad=ad)
    client = signed_in(ad.owner)
    client.get(INBOX)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        client.get(f"{INBOX}?open={last.pk}")
    own = [query["sql"] for query in queries if '"responses_response"' in query["sql"]]
    # Counts, the page, and the badge of the frame; the ready answers lie in another table.
    assert len(own) == 3
    # New responses, notifications and messages are counted too, for their badges; the frame asks whether
    # letters reach the reader, and the opened response whether its player is blocked.
    assert len(queries) <= 12


def test_a_page_is_as_long_as_the_reader_can_scan():
    assert PAGE_SIZE == 20


def test_the_sent_list_shows_the_state_as_told(settings):
    settings.UNDO_SECONDS = 120
    response = ResponseFactory(accepted=True)
    client = signed_in(response.author)
    html = page_of(client, SENT)
    assert response.text in html
    assert "Waits for an answer" in html
    assert "Accepted" not in html
    assert page_of(signed_in(response.recipient), SENT).count(response.text) == 0


def test_the_sent_list_withdraws():
    response = ResponseFactory()
    client = signed_in(response.author)
    answer = move(client, response, "withdraw")
    assert answer["Location"] == SENT
    assert "Withdrawn" in page_of(client, SENT)
    refused = client.post(f"{INBOX}{response.pk}/withdraw/", follow=True)
    assert "state is “withdrawn”" in text_of(refused)


def test_a_put_away_response_does_not_pretend_to_wait():
    response = ResponseFactory(deleted=True)
    assert "Put away without an answer" in page_of(signed_in(response.author), SENT)
