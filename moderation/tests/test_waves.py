"""A wave of accounts: found by what they have in common, swept away in one step, brought back in one."""

from __future__ import annotations

from datetime import timedelta
from ipaddress import ip_network

import pytest
from django.test import Client
from django.utils import timezone

from accounts import services as accounts
from accounts.models import SignUpAddress, User
from accounts.tests.factories import UserFactory
from ads.models import AdStatus, BoardEntry
from ads.tests.factories import AdFactory
from benchmarks.seed import fill_board
from common.errors import InvalidInput
from mailing.models import OutboxMessage
from moderation import services
from moderation.errors import NotModerator, NotOverStaff, SweepUndone
from moderation.limits import MOST_SWEPT
from moderation.models import Case, ModerationAct, Sweep
from moderation.selectors.queue import queue
from moderation.selectors.waves import WaveSigns, cluster
from responses.models import Response
from responses.tests.factories import ResponseFactory
from tests.support.pictures import upload_picture

pytestmark = pytest.mark.django_db
# Two hundred are the journey's (`tests/journeys/test_waves.py`).
WAVE, ANSWERED = 30, 20
SPAM = "Продам золото дёшево, пишите в личку, доставка пять минут"


@pytest.fixture
def moderator() -> User:
    return UserFactory(moderator=True, display_name="Судья Ива")


@pytest.fixture
def desk(moderator) -> Client:
    client = Client()
    client.force_login(moderator)
    return client


def found(**signs: object) -> set[User]:
    return {suspect.player for suspect in cluster(WaveSigns(**signs))}


def test_accounts_are_swept_away_with_all_they_wrote_and_come_back(moderator):
    fill_board(WAVE, writers=WAVE)
    victim = UserFactory(display_name="Адресат Том")
    entries = dict(BoardEntry.objects.values_list("pk", "status"))
    wave = list(User.objects.filter(email__startswith="bench"))
    Response.objects.bulk_create(
        Response(ad_id=next(iter(entries)), author=player, recipient=victim, text=SPAM)
        for player in wave[1 : ANSWERED + 1]
    )
    BoardEntry.objects.filter(pk=next(iter(entries))).update(response_count=ANSWERED)
    letters = OutboxMessage.objects.count()
    begun = timezone.now() - timedelta(hours=1)
    assert len(found(joined_from=begun, joined_until=timezone.now(), words=SPAM)) == ANSWERED

    sweep = services.sweep_wave(player_ids=[one.pk for one in wave], reason="Волна золота", by=moderator)
    assert not BoardEntry.objects.filter(status=AdStatus.LIVE).exists()
    assert not Response.objects.filter(deleted_at=None).exists()
    assert all(player.is_suspended for player in User.objects.filter(pk__in=[one.pk for one in wave]))
    assert ModerationAct.objects.filter(what="player.ban").count() == WAVE
    assert ModerationAct.objects.get(what="wave.sweep").after == {"players": WAVE}

    assert services.undo_sweep(sweep_id=sweep.pk, by=moderator) == WAVE
    assert dict(BoardEntry.objects.values_list("pk", "status")) == entries
    assert Response.objects.filter(deleted_at=None).count() == ANSWERED
    assert not User.objects.filter(suspended_until__isnull=False).exists()
    assert OutboxMessage.objects.count() == letters
    with pytest.raises(SweepUndone):
        services.undo_sweep(sweep_id=sweep.pk, by=moderator)


def test_accounts_are_found_by_when_and_from_where_they_came():
    early, late, elsewhere = UserFactory(), UserFactory(), UserFactory()
    User.objects.filter(pk=early.pk).update(date_joined=timezone.now() - timedelta(days=2))
    for player, address in ((early, "203.0.113.9"), (late, "203.0.113.77"), (elsewhere, "2001:db8::7")):
        accounts.record_sign_up_address(player=player, address=address)
    network = ip_network("203.0.113.0/24")
    assert found(network=network) == {early, late}
    assert found(network=network, joined_from=timezone.now() - timedelta(hours=1)) == {late}
    assert found(network=ip_network("2001:db8::/64")) == {elsewhere}
    assert found() == set()


def test_accounts_are_found_by_similar_words():
    first = AdFactory(submitted=True, body=f"<p>{SPAM}</p>").owner
    other = ResponseFactory(text="Всем привет! Продам золото ДЕШЕВО, пишите в личку. Доставка 5 минут").author
    ResponseFactory(text="Жрец, среда свободна, золото не нужно")
    assert found(words=SPAM) == {first, other}


def test_accounts_are_found_by_the_same_picture():
    first, second, third = UserFactory(), UserFactory(), UserFactory()
    body = '<figure class="image"><img data-image-id="{}" alt="золото"></figure>'
    ad = AdFactory(author=first, body=body.format(upload_picture(by=first)))
    upload_picture(by=second)
    assert found(listing=ad.pk) == {first, second}
    assert third not in found(listing=ad.pk)


