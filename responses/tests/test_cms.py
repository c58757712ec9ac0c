"""Responses in the Wagtail admin."""

from __future__ import annotations

import pytest
from django.test import Client

from accounts.tests.factories import UserFactory
from responses import services
from responses.models import Response
from responses.tests.factories import ResponseFactory

pytestmark = pytest.mark.django_db

LIST = "/cms/responses/"


def signed_in(**traits: bool) -> Client:
    client = Client()
    client.force_login(UserFactory(**traits))
    return client


@pytest.mark.parametrize("role", ["moderator", "administrator"])
def test_moderators_find_and_read_responses(role):
    response, other = (
        ResponseFactory(text="Приду в среду"),
        ResponseFactory(text="Продам руду", declined=True),
    )
    client = signed_in(**{role: True})
    html = client.get(LIST).content.decode()
    assert "Приду в среду" in html
    assert response.author.display_name in html
    assert response.ad.title in html
    assert "Продам руду" not in client.get(f"{LIST}?q=среду").content.decode()
    assert "Приду в среду" not in client.get(f"{LIST}?status__exact=declined").content.decode()
    assert other.text in client.get(f"{LIST}?deleted_at__isempty=1").content.decode()
    assert client.get(f"{LIST}inspect/{response.pk}/").status_code == 200


def test_moderators_read_what_a_response_said_before():
    response = ResponseFactory(text="Прежние слова https://e.com/a")
    services.edit_response(response_id=response.pk, text="Новые слова", by=response.author)
    html = signed_in(moderator=True).get(f"{LIST}inspect/{response.pk}/").content.decode()
    assert "Новые слова" in html
    assert 'Прежние слова <a href="https://e.com/a" rel="ugc nofollow noopener">' in html


def test_the_list_cannot_be_asked_for_what_it_does_not_show():
    response = ResponseFactory(text="Приду в среду")
    client = signed_in(moderator=True)
    for query in ("author__password__startswith=x", "author__email__startswith=x", "text__startswith=x"):
        assert response.text in client.get(f"{LIST}?{query}").content.decode()


@pytest.mark.parametrize("address", ["create/", "edit/{pk}/", "delete/{pk}/"])
def test_nobody_writes_them(address):
    client = signed_in(moderator=True)
    assert client.get(LIST + address.format(pk=ResponseFactory().pk)).status_code in (302, 403, 404)


def test_players_and_editors_may_not_look():
    response = ResponseFactory()
    for client in (signed_in(), signed_in(editor=True)):
        for address in (LIST, f"{LIST}inspect/{response.pk}/"):
            answer = client.get(address)
            assert answer.status_code in (302, 403)
            assert response.text not in answer.content.decode()
        for ask in (client.get, client.post):
            assert ask(f"{LIST}{response.pk}/hide/", {"why": "Так"}).status_code in (302, 403)
    assert Response.objects.get(pk=response.pk).deleted_at is None


def test_hiding_and_restoring():
    response, client = ResponseFactory(text="Продам <b>руду</b>"), signed_in(moderator=True)
    address, why = f"{LIST}{response.pk}/hide/", {"why": "Торговля за рубли"}
    assert f'href="{address}"' in client.get(f"{LIST}inspect/{response.pk}/").content.decode()
    assert "Продам &lt;b&gt;руду&lt;/b&gt;" in client.get(address).content.decode()
    for refused in ({}, {"why": " "}, {"why": "я" * 1001}):
        assert client.post(address, refused).status_code == 400
    assert Response.objects.get(pk=response.pk).deleted_at is None
    assert client.post(address, why).status_code == 302
    assert Response.objects.get(pk=response.pk).deleted_at is not None
    twice = client.post(address, why, follow=True)
    assert twice.status_code == 200
    history = client.get(f"{LIST}inspect/{response.pk}/").content.decode()
    assert f"{LIST}{response.pk}/restore/" in history
    assert client.post(f"{LIST}{response.pk}/restore/").status_code == 302
    assert Response.objects.get(pk=response.pk).deleted_at is None
    assert client.get(f"{LIST}{response.pk}/restore/").status_code == 405
    for missing in ("hide", "restore"):
        assert client.post(f"{LIST}999999/{missing}/", why).status_code == 404
