"""By which way a player hears of something, and what silences it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.tests.factories import UserFactory
from common.errors import InvalidInput, NotAllowed
from mailing.guards import objection_to
from mailing.models import OutboxMessage
from notifications import kinds, selectors, services
from notifications.forms import make_channels_form
from notifications.models import Block, Channel, ChannelChoice, Mute, Notification
from notifications.tests.conftest import KIND

OTHER = "test-own-way"


def letters() -> int:
    return OutboxMessage.objects.count()


@pytest.mark.parametrize(
    ("channel", "rows", "posted", "waiting"),
    [("at_once", 1, 1, 0), ("digest", 1, 0, 1), ("site", 1, 0, 0), ("off", 0, 0, 0)],
)
def test_each_way_tells_as_it_says(tell, player, channel, rows, posted, waiting):
    services.set_channel(player, KIND, channel)
    tell(1)
    assert Notification.objects.count() == rows
    assert letters() == posted
    assert Notification.objects.filter(awaits_digest=True).count() == waiting


def test_without_a_choice_a_kind_goes_its_own_way(kind, player):
    kinds.register(OTHER, "Other", "x", default=Channel.SITE, about=kinds.About.PEOPLE)
    services.notify(recipient=player, kind=OTHER, key="other:1", context={}, url="/", letter="tests/one")
    assert (Notification.objects.count(), letters()) == (1, 0)


def test_unknown_kinds_and_ways_are_refused(kind, player):
    kinds.register(OTHER, "Other", "x", in_digest=False, about=kinds.About.PEOPLE)
    for slug, channel in (("nonsense", "site"), (KIND, "pigeon"), (OTHER, "digest")):
        with pytest.raises(InvalidInput):
            services.set_channel(player, slug, channel)
    assert not ChannelChoice.objects.exists()


def test_leaving_the_digest_leaves_it_for_every_kind_that_is_in_it(kind, player):
    kinds.register(OTHER, "Other", "x", about=kinds.About.PEOPLE)
    services.choose_channels(wanted={KIND: "digest", OTHER: "off"}, by=player)
    services.set_channel(player, kinds.DIGEST, "site")
    assert selectors.chosen_channels(player) == {KIND: "site", OTHER: "off"}


def test_a_muted_listing_and_a_blocked_player_tell_nothing(tell, player):
    other = UserFactory()
    services.mute_listing(listing_id=7, by=player)
    services.block_player(player_id=other.pk, by=player)
    tell(1, listing_id=7)
    tell(2, actor=other)
    assert (Notification.objects.count(), letters()) == (0, 0)
    tell(3, listing_id=8, actor=UserFactory())
    assert Notification.objects.count() == 1

    services.unmute_listing(listing_id=7, by=player)
    services.unblock_player(player_id=other.pk, by=player)
    tell(4, listing_id=7, actor=other, group="")
    assert Notification.objects.count() == 2


def test_what_was_silenced_after_posting_is_not_sent(tell, player):
    other = UserFactory()
    tell(1, listing_id=7, actor=other)
    letter = OutboxMessage.objects.get()
    assert objection_to(letter) is None
    services.mute_listing(listing_id=7, by=player)
    assert objection_to(letter) == "the reader has muted the listing"
    services.unmute_listing(listing_id=7, by=player)
    services.block_player(player_id=other.pk, by=player)
    assert objection_to(letter) == "the reader has blocked the player"
    services.unblock_player(player_id=other.pk, by=player)
    other.is_active = False
    other.save()
    assert objection_to(letter) == "the player whom it is about is deactivated"


def test_a_letter_that_waited_is_no_news_to_who_has_read_it(tell, player):
    tell(1)
    letter = OutboxMessage.objects.get()
    services.mark_event_read(key=f"{KIND}:1", by=player)
    assert objection_to(letter) is None
    Notification.objects.update(due_at=timezone.now() - timedelta(hours=1))
    assert objection_to(letter) == "the reader has read it on the site"


def test_blocking_is_of_others_and_happens_once(player):
    with pytest.raises(NotAllowed):
        services.block_player(player_id=player.pk, by=player)
    other = UserFactory()
    for _ in range(2):
        services.block_player(player_id=other.pk, by=player)
        services.mute_listing(listing_id=3, by=player)
    assert (Block.objects.count(), Mute.objects.count()) == (1, 1)
    assert selectors.is_blocked(by=player, of=other)
    assert not selectors.is_blocked(by=other, of=player)


def test_too_many_letters_in_a_day_wait_for_the_digest(tell, player, settings):
    settings.LIMITS_FACTOR, settings.NOTIFICATION_LETTERS_PER_DAY = 1, 3
    for number in range(5):
        tell(number, group="")
    assert letters() == 3
    assert Notification.objects.filter(awaits_digest=True).count() == 2
    Notification.objects.filter(mailed_at__isnull=False).update(mailed_at=timezone.now() - timedelta(days=2))
    tell(6, group="")
    assert letters() == 4


def test_telling_takes_few_queries(tell, django_assert_max_num_queries):
    tell(1)
    with django_assert_max_num_queries(14):
        tell(2, group="another")
    with django_assert_max_num_queries(9):
        tell(3)


def test_old_notifications_are_forgotten(tell, settings):
    tell(1)
    tell(2)
    tell(3, group="another")
    old = timezone.now() - timedelta(days=settings.NOTIFICATIONS_KEPT_DAYS + 1)
    Notification.objects.filter(group="g").update(due_at=old)
    assert services.forget_old(now=timezone.now()) == 2
    assert Notification.objects.get().key == f"{KIND}:3"


def test_the_settings_show_each_kind_once_under_what_it_is_about(player):
    form = make_channels_form(player, None)
    shown = {group: [field.name for field in fields] for group, fields in form.groups}
    assert list(shown) == [str(group.label) for group in kinds.About]
    assert sorted(name for names in shown.values() for name in names) == sorted(form.fields)
    assert "response-accepted" in shown[str(kinds.About.SENT.label)]
