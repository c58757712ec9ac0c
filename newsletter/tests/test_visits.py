"""On which day a subscriber was last here."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils import timezone

from accounts.tests.factories import UserFactory
from newsletter import services
from newsletter.middleware import VisitMiddleware
from newsletter.models import Subscription
from newsletter.tests.factories import subscriber

pytestmark = pytest.mark.django_db


@pytest.fixture
def person() -> Subscription:
    person = subscriber()
    Subscription.objects.update(seen_on=timezone.localdate() - timedelta(days=40))
    return person


def visit(user, **how):
    request = RequestFactory().get("/board/", **how)
    request.user = user
    return VisitMiddleware(lambda request: HttpResponse(status=how.pop("status", 200)))(request)


def seen_on(person):
    person.refresh_from_db()
    return person.seen_on


def test_a_subscribers_day_is_noted_once(person, django_assert_num_queries):
    with django_assert_num_queries(1):
        for _ in range(3):
            services.note_visit(by=person.user)
    assert seen_on(person) == timezone.localdate()


def test_of_whoever_is_not_subscribed_nothing_is_kept():
    services.note_visit(by=UserFactory())
    assert not Subscription.objects.exists()


def test_a_broken_cache_costs_a_statement_and_no_page(person, monkeypatch):
    monkeypatch.setattr("newsletter.services.visits.cache.add", lambda *args, **more: 1 / 0)
    services.note_visit(by=person.user)
    assert seen_on(person) == timezone.localdate()


@pytest.mark.parametrize("how", [{"HTTP_COOKIE": "sessionid=x"}, {"HTTP_X_SESSION_TOKEN": "x"}])
def test_the_site_and_the_app_are_visits(person, how, settings):
    if "HTTP_COOKIE" in how:
        how = {"HTTP_COOKIE": f"{settings.SESSION_COOKIE_NAME}=x"}
    visit(person.user, **how)
    assert seen_on(person) == timezone.localdate()


def test_visitors_cost_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        visit(AnonymousUser())
        visit(AnonymousUser(), HTTP_X_SESSION_TOKEN="x")