def test_staff_and_the_kept_out_are_no_suspects(moderator):
    UserFactory(editor=True), UserFactory(staff=True), UserFactory(deactivated=True)
    banned = UserFactory()
    services.sanction_player(player_id=banned.pk, kind="ban", reason="x", by=moderator)
    trusted, new = UserFactory(trust="trusted"), UserFactory()
    suspects = {one.player: one.is_ticked for one in cluster(WaveSigns(joined_until=timezone.now()))}
    assert suspects == {trusted: False, new: True}


def test_texts_that_wait_leave_the_desk_with_their_authors(moderator):
    ad = AdFactory(submitted=True)
    sweep = services.sweep_wave(player_ids=[ad.owner.pk], reason="Волна", by=moderator)
    assert queue().rows == []
    assert queue().total == 0
    assert services.take_next(by=moderator) is None
    services.undo_sweep(sweep_id=sweep.pk, by=moderator)
    assert [row.case for row in queue().rows] == [Case.objects.get()]


def test_who_was_let_in_by_an_objection_stays_in(moderator):
    first, second = UserFactory(), UserFactory()
    sweep = services.sweep_wave(player_ids=[first.pk, second.pk], reason="Волна", by=moderator)
    services.lift_sanction(sanction_id=first.sanctions.get().pk, by=UserFactory(moderator=True))
    assert services.undo_sweep(sweep_id=sweep.pk, by=moderator) == 1


def test_a_sweep_is_all_or_nothing_and_never_of_staff(moderator):
    player, colleague = UserFactory(), UserFactory(moderator=True)
    with pytest.raises(NotOverStaff):
        services.sweep_wave(player_ids=[player.pk, colleague.pk], reason="x", by=moderator)
    for chosen in ([], range(MOST_SWEPT + 1)):
        with pytest.raises(InvalidInput):
            services.sweep_wave(player_ids=chosen, reason="x", by=moderator)
    for nobody in (UserFactory(), UserFactory(editor=True)):
        with pytest.raises(NotModerator):
            services.sweep_wave(player_ids=[player.pk], reason="x", by=nobody)
        with pytest.raises(NotModerator):
            services.undo_sweep(sweep_id=1, by=nobody)
    player.refresh_from_db()
    assert (player.is_suspended, Sweep.objects.exists()) == (False, False)


def test_addresses_of_sign_ups_are_forgotten(client):
    old, new = UserFactory(), UserFactory()
    for player in (old, new):
        accounts.record_sign_up_address(player=player, address="203.0.113.9")
    accounts.record_sign_up_address(player=new, address="unknown")
    SignUpAddress.objects.filter(user=old).update(at=timezone.now() - timedelta(days=31))
    assert accounts.forget_sign_up_addresses(now=timezone.now()) == 1
    assert SignUpAddress.objects.get().user == new


def test_a_sign_up_leaves_its_address(client):
    fields = {"email": "new@example.com", "display_name": "Новичок Том", "password1": "кочерга-и-бочка-42"}
    client.post("/accounts/signup/", fields, REMOTE_ADDR="203.0.113.7")
    assert SignUpAddress.objects.get().address == "203.0.113.7"


def test_the_page_shows_first_and_sweeps_what_is_ticked(desk):
    ad, spared = AdFactory(live=True, title="Золото дёшево"), UserFactory()
    address = "/cms/waves/?joined_from=2020-01-01T00:00"
    page = desk.get(address).content.decode()
    assert "Золото дёшево" in page
    assert BoardEntry.objects.get().status == AdStatus.LIVE
    assert desk.post(address, {"player": [ad.owner.pk]}).status_code == 400  # without a reason
    assert desk.post(address, {"reason": "Волна"}).status_code == 400  # without an account
    assert desk.post(address, {"player": [ad.owner.pk], "reason": "Волна"}).status_code == 302
    assert BoardEntry.objects.get().status == AdStatus.HIDDEN
    spared.refresh_from_db()
    assert not spared.is_suspended
    sweep = Sweep.objects.get()
    assert "joined_from" in sweep.found_by
    assert desk.post(f"/cms/waves/{sweep.pk}/undo/").status_code == 302
    assert BoardEntry.objects.get().status == AdStatus.LIVE
    assert desk.post(f"/cms/waves/{sweep.pk + 1}/undo/").status_code == 404


@pytest.mark.parametrize(
    "query", ["network=nonsense", "network=0.0.0.0/1", "words=мало", "joined_from=вчера", "words="]
)
def test_what_is_no_sign_is_refused_in_words(desk, query):
    page = desk.get(f"/cms/waves/?{query}")
    assert page.status_code == 200
    assert page.context["asked"].errors
    assert page.context["found"] == []
