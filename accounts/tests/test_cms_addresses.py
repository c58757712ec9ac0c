"""An administrator gives a player another address: who is told, and what the form says of it."""

from __future__ import annotations

import pytest
from django.test import Client

from accounts.models import User
from accounts.tests.factories import PASSWORD, UserFactory
from accounts.tests.mailbox import letters_to

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Client:
    client = Client(headers={"accept-language": "en"})
    client.force_login(UserFactory(administrator=True, language="en"))
    return client


def form_of(player: User, email: str) -> dict[str, str]:
    return {
        "email": email,
        "display_name": player.display_name,
        "language": player.language,
        "trust": player.trust,
    }


def change(desk: Client, player: User, email: str):
    return desk.post(f"/cms/users/edit/{player.pk}/", form_of(player, email))


def test_the_former_address_is_told_in_its_readers_language(desk, player):
    former = player.email
    change(desk, player, "new@example.com")
    (letter,) = letters_to(former)
    assert letter.kind == "security-notice"
    assert "Почта вашей учётной записи сменена" in letter.text
    assert not letters_to("new@example.com")


def test_an_address_that_nobody_has_confirmed_gets_no_letter(desk):
    player = UserFactory(unconfirmed=True)
    former = player.email
    change(desk, player, "new@example.com")
    assert not letters_to(former)


def test_every_session_of_the_player_ends_and_the_form_says_so_before(desk, player):
    elsewhere = Client()
    elsewhere.post("/accounts/login/", {"login": player.email, "password": PASSWORD})
    assert elsewhere.get("/my/settings/").status_code == 200
    assert "ends every session" in desk.get(f"/cms/users/edit/{player.pk}/").text
    change(desk, player, "new@example.com")
    assert elsewhere.get("/my/settings/").status_code == 302


def test_another_name_alone_tells_nobody(desk, player):
    change(desk, player, player.email)
    assert not letters_to(player.email)


@pytest.mark.parametrize("path", ["edit", "new"])
def test_a_taken_address_is_called_an_address(desk, player, path):
    other = UserFactory(email="taken@example.com")
    address = f"/cms/users/edit/{player.pk}/" if path == "edit" else "/cms/users/new/"
    form = form_of(player, "Taken@Example.com") | {"display_name": "Новичок"}
    page = desk.post(address, form)
    assert page.context["form"].errors["email"] == ["This address belongs to another player."]
    assert "already exists" not in page.text
    assert User.objects.get(email="taken@example.com") == other
