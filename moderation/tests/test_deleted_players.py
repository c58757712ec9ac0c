"""A player goes for good: what goes, what stays, what the log says."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core.files.base import ContentFile
from django.db import IntegrityError, InternalError, connection, transaction
from django.test import Client
from django.utils import timezone
from PIL import Image

from accounts import services
from accounts.models import DataExport, User
from accounts.tests.factories import PASSWORD, UserFactory
from accounts.tests.mailbox import letters_to
from ads.models import AdStatus, BoardEntry, Picture, WritingDraft
from ads.tests.factories import AdFactory
from common.errors import IllegalTransition, InvalidInput, NotAllowed
from mailing.models import OutboxMessage
from moderation.models import ModerationAct, Sanction
from moderation.services import sanction_player
from newsletter.models import Subscription
from notifications.models import Notification
from responses import services as responses
from responses.models import Message, Response

MARTA = "Рыжая Марта"
DAY = timedelta(days=1)


@pytest.fixture
def player(db) -> User:
    return UserFactory(email="marta@example.com", display_name=MARTA)


@pytest.fixture
def administrator(db) -> User:
    return UserFactory(administrator=True)


def client_of(user: User) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    return client


def erase(player: User, by: User) -> User:
    services.erase_player(player_id=player.pk, typed_name=player.display_name, by=by)
    return User.objects.get(pk=player.pk)


def names_anywhere(*words: str) -> list[str]:
    """Where in the whole database a word still stands."""
    found = []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name FROM information_schema.tables"
            " WHERE table_schema = 'public' AND table_type = 'BASE TABLE'"
        )
        for (table,) in cursor.fetchall():
            for word in words:
                cursor.execute(f'SELECT count(*) FROM "{table}" AS t WHERE t::text ILIKE %s', [f"%{word}%"])
                if cursor.fetchone()[0]:
                    found.append(f"{table}: {word}")
    return found


def picture_of(player: User) -> Picture:
    file = io.BytesIO()
    Image.new("RGB", (4, 4)).save(file, "PNG")
    return Picture.objects.create(
        title=player.display_name, uploaded_by_user=player, file=ContentFile(file.getvalue(), "x.png")
    )


@pytest.fixture
def busy(player, django_capture_on_commit_callbacks) -> User:
    """A player who has done everything that leaves a trace."""
    friend = UserFactory(display_name="Снегирь")
    moderator = UserFactory(moderator=True)
    ad = AdFactory(author=player, live=True)
    AdFactory(author=player)
    response = responses.send_response(ad_id=ad.pk, text="Возьмите меня", by=friend)
    responses.accept_response(response_id=response.pk, by=player)
    responses.write_message(response_id=response.pk, text="Ждём тебя у ворот", by=player)
    other = AdFactory(author=friend, live=True)
    responses.send_response(ad_id=other.pk, text="А можно к вам?", by=player)
    waiting = AdFactory(author=player, live=True)
    responses.send_response(ad_id=waiting.pk, text="Ещё нужен хил?", by=friend)
    sanction_player(player_id=player.pk, kind="warn", reason="Не кричите.", by=moderator)
    services.deactivate_player(player_id=player.pk, by=UserFactory(staff=True))
    services.activate_player(player_id=player.pk, by=UserFactory(staff=True))
    Subscription.objects.create(user=player)
    WritingDraft.objects.create(
        author=player, uid="6f1c7d1e-8c3f-4a0e-9d53-111111111111", writer="x", sequence=1, fields={}
    )
    picture_of(player)
    client_of(player)
    OutboxMessage.objects.update(status="sent", finished_at=timezone.now())
    return player


def test_nothing_of_the_person_is_left_in_the_database(busy, administrator):
    assert names_anywhere(MARTA, "marta@example.com")
    gone = erase(busy, administrator)
    assert names_anywhere(MARTA, "marta@example.com") == []
    assert (gone.display_name, gone.is_active) == (f"Удалённый игрок {gone.pk}", False)
    assert not EmailAddress.objects.filter(user=gone).exists()
    for rows in (Picture.objects.filter(uploaded_by_user=gone), Notification.objects.filter(recipient=gone)):
        assert not rows.exists()


def test_others_keep_what_they_talked_about(busy, administrator):
    erase(busy, administrator)
    assert Message.objects.get().text == "Ждём тебя у ворот"
    assert str(Message.objects.get().author).startswith("Удалённый игрок")
    friend = User.objects.get(display_name="Снегирь")
    client = client_of(friend)
    page = client.get(f"/my/messages/{Message.objects.get().thread_id}/")
    assert "Ждём тебя у ворот" in page.text
    assert "no longer on the board" in page.text


def test_listings_leave_the_board_and_nobody_waits_in_vain(busy, administrator):
    erase(busy, administrator)
    mine = BoardEntry.objects.filter(author=busy)
    assert set(mine.values_list("status", flat=True)) == {AdStatus.ARCHIVED}
    assert mine.count() == 2
    for entry in mine:
        assert Client().get(entry.url).status_code == 404
    assert not Response.objects.filter(status="new").exists()
    assert Notification.objects.filter(
        kind="response-listing-gone", recipient__display_name="Снегирь"
    ).exists()
    assert Client().get(f"/players/{busy.pk}-x/").status_code == 404


def test_the_log_keeps_a_line_without_a_name(busy, administrator):
    erase(busy, administrator)
    act = ModerationAct.objects.get(what="player.erase")
    assert (act.by_id, act.subject_id, act.before, act.after) == (administrator.pk, str(busy.pk), {}, {})
    assert MARTA not in act.subject_title
    assert ModerationAct.objects.filter(subject_id=str(busy.pk), what="player.warn").exists()
    assert Sanction.objects.filter(player=busy).exists()


@pytest.mark.parametrize(
    "change",
    [
        "subject_title = 'Кто-то другой'",
        "why = 'другое'",
        "by_name = 'Другой'",
        "what = 'player.open'",
        "before = '{\"a\": 1}'",
    ],
)
def test_the_log_takes_no_other_change_even_then(busy, administrator, change):
    erase(busy, administrator)
    with (
        pytest.raises((InternalError, IntegrityError)),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"UPDATE moderation_moderationact SET {change} WHERE what = 'player.warn'")


def test_a_name_of_somebody_who_is_there_is_not_changed_in_the_log(busy):
    with (
        pytest.raises((InternalError, IntegrityError)),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE moderation_moderationact SET subject_title = 'x', before = '{}', after = '{}'")


def test_who_may_not_delete_whom(player, administrator):
    owner = UserFactory(staff=True)
    for target, by in (
        (player, UserFactory(moderator=True)),
        (administrator, administrator),
        (owner, administrator),
        (owner, UserFactory(staff=True)),
    ):
        with pytest.raises(NotAllowed):
            erase(target, by)
    with pytest.raises(InvalidInput):
        services.erase_player(player_id=player.pk, typed_name="Рыжая", by=administrator)
    assert User.objects.get(pk=player.pk).erased_at is None


def test_nobody_is_deleted_twice_nor_opened_again(player, administrator):
    erase(player, administrator)
    with pytest.raises(NotAllowed):
        erase(User.objects.get(pk=player.pk), administrator)
    with pytest.raises(IllegalTransition):
        services.activate_player(player_id=player.pk, by=administrator)


def test_the_number_is_free_even_where_somebody_took_it_as_a_name(player, administrator):
    UserFactory(display_name=f"Удалённый игрок {player.pk}")
    assert erase(player, administrator).display_name.startswith(f"Удалённый игрок {player.pk} ")


def test_the_page_of_the_cms_wants_the_name(player, administrator):
    desk = client_of(administrator)
    page = f"/cms/users/erase/{player.pk}/"
    assert MARTA in desk.get(page).text
    assert desk.post(page, {"typed_name": "не то"}).status_code == 400
    assert desk.post(page, {"typed_name": MARTA}).status_code == 302
    assert User.objects.get(pk=player.pk).erased_at
    assert desk.get("/cms/users/").status_code == 200


def test_leaving_takes_everything_off_the_board_at_once(player):
    live, closed = AdFactory(author=player, live=True), AdFactory(author=player, closed=True)
    waits = AdFactory(author=player, submitted=True)
    client = client_of(player)
    assert client.post("/my/settings/leave/").url == "/my/settings/stay/"
    for ad in (live, closed):
        assert Client().get(ad.public_path).status_code == 404
    assert BoardEntry.objects.get(pk=waits.pk).status == AdStatus.DRAFT
    assert Client().get(player.get_absolute_url()).status_code == 404
    letter = letters_to(player.email)[-1]
    assert letter.kind == "leaving"
    assert "/my/settings/stay/" in letter.text


def test_who_is_leaving_finds_nothing_but_the_way_back(player):
    live, closed = AdFactory(author=player, live=True), AdFactory(author=player, closed=True)
    client = client_of(player)
    client.post("/my/settings/leave/")
    for path in ("/", "/my/settings/", "/board/", "/my/responses/"):
        assert client.get(path).url == "/my/settings/stay/"
    assert client.get("/api/v1/me/").status_code == 403
    assert "I stay" in client_of(player).get("/my/settings/stay/").text
    assert client.post("/my/settings/stay/").url == "/my/settings/"
    statuses = dict(BoardEntry.objects.filter(author=player).values_list("pk", "status"))
    assert statuses == {live.pk: AdStatus.LIVE, closed.pk: AdStatus.CLOSED}
    assert client.get("/my/settings/stay/").url == "/my/settings/"


def test_leaving_asks_for_the_password(player):
    client = Client()
    client.force_login(player)
    assert "/accounts/reauthenticate/" in client.get("/my/settings/leave/").url
    client.post("/my/settings/leave/")
    assert User.objects.get(pk=player.pk).leaves_at is None


def test_leaving_is_refused_to_staff_and_twice(player):
    with pytest.raises(NotAllowed):
        services.ask_to_leave(by=UserFactory(moderator=True))
    with pytest.raises(IllegalTransition):
        services.stay(by=player)
    services.ask_to_leave(by=player)
    with pytest.raises(IllegalTransition):
        services.ask_to_leave(by=player)


def test_the_data_go_when_the_days_are_over_and_not_before(player):
    services.ask_to_leave(by=player)
    now = timezone.now()
    assert services.erase_due(now=now + 6 * DAY) == 0
    assert services.erase_due(now=now + 7 * DAY + timedelta(minutes=1)) == 1
    assert services.erase_due(now=now + 8 * DAY) == 0
    assert User.objects.get(pk=player.pk).erased_at
    assert ModerationAct.objects.get(what="player.erase").by_id is None
    assert not OutboxMessage.objects.filter(to="marta@example.com").exists()


def test_what_a_moderator_hides_meanwhile_stays_hidden(player):
    ad = AdFactory(author=player, live=True)
    services.ask_to_leave(by=player)
    BoardEntry.objects.filter(pk=ad.pk).update(moderator_comment="Обман")
    services.stay(by=player)
    assert BoardEntry.objects.get(pk=ad.pk).status == AdStatus.HIDDEN


def test_a_copy_goes_with_its_player(player, administrator):
    services.make_copy(export_id=services.ask_for_copy(by=player).pk)
    erase(player, administrator)
    assert not DataExport.objects.exists()
