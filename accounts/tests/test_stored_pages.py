"""What visitors see of a player who has changed: at once, whatever the page cache holds."""

from __future__ import annotations

import pytest
from django.test import Client

from accounts import services
from accounts.models import User
from accounts.tests.factories import UserFactory
from ads.tests.factories import AdFactory

RUDE = "Грубое Имя"


@pytest.fixture(autouse=True)
def visitor(settings, db) -> Client:
    """A visitor of a site that stores its pages."""
    settings.PAGE_CACHE_SECONDS = 60
    return Client()


@pytest.fixture
def rude(db) -> User:
    return UserFactory(display_name=RUDE)


def rename_oneself(player: User) -> None:
    services.change_profile(display_name="Тихий", language="ru", time_zone="Asia/Omsk", by=player)


def rename_in_the_cms(player: User) -> None:
    administrator = Client()
    administrator.force_login(UserFactory(administrator=True))
    fields = {"email": player.email, "display_name": "Тихий", "language": "ru", "trust": player.trust}
    assert administrator.post(f"/cms/users/edit/{player.pk}/", fields).status_code == 302


@pytest.mark.parametrize("rename", [rename_oneself, rename_in_the_cms])
def test_no_stored_page_shows_a_name_that_is_changed(
    visitor, rude, rename, django_capture_on_commit_callbacks
):
    pages = ("/board/", AdFactory(live=True, author=rude).entry.url, rude.get_absolute_url())
    assert [RUDE in visitor.get(page).text for page in pages] == [True] * 3
    # Past every verb: what is stored stays.
    User.objects.update(display_name="Другой")
    assert [RUDE in visitor.get(page).text for page in pages] == [True] * 3
    User.objects.update(display_name=RUDE)
    with django_capture_on_commit_callbacks(execute=True):
        rename(User.objects.get(pk=rude.pk))
    assert [RUDE in visitor.get(page, follow=True).text for page in pages] == [False] * 3


def test_the_page_of_a_closed_account_is_gone_at_once(visitor, rude, django_capture_on_commit_callbacks):
    assert visitor.get(rude.get_absolute_url()).status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        services.deactivate_player(player_id=rude.pk, by=UserFactory(administrator=True))
    assert visitor.get(rude.get_absolute_url()).status_code == 404
