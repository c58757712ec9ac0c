"""Whom a rule means, and what is asked again when the letter goes."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.utils import timezone

from accounts.models import User
from accounts.tests.factories import UserFactory
from ads.tests.factories import AdFactory
from mailing.rows import Status
from newsletter import services, tasks
from newsletter.models import EVERYONE, AudienceRule, Segment, Subscription, Topic
from newsletter.selectors.audience import Reason, audience, meant, readers
from newsletter.tests.factories import IssueFactory, release, subscriber

pytestmark = pytest.mark.django_db


def ids(rule: AudienceRule) -> set[int]:
    return set(audience(rule).values_list("pk", flat=True))


@pytest.fixture
def events() -> Topic:
    return Topic.objects.get(name_en="Events")


def test_everyone_is_everybody_who_is_subscribed():
    person = subscriber()
    services.unsubscribe(token=subscriber().token)
    assert ids(EVERYONE) == {person.pk}


def test_a_topic_means_those_who_chose_it(events):
    subscriber()
    person = subscriber()
    services.set_subscription(wanted=True, by=person.user, topics=[events.pk])
    assert ids(AudienceRule(topic=events.pk)) == {person.pk}


def test_interests_mean_those_who_have_one_of_them():
    healer, smith = subscriber(), subscriber()
    subscriber()
    services.set_subscription(wanted=True, by=healer.user, interests=["healers", "tanks"])
    services.set_subscription(wanted=True, by=smith.user, interests=["blacksmiths"])
    assert ids(AudienceRule(interests=("tanks", "dps"))) == {healer.pk}
    assert ids(AudienceRule(interests=("tanks", "blacksmiths"))) == {healer.pk, smith.pk}


def test_a_live_listing_is_one_on_the_board_now():
    author, closed = subscriber(), subscriber()
    subscriber()
    AdFactory(author=author.user, live=True)
    AdFactory(author=closed.user, closed=True)
    assert ids(AudienceRule(has_live_listing=True)) == {author.pk}


def test_seen_within_days_counts_from_today():
    here, gone, never = subscriber(), subscriber(), subscriber()
    today = timezone.localdate()
    Subscription.objects.filter(pk=gone.pk).update(seen_on=today - timedelta(days=8))
    Subscription.objects.filter(pk=never.pk).update(seen_on=None)
    assert ids(AudienceRule(seen_within_days=7)) == {here.pk}
    assert ids(AudienceRule(seen_within_days=8)) == {here.pk, gone.pk}


def test_a_language_is_the_one_of_the_settings():
    english = subscriber(language="en")
    subscriber()
    assert ids(AudienceRule(language="en")) == {english.pk}


def test_conditions_hold_together():
    both, one = subscriber(language="en"), subscriber()
    for person in (both, one):
        services.set_subscription(wanted=True, by=person.user, interests=["tanks"])
    assert ids(AudienceRule(interests=("tanks",), language="en")) == {both.pk}


def test_a_rule_keeps_its_conditions_as_json():
    rule = AudienceRule(topic=3, interests=("tanks",), seen_within_days=7)
    assert AudienceRule.from_json(rule.as_json()) == rule
    assert EVERYONE.as_json() == {}
    assert AudienceRule.from_json({}) == EVERYONE


def test_a_segment_is_a_rule_under_a_name(events):
    segment = Segment(name="Танки", topic=events, interests=["tanks"], language="ru", has_live_listing=True)
    assert segment.rule == AudienceRule(events.pk, ("tanks",), True, None, "ru")


def test_the_rule_is_frozen_at_release_and_the_ledger_follows_it(events):
    chosen, other = subscriber(), subscriber()
    services.set_subscription(wanted=True, by=chosen.user, topics=[events.pk])
    mailing = release(rule=AudienceRule(topic=events.pk))
    assert (mailing.audience_rule, mailing.topic) == (AudienceRule(topic=events.pk), events)
    assert [row.subscriber_id for row in mailing.deliveries.all()] == [chosen.pk]
    assert other.pk not in mailing.deliveries.values_list("subscriber_id", flat=True)


def test_whoever_stops_the_topic_before_the_letter_goes_does_not_get_it(events):
    stopped, stays = subscriber(), subscriber()
    first = stopped.topics[0]
    for person in (stopped, stays):
        services.set_subscription(wanted=True, by=person.user, topics=[first, events.pk])
    mailing = release(IssueFactory(topic=events), rule=AudienceRule(topic=events.pk))
    services.keep_topics(token=stopped.token, kept=[first])
    tasks.carry_on()
    rows = {row.subscriber_id: row for row in mailing.deliveries.all()}
    assert rows[stays.pk].status == Status.SENT
    assert rows[stopped.pk].status == Status.SKIPPED
    assert rows[stopped.pk].last_error == str(Reason.OTHER_TOPICS.label)


def test_interests_changed_before_the_letter_goes_keep_nobody_back():
    person = subscriber()
    services.set_subscription(wanted=True, by=person.user, interests=["tanks"])
    mailing = release(rule=AudienceRule(interests=("tanks",)))
    services.set_subscription(wanted=True, by=person.user, interests=[])
    tasks.carry_on()
    assert mailing.deliveries.get().status == Status.SENT


@pytest.mark.parametrize(
    ("state", "reason"),
    [
        ({"deactivated": True}, Reason.CLOSED),
        ({"confirmed": False}, Reason.UNCONFIRMED),
        ({"suspended_until": timezone.now() + timedelta(days=1)}, Reason.SANCTIONED),
        ({}, None),
    ],
)
def test_the_same_reasons_count_and_keep_back(state, reason):
    person = subscriber(**state)
    assert readers([person.pk])[person.pk].reason is reason
    assert (person.pk in ids(EVERYONE)) is (reason is None)
    assert meant(EVERYONE).count() == 1


def test_counting_takes_one_statement(django_assert_num_queries, events):
    rule = AudienceRule(events.pk, ("tanks",), True, 30, "ru")
    with django_assert_num_queries(1):
        audience(rule).count()


def test_players_without_a_subscription_are_nobodys_audience():
    UserFactory()
    assert ids(EVERYONE) == set()


def reach(person: Subscription) -> tuple[bool, object, str]:
    person.refresh_from_db()
    return person.reachable, person.kept_out_until, person.language


def test_a_subscription_follows_its_player_whoever_changes_it():
    person = subscriber()
    player = User.objects.filter(pk=person.user_id)
    addresses = EmailAddress.objects.filter(user=person.user)
    until = timezone.now() + timedelta(days=1)
    assert reach(person) == (True, None, "ru")
    player.update(language="en", suspended_until=until)
    assert reach(person) == (True, until, "en")
    player.update(is_active=False)
    assert reach(person)[0] is False
    player.update(is_active=True)
    addresses.update(verified=False)
    assert reach(person)[0] is False
    addresses.update(verified=True)
    assert reach(person)[0] is True
    player.update(email="new@example.com")
    assert reach(person)[0] is False, "the new address is not confirmed"
    EmailAddress.objects.create(user=person.user, email="NEW@example.com", verified=True)
    assert reach(person)[0] is True
    addresses.delete()
    assert reach(person)[0] is False


def test_nobody_writes_another_reach_into_a_subscription():
    person = subscriber(confirmed=False)
    Subscription.objects.update(reachable=True, language="xx")
    assert reach(person) == (False, None, "ru")


def test_a_suspension_that_is_over_keeps_nobody_back():
    person = subscriber(suspended_until=timezone.now() - timedelta(minutes=1))
    assert ids(EVERYONE) == {person.pk}
