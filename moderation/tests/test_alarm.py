"""The alarm: nothing is public unseen, new accounts wait, limits are tighter, and it ends by itself."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from accounts.errors import WaitsForModerator
from accounts.models import User
from accounts.tests.factories import UserFactory
from ads import services as ads
from ads.models import AdStatus, BoardEntry
from ads.tests.factories import AdFactory
from common import alarm as common_alarm
from common.errors import InvalidInput, TooMany
from common.limits import consume
from common.tests.fresh_cache import empty_cache
from moderation import services
from moderation.errors import AlarmIsOn, NoAlarm, NotModerator
from moderation.models import Alarm, ModerationAct
from moderation.tasks import announce_alarm
from responses.services import send_response

pytestmark = pytest.mark.django_db
SIGN_UP = {"email": "new@example.com", "display_name": "Новичок Том", "password1": "кочерга-и-бочка-42"}


@pytest.fixture
def moderator() -> User:
    return UserFactory(moderator=True)


@pytest.fixture
def raised(moderator, django_capture_on_commit_callbacks) -> Alarm:
    with django_capture_on_commit_callbacks(execute=True):
        until = timezone.now() + timedelta(hours=6)
        return services.raise_alarm(reason="Волна золота", until=until, factor=4, by=moderator)


@pytest.fixture
def desk(moderator) -> Client:
    client = Client()
    client.force_login(moderator)
    return client


def test_everything_is_looked_at_before_whatever_the_level(raised):
    new = AdFactory(author=UserFactory(trust="trusted"), submitted=True)
    known = AdFactory(author=UserFactory(trust="known"), live=True)
    ads.edit_ad(ad_id=known.pk, text=ads.AdText(title="Стало иначе"), by=known.owner)
    ads.submit_ad(ad_id=known.pk, by=known.owner)
    assert BoardEntry.objects.get(pk=new.pk).status == AdStatus.IN_MODERATION
    assert BoardEntry.objects.get(pk=known.pk).pending == AdStatus.IN_MODERATION


def test_new_accounts_wait_until_a_moderator_lets_them_write(client, raised, moderator):
    client.post("/accounts/signup/", SIGN_UP)
    player, ad = User.objects.get(email=SIGN_UP["email"]), AdFactory(live=True)
    for write in (lambda: AdFactory(author=player), lambda: send_response(ad_id=ad.pk, text="Я", by=player)):
        with pytest.raises(WaitsForModerator):
            write()
    assert services.let_write(player_ids=[player.pk, ad.owner.pk], by=moderator) == 1
    player.refresh_from_db()
    send_response(ad_id=ad.pk, text="Жрец, среда свободна", by=player)
    assert ModerationAct.objects.get(what="player.let").subject_title == "Новичок Том"


def test_accounts_made_without_alarm_wait_for_nobody(client):
    client.post("/accounts/signup/", SIGN_UP)
    assert User.objects.get(email=SIGN_UP["email"]).waits_since is None


def test_limits_are_tighter(raised, settings):
    settings.LIMITS_FACTOR = 1
    for _ in range(2):
        consume("respond", "somebody", "8/h")
    with pytest.raises(TooMany):
        consume("respond", "somebody", "8/h")
    consume("respond", "somebody else", "1/h")  # never none at all
    empty_cache()
    assert common_alarm.tightening() == 1
    assert announce_alarm()  # a cache may forget: the sweep says it again
    assert common_alarm.tightening() == 4


def test_it_ends_by_itself_and_by_a_press(raised, moderator, django_capture_on_commit_callbacks):
    assert (common_alarm.is_on(), common_alarm.tightening()) == (True, 4)
    with pytest.raises(AlarmIsOn):
        services.raise_alarm(
            reason="Ещё", until=timezone.now() + timedelta(hours=1), factor=2, by=UserFactory(moderator=True)
        )
    now = timezone.now()
    Alarm.objects.update(at=now - timedelta(hours=2), until=now - timedelta(hours=1))
    with django_capture_on_commit_callbacks(execute=True):
        with pytest.raises(NoAlarm):
            services.end_alarm(by=moderator)
        again = services.raise_alarm(reason="Ещё", until=now + timedelta(hours=1), factor=2, by=moderator)
    assert common_alarm.tightening() == 2
    with django_capture_on_commit_callbacks(execute=True):
        services.end_alarm(by=moderator)
    assert not common_alarm.is_on()
    again.refresh_from_db()
    assert again.ended_by == moderator
    assert ModerationAct.objects.filter(what__in=("alarm.raise", "alarm.end")).count() == 3


def test_there_is_one_alarm_at_a_time(raised):
    with pytest.raises(IntegrityError), transaction.atomic():
        Alarm.objects.create(reason="x", until=timezone.now() + timedelta(hours=1))


def test_who_may_not_raises_no_alarm():
    until = timezone.now() + timedelta(hours=1)
    for nobody in (UserFactory(), UserFactory(editor=True)):
        with pytest.raises(NotModerator):
            services.raise_alarm(reason="x", until=until, factor=2, by=nobody)
        with pytest.raises(NotModerator):
            services.end_alarm(by=nobody)
        with pytest.raises(NotModerator):
            services.let_write(player_ids=[1], by=nobody)
    with pytest.raises(InvalidInput):
        services.raise_alarm(reason="x", until=timezone.now(), factor=2, by=UserFactory(moderator=True))
    assert not Alarm.objects.exists()


def test_the_page_raises_shows_lets_write_and_ends(desk, django_capture_on_commit_callbacks):
    for wrong in ({"reason": "", "hours": 6}, {"reason": "x", "hours": 0}, {"reason": "x", "hours": 1000}):
        assert desk.post("/cms/alarm/", {"factor": 4, **wrong}).status_code == 400
    with django_capture_on_commit_callbacks(execute=True):
        assert desk.post("/cms/alarm/", {"reason": "Волна", "hours": 6, "factor": 4}).status_code == 302
    player = UserFactory(waits_since=timezone.now())
    page = desk.get("/cms/alarm/").content.decode()
    assert player.display_name in page
    for place in ("/cms/", "/cms/desk/"):
        assert "Волна" in desk.get(place).content.decode(), place
    desk.post("/cms/alarm/let-write/", {"player": ["x"]})
    player.refresh_from_db()
    assert player.waits_since is not None
    desk.post("/cms/alarm/let-write/", {"player": [player.pk]})
    player.refresh_from_db()
    assert player.waits_since is None
    assert desk.post("/cms/alarm/end/").status_code == 302
    assert Alarm.objects.get().ended_at is not None
    assert desk.post("/cms/alarm/end/").status_code == 302  # says that there is none
