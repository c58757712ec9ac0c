"""The moderators' page of a player: what it offers, what it asks, and what it says of what remains."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import User
from accounts.tests.factories import UserFactory
from ads.models import AdStatus, BoardEntry
from ads.tests.factories import AdFactory
from moderation import services
from moderation.models import ModerationAct, Sanction

pytestmark = pytest.mark.django_db
QUERIES = 11
OWN = "You can’t decide over yourself"


@pytest.fixture
def moderator(client):
    user = UserFactory(moderator=True)
    client.force_login(user)
    return user


@pytest.fixture
def player():
    return UserFactory(display_name="Шумный")


def give(player, by, kind="mute", **more) -> Sanction:
    timed = {"until": timezone.now() + timedelta(days=1)} if kind in Sanction.TIMED else {}
    return services.sanction_player(player_id=player.pk, kind=kind, reason="Ругань", by=by, **timed, **more)


def lift(client, given: Sanction, **form) -> str:
    return client.post(f"/cms/players/sanctions/{given.pk}/lift/", form, follow=True).content.decode()


def test_lifting_one_of_two_says_what_stays(client, moderator, player):
    AdFactory(author=player, live=True)
    mute, ban = give(player, moderator, hides=True), give(player, moderator, "ban", hides=True)
    give(player, moderator, "warn")
    page = lift(client, mute)
    assert "Of what it had hidden, 1 thing stays hidden" in page
    assert "Still in force: kept out for good." in page
    assert "is back" not in page
    assert BoardEntry.objects.get().status == AdStatus.HIDDEN
    page = lift(client, ban)
    assert "Lifted. What it had hidden is back." in page
    assert "Still in force" not in page
    assert BoardEntry.objects.get().status == AdStatus.LIVE


def test_lifting_the_only_one_that_hid_nothing_promises_nothing(client, moderator, player):
    given, _other = give(player, moderator), give(player, moderator, "suspend")
    page = lift(client, given)
    assert "Still in force: kept out for a time until" in page
    assert "is back" not in page


def test_what_flags_hide_stays_hidden_and_is_said_so(client, moderator, player):
    ad = AdFactory(author=player, live=True)
    for flagger in UserFactory.create_batch(3, trust=User.Trust.KNOWN):
        services.flag(kind="listing", pk=ad.pk, reason="spam", text="", by=flagger)
    assert "1 thing stays hidden" in lift(client, give(player, moderator, hides=True))


def test_the_log_keeps_why_a_sanction_was_lifted(client, moderator, player):
    given = give(player, moderator)
    page = client.get(f"/cms/players/{player.pk}/").content.decode()
    assert 'name="why"' in page
    lift(client, given, why="я" * 1001)
    assert Sanction.objects.in_force().exists()
    lift(client, given, why="Ошибка")
    assert ModerationAct.objects.get(what="player.lift").why == "Ошибка"


def test_a_ban_asks_first_by_the_players_name(client, moderator, player):
    address, form = (
        f"/cms/players/{player.pk}/",
        {"kind": "ban", "reason": "Золото <за> рубли", "hides": "on"},
    )
    question = client.post(address, form).content.decode()
    for shown in ("Keep Шумный out for good?", "Золото &lt;за&gt; рубли", "listings and open responses"):
        assert shown in question
    assert 'type="hidden" name="hides" value="on"' in question
    assert not Sanction.objects.exists()
    back = client.post(address, {**form, "sure": "no"}).content.decode()
    assert "Золото &lt;за&gt; рубли</textarea>" in back
    assert not Sanction.objects.exists()
    client.post(address, {**form, "sure": "yes"})
    assert Sanction.objects.get().kind == "ban"


def test_a_date_of_what_has_no_end_is_refused_instead_of_dropped(client, moderator, player):
    until = f"{timezone.now() + timedelta(days=1):%Y-%m-%dT%H:%M}"
    for kind in ("warn", "ban"):
        answer = client.post(
            f"/cms/players/{player.pk}/", {"kind": kind, "reason": "Так", "until": until, "sure": "yes"}
        )
        assert "has no end" in answer.content.decode()
    assert not Sanction.objects.exists()


def test_where_a_sanction_would_be_refused_the_page_says_why_instead_of_the_form(client, moderator):
    others = UserFactory(moderator=True), UserFactory(administrator=True), UserFactory(staff=True)
    for person in (moderator, *others):
        address = f"/cms/players/{person.pk}/"
        page = client.get(address).content.decode()
        assert OWN in page
        assert 'name="reason"' not in page
        assert OWN in client.post(address, {"kind": "warn", "reason": "Так"}).content.decode()
    assert not Sanction.objects.exists()
    client.force_login(others[2])
    assert 'name="reason"' in client.get(f"/cms/players/{moderator.pk}/").content.decode()


def test_moderators_find_players_by_name_and_never_by_address(client, moderator, player):
    other = UserFactory(display_name="Рыжая Марта")
    page = client.get("/cms/players/", {"q": "шум"}).content.decode()
    assert f"/cms/players/{player.pk}/" in page
    assert other.display_name not in page
    for asked in ({"q": player.email}, {}, {"ordering": "email"}):
        page = client.get("/cms/players/", asked).content.decode()
        assert player.email not in page.replace(f'value="{player.email}"', "")
    assert "Шумный" not in client.get("/cms/players/results/", {"q": player.email}).content.decode()
    assert '/cms/players/"' in client.get("/cms/").content.decode()


def test_who_manages_accounts_finds_players_by_address_too(client, player):
    client.force_login(UserFactory(administrator=True))
    page = client.get("/cms/players/results/", {"q": player.email}).content.decode()
    assert "Шумный" in page
    assert player.email in page


def test_the_list_of_players_takes_the_same_queries_for_any_number(
    client, moderator, player, django_assert_num_queries
):
    client.get("/cms/players/")
    with django_assert_num_queries(QUERIES):
        client.get("/cms/players/")
    UserFactory.create_batch(15, muted_until=timezone.now() + timedelta(days=1))
    with django_assert_num_queries(QUERIES):
        page = client.get("/cms/players/").content.decode()
    assert "may not write" in page


def test_others_see_no_list_of_players(client, player):
    for person in (UserFactory(), UserFactory(editor=True)):
        client.force_login(person)
        for address in ("/cms/players/", "/cms/players/results/"):
            answer = client.get(address)
            assert answer.status_code in (302, 403)
            assert "Шумный" not in answer.content.decode()
