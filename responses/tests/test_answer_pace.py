"""How soon an author answers: what counts, from how many, and where it stands."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db.models import F
from django.test import Client
from django.utils import timezone, translation

from accounts.services import deactivate_player
from accounts.tests.factories import UserFactory
from ads.models import AnswerPace
from ads.tests.factories import AdFactory
from responses import services
from responses.models import Message, Response, ResponseEvent
from responses.tasks import measure_answers
from responses.tests.factories import ResponseFactory

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def ad():
    return AdFactory(live=True)


def answered_after(ad, *waits: float, **how: bool) -> list[Response]:
    """Responses of a week ago that were answered so many hours later, declined unless said otherwise."""
    return [_aged(ResponseFactory(ad=ad, **how or {"declined": True}), wait) for wait in waits]


def _aged(response: Response, wait: float) -> Response:
    sent = timezone.now() - timedelta(days=7)
    Response.objects.filter(pk=response.pk).update(created_at=sent)
    ResponseEvent.objects.filter(response=response).update(at=sent + wait * HOUR)
    Message.objects.filter(thread=response.pk).update(sent_at=sent + wait * HOUR)
    return response


def waiting(ad, days: float) -> Response:
    response: Response = ResponseFactory(ad=ad)
    Response.objects.filter(pk=response.pk).update(created_at=timezone.now() - timedelta(days=days))
    return response


def pace(ad) -> tuple[int, int] | None:
    measure_answers()
    return AnswerPace.objects.filter(author=ad.owner).values_list("percent", "hours").first()


def test_four_of_five_within_the_hours_of_the_fourth(ad):
    answered_after(ad, 1, 2, 3, 13.5, 100)
    assert pace(ad) == (80, 14)


def test_a_decision_the_short_list_and_a_message_are_answers(ad):
    answered_after(ad, 2, accepted=True)
    answered_after(ad, 2, shortlisted=True)
    for response in ResponseFactory.create_batch(3, ad=ad):
        services.write_message(response_id=response.pk, text="Когда играете?", by=ad.owner)
        _aged(response, 3)
    assert pace(ad) == (100, 3)


def test_what_was_undone_is_no_answer(ad):
    answered_after(ad, 2, 2, 2, 2, 2)
    undone = ResponseFactory(ad=ad, declined=True)
    services.undo_decision(response_id=undone.pk, by=ad.owner)
    ResponseEvent.objects.filter(response=undone, what="undone").update(at=F("at") + HOUR)
    _aged(undone, 2)
    assert pace(ad) == (83, 2)


def test_unanswered_ones_count_once_they_have_waited_a_day(ad):
    answered_after(ad, 1, 1, 1, 1)
    waiting(ad, 0.9)
    assert pace(ad) is None
    waiting(ad, 3)
    assert pace(ad) == (80, 1)
    for _ in range(5):
        waiting(ad, 3.99)
    assert pace(ad) == (40, 96)


@pytest.mark.parametrize("left_out", ["hidden", "spammer", "withdrawn", "old"])
def test_what_does_not_count(ad, left_out):
    answered_after(ad, 1, 1, 1, 1)
    response = waiting(ad, 91 if left_out == "old" else 2)
    boss = UserFactory(administrator=True)
    if left_out == "hidden":
        services.hide_response(response_id=response.pk, by=boss)
    if left_out == "spammer":
        deactivate_player(player_id=response.author_id, by=boss)
    if left_out == "withdrawn":
        services.withdraw_response(response_id=response.pk, by=response.author)
    assert pace(ad) is None


def test_putting_away_unanswered_is_no_way_out(ad):
    answered_after(ad, 1, 1, 1, 1)
    services.delete_response(response_id=waiting(ad, 2).pk, by=ad.owner)
    assert pace(ad) == (80, 1)


def test_each_hour_measures_anew_and_forgets_who_has_too_few(ad):
    answered_after(ad, 2, 2, 2, 2, 2)
    assert pace(ad) == (100, 2)
    ResponseEvent.objects.filter(what="declined").update(at=F("at") + 30 * HOUR)
    assert pace(ad) == (100, 32)
    Response.objects.first().delete()
    assert pace(ad) is None


@pytest.mark.parametrize(
    ("percent", "hours", "english", "russian"),
    [
        (80, 1, "answers 80% within an hour", "отвечает на 80 % откликов в течение часа"),
        (80, 2, "answers 80% within 2 hours", "отвечает на 80 % откликов в течение 2 часов"),
        (91, 21, "answers 91% within 21 hours", "отвечает на 91 % откликов в течение 21 часа"),
        (80, 24, "answers 80% within a day", "отвечает на 80 % откликов в течение суток"),
        (100, 25, "answers 100% within 2 days", "отвечает на 100 % откликов в течение 2 дней"),
        (80, 21 * 24, "answers 80% within 21 days", "отвечает на 80 % откликов в течение 21 дня"),
        (49, 2, "seldom answers responses", "редко отвечает на отклики"),
    ],
)
def test_the_words(percent, hours, english, russian):
    measured = AnswerPace(percent=percent, hours=hours)
    for language, words in (("en", english), ("ru", russian)):
        with translation.override(language):
            assert measured.in_words == words.replace(" %", "\N{NO-BREAK SPACE}%")


def test_the_listing_shows_it_without_a_query_more_and_the_profile_too(ad, django_assert_num_queries):
    reader = Client(headers={"Accept-Language": "en"})
    reader.force_login(UserFactory())
    profile = ad.owner.get_absolute_url()
    assert "answers" not in reader.get(profile).text
    reader.get(ad.public_path)
    with django_assert_num_queries(8):
        reader.get(ad.public_path)
    AnswerPace.objects.create(author=ad.owner, percent=80, hours=14, measured_at=timezone.now())
    with django_assert_num_queries(8):
        assert "Answers 80% within 14 hours." in reader.get(ad.public_path).text
    assert "answers 80% within 14 hours" in reader.get(profile).text
