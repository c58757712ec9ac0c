"""Changing a response on its page, and what pages do with a text that has changed or is sent already."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from accounts.tests.factories import UserFactory
from ads.models import BoardEntry
from ads.tests.factories import AdFactory
from responses import services
from responses.models import Response
from responses.tests.browsing import INBOX, page_of, signed_in, text_of
from responses.tests.factories import ResponseFactory

pytestmark = pytest.mark.django_db


def one(response: Response) -> str:
    return f"{INBOX}sent/{response.pk}/"


def edit(client: Client, response: Response, text: str = "Иначе", **given):
    return client.post(f"{one(response)}edit/", {"text": text} | given)


def changed(response: Response) -> Response:
    return services.edit_response(response_id=response.pk, text="Совсем иначе", by=response.author)


def test_the_page_leads_from_the_old_text_to_the_new_one():
    response = ResponseFactory(text="Старые слова", seen=True)
    client = signed_in(response.author)
    for page in (f"{INBOX}sent/", one(response), response.ad.public_path):
        assert f'href="{one(response)}edit/"' in page_of(client, page)
    html = page_of(client, f"{one(response)}edit/")
    assert "Старые слова</textarea>" in html
    assert 'name="edits" value="0"' in html
    answer = edit(client, response, edits="0")
    assert answer["Location"] == one(response)
    for page in (f"{INBOX}sent/", one(response), response.ad.public_path):
        html = page_of(client, page)
        assert "<p>Иначе</p>" in html
        assert ">edited " in html
    author = page_of(signed_in(response.recipient), INBOX)
    assert ">edited " in author
    assert "letter-new" in author


def test_a_second_click_saves_once():
    response = ResponseFactory()
    client = signed_in(response.author)
    assert [edit(client, response, edits="0")["Location"] for _ in range(2)] == [one(response)] * 2
    assert Response.objects.get(pk=response.pk).edits == 1


@pytest.mark.parametrize(("text", "sentence"), [(" ", "Write a line or two"), ("ы" * 2001, "Too long")])
def test_a_refused_text_stays_in_the_form(text, sentence):
    response = ResponseFactory()
    answer = edit(signed_in(response.author), response, text)
    assert answer.status_code == 400
    assert sentence in text_of(answer)
    assert f">{text}</textarea>" in text_of(answer)


def test_a_text_that_comes_too_late_stays_to_be_copied(settings):
    settings.UNDO_SECONDS = 0
    response = ResponseFactory(accepted=True)
    client = signed_in(response.author)
    answer = edit(client, response, "Мой новый текст")
    assert answer.status_code == 409
    assert "Only a response that waits" in text_of(answer)
    assert "Мой новый текст</textarea>" in text_of(answer)
    assert client.get(f"{one(response)}edit/")["Location"] == one(response)


def test_a_form_of_another_tab_shows_both_texts_and_saves_when_sent_again():
    response = changed(ResponseFactory())
    client = signed_in(response.author)
    answer = edit(client, response, "Из другой вкладки", edits="0")
    assert answer.status_code == 409
    html = text_of(answer)
    assert "<p>Совсем иначе</p>" in html
    assert "Из другой вкладки</textarea>" in html
    assert 'name="edits" value="1"' in html
    assert edit(client, response, "Из другой вкладки", edits="1").status_code == 302


def test_a_text_written_before_logging_in_is_not_lost():
    response, client = ResponseFactory(), Client()
    answer = edit(client, response, "Пишу, а сессия кончилась")
    assert answer["Location"] == f"{reverse('account_login')}?next={one(response)}edit/"
    client.force_login(response.author)
    assert "Пишу, а сессия кончилась</textarea>" in page_of(client, f"{one(response)}edit/")


def test_it_is_nobody_elses_page():
    response = ResponseFactory(text="Только для двоих")
    for user in (response.recipient, UserFactory(), UserFactory(moderator=True)):
        client = signed_in(user)
        for answer in (
            client.get(one(response)),
            client.get(f"{one(response)}edit/"),
            edit(client, response),
        ):
            assert answer.status_code == 404
            assert "Только для двоих" not in text_of(answer)
    assert Client().get(one(response)).status_code == 302
    assert signed_in(response.author).put(f"{one(response)}edit/").status_code == 405


def test_too_many_changes_in_an_hour_are_refused_and_the_text_stays(settings, monkeypatch):
    settings.LIMITS_FACTOR = 1
    monkeypatch.setitem(settings.LIMITS, "edit-response", ("1/h", "1/h", "1/h", ""))
    response = ResponseFactory()
    client = signed_in(response.author)
    edit(client, response, " ")
    answer = edit(client, response, "Мой текст")
    assert answer.status_code == 429
    assert "Мой текст</textarea>" in text_of(answer)


@pytest.mark.parametrize("verb", ["accept", "decline", "shortlist"])
def test_a_decision_on_an_old_text_shows_the_new_one_and_decides_nothing(verb):
    response = changed(ResponseFactory())
    here = f"{INBOX}?open={response.pk}"
    client = signed_in(response.recipient)
    assert '<input type="hidden" name="edits" value="1">' in page_of(client, here)
    answer = client.post(f"{INBOX}{response.pk}/{verb}/", {"edits": "0", "here": here}, follow=True)
    assert "The player has changed the text in the meantime" in text_of(answer)
    assert "<p>Совсем иначе</p>" in text_of(answer)
    assert Response.objects.get(pk=response.pk).status == "new"


def test_ticked_ones_that_have_changed_stay():
    response = changed(ResponseFactory())
    other = ResponseFactory(ad=response.ad)
    client = signed_in(response.recipient)
    html = page_of(client, INBOX)
    assert f'name="edits-{response.pk}" value="1" form="bulk"' in html
    fields = {f"edits-{response.pk}": "0", f"edits-{other.pk}": "0", "edits-x": "1", f"edits-{10**30}": "y"}
    answer = client.post(
        f"{INBOX}bulk/", fields | {"pick": [response.pk, other.pk], "move": "accept"}, follow=True
    )
    assert "has changed the text" in text_of(answer)
    assert {row.status for row in Response.objects.all()} == {"new", "accepted"}


def test_declining_with_leave_and_giving_it_afterwards(settings):
    settings.UNDO_SECONDS = 0
    with_leave, without = ResponseFactory(), ResponseFactory(declined=True)
    client = signed_in(with_leave.recipient)
    for page in (INBOX, f"{INBOX}triage/"):
        assert 'name="again" value="1"' in page_of(client, page)
    client.post(f"{INBOX}{with_leave.pk}/decline/", {"again": "1"})
    assert Response.objects.get(pk=with_leave.pk).again_allowed
    opened = f"{INBOX}?status=declined&open="
    assert f"/{with_leave.pk}/allow/" not in page_of(client, f"{opened}{with_leave.pk}")
    client = signed_in(without.recipient)
    assert f'action="{INBOX}{without.pk}/allow/"' in page_of(client, f"{opened}{without.pk}")
    client.post(f"{INBOX}{without.pk}/allow/")
    assert "You allow the player to respond once more." in page_of(client, f"{opened}{without.pk}")


def test_sending_twice_leads_to_what_is_sent():
    ad, client, nonce = AdFactory(live=True), signed_in(UserFactory()), uuid4()
    assert 'name="nonce" value="' in page_of(client, ad.public_path)
    for _ in range(2):
        answer = client.post(f"{INBOX}to/{ad.pk}/", {"text": "Приду", "nonce": nonce}, follow=True)
        assert answer.status_code == 200
    response = Response.objects.get()
    assert answer.redirect_chain[-1][0] == one(response)
    assert "This response is sent already" in text_of(answer)


def test_another_text_is_kept_and_may_take_the_place_of_the_first():
    response = ResponseFactory(text="Первые слова")
    client = signed_in(response.author)
    answer = client.post(f"{INBOX}to/{response.ad_id}/", {"text": "Вторые слова"})
    assert answer.status_code == 409
    html = text_of(answer)
    assert f'href="{one(response)}"' in html
    assert "Вторые слова</textarea>" in html
    assert f'formaction="{one(response)}edit/"' in html
    edit(client, response, "Вторые слова", edits="0")
    assert Response.objects.get().text == "Вторые слова"


def test_the_writing_page_says_before_writing_that_there_is_nothing_to_write(settings):
    settings.UNDO_SECONDS = 0
    waiting, declined = ResponseFactory(), ResponseFactory(declined=True)
    withdrawn = ResponseFactory(withdrawn=True)
    for response, status in ((waiting, 302), (declined, 302), (withdrawn, 200)):
        answer = signed_in(response.author).get(f"{INBOX}to/{response.ad_id}/")
        assert answer.status_code == status
    answer = signed_in(declined.author).post(f"{INBOX}to/{declined.ad_id}/", {"text": "Ещё раз"})
    assert answer.status_code == 409
    assert "takes no second one from you" in text_of(answer)
    assert "Ещё раз</textarea>" in text_of(answer)


def test_a_listing_that_is_gone_from_the_board_keeps_ones_own_page():
    response = ResponseFactory()
    BoardEntry.objects.filter(pk=response.ad_id).update(status="hidden")
    client = signed_in(response.author)
    assert response.text in page_of(client, one(response))
    assert edit(client, response).status_code == 409
