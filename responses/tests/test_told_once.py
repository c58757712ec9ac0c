"""An author of many responses: one unread letter per listing, nothing lost, nothing from who is blocked."""

from __future__ import annotations

import pytest
from django.test import Client

from accounts.tests.factories import UserFactory
from ads.models import BoardEntry
from ads.tests.factories import AdFactory
from mailing.models import OutboxMessage
from mailing.tasks import sweep_outbox
from notifications.models import Notification
from notifications.services import block_player, set_channel
from notifications.tasks import sweep_digests
from responses import services
from responses.errors import TakesNoResponses
from responses.models import Response
from responses.tests.factories import ResponseFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def mailbox(settings, tmp_path):
    settings.MAIL_DIR = tmp_path


@pytest.fixture
def ad():
    return AdFactory(live=True, title="Рейд на Громовержца", author=UserFactory(language="en"))


def sent() -> list[OutboxMessage]:
    sweep_outbox()
    return list(OutboxMessage.objects.filter(kind="response-received", status="sent").order_by("pk"))


def unread() -> int:
    """How many lines about responses stand in the author's centre."""
    return Notification.objects.heads().unread().filter(kind="response-received").count()


def test_responses_until_the_letter_leaves_are_in_it_and_later_ones_on_the_site(ad):
    first, second, third = ResponseFactory.create_batch(3, ad=ad)
    services.withdraw_response(response_id=second.pk, by=second.author)
    (letter,) = sent()
    assert letter.subject == "2 new responses: Рейд на Громовержца"
    for part in (letter.text, letter.html):
        assert first.author.display_name in part
        assert third.author.display_name in part
        assert second.author.display_name not in part
        assert f"/my/responses/?listing={ad.pk}" in part
    ResponseFactory(ad=ad)
    assert len(sent()) == 1
    assert unread() == 1
    client = Client(headers={"Accept-Language": "en"})
    client.force_login(ad.owner)
    assert "4 new responses to “Рейд на Громовержца”" in client.get("/my/notifications/").text


@pytest.mark.parametrize(
    "read",
    [
        lambda one, by: services.mark_seen(response_id=one.pk, by=by),
        lambda one, by: services.shortlist_response(response_id=one.pk, by=by),
    ],
)
def test_after_opening_or_deciding_on_one_the_next_is_told_anew(ad, read):
    one, _another = ResponseFactory.create_batch(2, ad=ad)
    assert len(sent()) == 1
    read(one, ad.owner)
    assert unread() == 0
    latest = ResponseFactory(ad=ad)
    assert latest.author.display_name in sent()[1].subject


def test_each_listing_has_a_letter_of_its_own(ad):
    ResponseFactory(ad=ad)
    ResponseFactory(ad=AdFactory(live=True, author=ad.owner))
    assert len(sent()) == 2


def test_a_letter_about_several_of_a_hidden_listing_does_not_leave(ad):
    ResponseFactory.create_batch(2, ad=ad)
    BoardEntry.objects.filter(pk=ad.pk).update(status="hidden")
    assert sent() == []


def test_responses_come_in_the_digest_to_who_chose_it(ad):
    from django.utils import timezone

    from notifications.models import Rhythm

    set_channel(ad.owner, "response-received", "digest")
    one, _two = ResponseFactory.create_batch(2, ad=ad)
    services.send_response(
        ad_id=AdFactory(live=True, author=ad.owner, title="Кузня").pk, text="Я", by=one.author
    )
    Rhythm.objects.update(next_digest_at=timezone.now())
    sweep_digests()
    sweep_outbox()
    letter = OutboxMessage.objects.get(kind="daily-digest")
    assert letter.status == "sent"
    assert "2 new responses to “Рейд на Громовержца”" in letter.text
    assert f"{one.author.display_name} responded to “Кузня”" in letter.text


def test_who_is_blocked_finds_a_listing_that_takes_no_responses(ad):
    player = UserFactory(language="en")
    block_player(player_id=player.pk, by=ad.owner)
    with pytest.raises(TakesNoResponses):
        services.send_response(ad_id=ad.pk, text="Впустите.", by=player)
    client = Client(headers={"Accept-Language": "en"})
    client.force_login(player)
    page = client.get(ad.public_path)
    assert "This listing takes no responses any more." in page.text
    assert "Send the response" not in page.text
    assert "lock" not in page.text.split("respond-h")[1].split("</section>")[0].lower()
    answer = client.post(f"/my/responses/to/{ad.pk}/", {"text": "Впустите."})
    assert answer.status_code == 409
    assert not Response.objects.filter(ad=ad).exists()
    assert not Notification.objects.filter(kind="response-received").exists()

    fine = UserFactory()
    client.force_login(fine)
    assert "takes no responses" not in client.get(ad.public_path).text


def test_an_answer_of_who_was_blocked_meanwhile_is_not_mailed(ad, settings):
    settings.UNDO_SECONDS = 0
    response = ResponseFactory(ad=ad)
    block_player(player_id=ad.owner_id, by=response.author)
    services.decline_response(response_id=response.pk, by=ad.owner)
    sweep_outbox()
    assert not OutboxMessage.objects.filter(kind="response-declined").exists()
