"""Looking at pages as a player, in English."""

from __future__ import annotations

from django.test import Client

INBOX = "/my/responses/"


def signed_in(user) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(user)
    return client


def page_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def text_of(answer) -> str:
    return answer.content.decode()
