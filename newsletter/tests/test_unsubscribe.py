"""The link in every letter: GET asks, POST acts, without log-in and without cookies."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.signals import newsletter_wanted
from accounts.tests.factories import UserFactory
from newsletter import services
from newsletter.models import Subscription
from newsletter.tests.factories import subscriber

pytestmark = pytest.mark.django_db


@pytest.fixture
def person() -> Subscription:
    return subscriber()


@pytest.fixture
def strict() -> Client:
    """A mail program: it has seen no page and holds no cookie."""
    return Client(enforce_csrf_checks=True)


def address(subscription: Subscription) -> str:
    return reverse("newsletter:unsubscribe", args=[subscription.token])


def is_subscribed(subscription: Subscription) -> bool:
    subscription.refresh_from_db()
    return subscription.subscribed


def test_get_shows_a_button_and_changes_nothing(person, strict):
    page = strict.get(address(person))
    assert page.status_code == 200
    assert '<form action="" method="post">' in page.text
    assert "no-store" in page["Cache-Control"]
    assert page["Referrer-Policy"] == "no-referrer"
    assert is_subscribed(person)
    assert strict.head(address(person)).status_code == 200
    assert is_subscribed(person)


def test_one_click_unsubscribes_without_redirect(person, strict):
    answer = strict.post(address(person), {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert not is_subscribed(person)
    assert person.unsubscribed_at is not None
    assert 'name="undo"' in answer.text


def test_twice_is_once(person, strict):
    strict.post(address(person))
    person.refresh_from_db()
    first = person.unsubscribed_at
    assert strict.post(address(person)).status_code == 200
    person.refresh_from_db()
    assert person.unsubscribed_at == first


def test_undo_subscribes_again(person, strict):
    strict.post(address(person))
    answer = strict.post(address(person), {"undo": "1"})
    assert answer.status_code == 200
    assert is_subscribed(person)
    assert person.unsubscribed_at is None


def test_undo_is_refused_after_an_hour(person, strict):
    strict.post(address(person))
    Subscription.objects.update(unsubscribed_at=timezone.now() - timedelta(hours=2))
    answer = strict.post(address(person), {"undo": "1"})
    assert answer.status_code == 409
    assert not is_subscribed(person)


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("token", ["x", "a" * 32, "a" * 500])
def test_a_wrong_key_is_404(strict, method, token):
    assert getattr(strict, method)(f"/unsubscribe/{token}/").status_code == 404


def test_other_methods_are_refused(person, strict):
    assert strict.delete(address(person)).status_code == 405
    assert is_subscribed(person)


def test_an_old_letters_link_works_after_subscribing_anew(person, strict):
    services.unsubscribe(token=person.token)
    services.subscribe(by=person.user)
    strict.post(address(person))
    assert not is_subscribed(person)


def test_the_tick_at_sign_up_subscribes():
    user = UserFactory(unconfirmed=True)
    newsletter_wanted.send(sender=type(user), user=user)
    assert user.newsletter_subscription.subscribed


def test_settings_turn_it_on_and_off(visitor):
    user = UserFactory()
    visitor.force_login(user)
    settings_page = reverse("accounts:settings")
    assert 'name="newsletter-subscribed"' in visitor.get(settings_page).text
    visitor.post(settings_page, {"panel": "newsletter", "newsletter-subscribed": "on"})
    assert Subscription.objects.get(user=user).subscribed
    visitor.post(settings_page, {"panel": "newsletter"})
    assert not Subscription.objects.get(user=user).subscribed


def test_saying_no_without_having_said_yes_leaves_no_trace():
    services.set_subscription(wanted=False, by=UserFactory())
    assert not Subscription.objects.exists()
