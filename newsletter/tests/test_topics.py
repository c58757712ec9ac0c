"""Topics and interests: in the settings, by the link of a letter, in the CMS."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.tests.factories import UserFactory
from common.errors import InvalidInput
from newsletter import keeping, services
from newsletter.models import Subscription, Topic
from newsletter.tests.factories import subscriber

pytestmark = pytest.mark.django_db

SETTINGS = reverse("accounts:settings")


@pytest.fixture
def topics() -> list[int]:
    return list(Topic.objects.values_list("pk", flat=True))


@pytest.fixture
def person(topics) -> Subscription:
    """Gets everything."""
    person = subscriber()
    services.set_subscription(wanted=True, by=person.user, topics=topics)
    person.refresh_from_db()
    return person


def link(person: Subscription) -> str:
    return reverse("newsletter:unsubscribe", args=[person.token])


def save(user, **data):
    client = Client()
    client.force_login(user)
    form = {"panel": "newsletter", "newsletter-choices_shown": "True"}
    return client.post(SETTINGS, form | {f"newsletter-{name}": value for name, value in data.items()})


def test_the_first_topic_comes_with_the_newsletter(topics):
    assert subscriber().topics == topics[:1]


def test_the_settings_show_topics_with_their_notes_and_the_ten_categories(visitor):
    visitor.force_login(UserFactory())
    page = visitor.get(SETTINGS).text
    for topic in Topic.objects.all():
        assert topic.name in page
    assert page.count('name="newsletter-interests"') == 10


def test_topics_and_interests_are_chosen_in_the_settings(topics):
    user = UserFactory()
    save(user, subscribed="on", topics=topics[1:], interests=["tanks", "healers"])
    kept = Subscription.objects.get(user=user)
    assert (kept.topics, kept.interests) == (topics[1:], ["tanks", "healers"])


def test_the_settings_ask_for_a_topic(topics):
    user = UserFactory()
    page = save(user, subscribed="on")
    assert page.status_code == 200
    assert not Subscription.objects.exists()


def test_turning_it_off_needs_no_topic_and_keeps_them(person, topics):
    save(person.user)
    person.refresh_from_db()
    assert (person.subscribed, person.topics) == (False, topics)


def test_an_unknown_topic_or_category_is_refused(person):
    for wrong in ({"topics": [0]}, {"interests": ["bards"]}):
        with pytest.raises(InvalidInput):
            services.set_subscription(wanted=True, by=person.user, **wrong)


def test_a_retired_topic_is_offered_to_nobody_and_stays_with_who_has_it(person, topics):
    Topic.objects.filter(pk=topics[2]).update(retired=True)
    services.set_subscription(wanted=True, by=person.user, topics=topics[:1])
    person.refresh_from_db()
    assert person.topics == [topics[0], topics[2]]
    with pytest.raises(InvalidInput):
        services.set_subscription(wanted=True, by=UserFactory(), topics=[topics[2]])


def test_the_link_of_a_letter_shows_what_one_gets_and_changes_nothing(person, topics, visitor):
    page = visitor.get(link(person))
    assert page.text.count('name="topic"') == len(topics)
    person.refresh_from_db()
    assert person.topics == topics


def test_one_topic_is_stopped_and_taken_back(person, topics):
    strict = Client(enforce_csrf_checks=True)
    page = strict.post(link(person), {"some": "1", "topic": topics[:2]})
    person.refresh_from_db()
    assert (person.subscribed, person.topics) == (True, topics[:2])
    assert 'name="undo"' in page.text
    strict.post(link(person), {"undo": "1"})
    person.refresh_from_db()
    assert (person.topics, person.dropped_topics, person.dropped_at) == (topics, [], None)


def test_no_topic_left_is_the_end_and_undo_brings_all_back(person, topics, visitor):
    visitor.post(link(person), {"some": "1"})
    person.refresh_from_db()
    assert not person.subscribed
    visitor.post(link(person), {"undo": "1"})
    person.refresh_from_db()
    assert (person.subscribed, person.topics) == (True, topics)


def test_a_forwarded_letter_adds_no_topic(person, topics, visitor):
    services.keep_topics(token=person.token, kept=topics[:1])
    visitor.post(link(person), {"some": "1", "topic": topics})
    person.refresh_from_db()
    assert person.topics == topics[:1]


def test_a_topic_comes_not_back_after_an_hour(person, topics, visitor):
    services.keep_topics(token=person.token, kept=topics[:1])
    Subscription.objects.update(dropped_at=timezone.now() - timedelta(hours=2))
    assert visitor.post(link(person), {"undo": "1"}).status_code == 409
    person.refresh_from_db()
    assert person.topics == topics[:1]


def test_nonsense_among_the_topics_keeps_nothing(person, visitor):
    visitor.post(link(person), {"some": "1", "topic": ["x", "-1", "٣"]})
    person.refresh_from_db()
    assert not person.subscribed


def test_editors_keep_topics_and_segments_in_the_cms_and_delete_no_topic(cms, topics):
    for model in ("topic", "segment"):
        add = reverse(f"wagtailsnippets_newsletter_{model}:add")
        assert cms.get(add).status_code == 200
    cms.post(
        reverse("wagtailsnippets_newsletter_segment:add"),
        {"name": "Танки", "interests": ["tanks"], "seen_within_days": "30", "language": ""},
    )
    assert cms.get(reverse("wagtailsnippets_newsletter_segment:list")).text.count("Танки")
    delete = reverse("wagtailsnippets_newsletter_topic:delete", args=[topics[0]])
    cms.post(delete)
    assert Topic.objects.filter(pk=topics[0]).exists()


@pytest.mark.parametrize("model", ["topic", "segment"])
def test_moderators_keep_neither(model, visitor):
    visitor.force_login(UserFactory(moderator=True))
    answer = visitor.get(reverse(f"wagtailsnippets_newsletter_{model}:add"))
    assert answer.status_code == 403 or answer.url == reverse("wagtailadmin_home")


def test_the_copy_of_ones_data_names_topics_interests_and_the_last_visit(person):
    services.set_subscription(wanted=True, by=person.user, interests=["tanks"])
    (kept,) = keeping.copy(person.user)["subscription"]
    assert kept["topics"] == [topic.name for topic in Topic.objects.all()]
    assert (kept["interests"], kept["seen_on"]) == (["tanks"], timezone.localdate())
