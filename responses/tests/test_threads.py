"""Private conversations: when one opens, who may write, what is unread, and who is told."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from accounts.tests.factories import UserFactory
from ads.models import BoardEntry
from common.errors import InvalidInput
from common.keyset import Cursor
from mailing.guards import objection_to
from mailing.models import OutboxMessage
from notifications.models import Notification
from responses import services
from responses.errors import ConversationClosed, NoSuchConversation
from responses.limits import TEXT_MAX
from responses.models import Message, Response, Thread
from responses.selectors import conversation_of, conversations, talk_of, unread_messages
from responses.tests.factories import ResponseFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def decisions_stand_at_once(settings):
    settings.UNDO_SECONDS = 0


@pytest.fixture
def undo_window(settings, decisions_stand_at_once):
    settings.UNDO_SECONDS = 120


def write(response: Response, by, text: str = "Среда, девять вечера?", **options):
    return services.write_message(response_id=response.pk, text=text, by=by, **options)


def read(response: Response, by, up_to: int | None = None) -> int:
    return services.mark_thread_read(response_id=response.pk, by=by, up_to=up_to)


def listed(user) -> list[int]:
    return [side.thread_id for side in conversations(user)[0]]


def letters(user) -> int:
    return OutboxMessage.objects.filter(kind="message-received", to=user.email).count()


def test_acceptance_opens_it_for_the_author_at_once_and_for_the_responder_when_it_stands(
    undo_window, monkeypatch
):
    response = ResponseFactory(accepted=True)
    assert listed(response.recipient) == [response.pk]
    assert listed(response.author) == []
    assert conversation_of(response_id=response.pk, reader=response.author) is None
    with pytest.raises(NoSuchConversation):
        write(response, response.author)
    later = timezone.now() + timedelta(seconds=121)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert listed(response.author) == [response.pk]
    write(response, response.author)
    assert Thread.objects.get().latest.author == response.author


def test_undone_acceptance_closes_it_again_unless_somebody_has_written(undo_window):
    silent, asked = ResponseFactory(accepted=True), ResponseFactory(accepted=True)
    write(asked, asked.recipient)
    for response in (silent, asked):
        services.undo_decision(response_id=response.pk, by=response.recipient)
    assert listed(silent.recipient) == []
    assert not Thread.objects.filter(response=silent).exists()
    assert listed(asked.recipient) == listed(asked.author) == [asked.pk]
    write(asked, asked.author)


def test_the_author_may_ask_first_and_the_responder_then_answers():
    response = ResponseFactory()
    with pytest.raises(NoSuchConversation):
        write(response, response.author)
    asked = write(response, response.recipient, "Какая броня?")
    answered = write(response, response.author, "Двести тридцать вторая.")
    seen = conversation_of(response_id=response.pk, reader=response.author)
    assert talk_of(seen).messages == [asked, answered]


def test_to_everybody_else_it_is_not_there():
    response = ResponseFactory(accepted=True)
    write(response, response.recipient)
    for stranger in (UserFactory(), UserFactory(moderator=True), UserFactory(administrator=True)):
        assert conversation_of(response_id=response.pk, reader=stranger) is None
        for call in (lambda who=stranger: write(response, who), lambda who=stranger: read(response, who)):
            with pytest.raises(NoSuchConversation):
                call()
    with pytest.raises(NoSuchConversation):
        write(Response(pk=10**9), response.author)


def close_by(what: str, response: Response) -> None:
    """Bring about one of the things that end a conversation."""
    match what:
        case "declined":
            services.decline_response(response_id=response.pk, by=response.recipient)
        case "withdrawn":
            services.withdraw_response(response_id=response.pk, by=response.author)
        case "put away":
            services.delete_response(response_id=response.pk, by=response.recipient)
        case "hidden":
            services.hide_response(response_id=response.pk, by=UserFactory(moderator=True))
        case "listing hidden":
            BoardEntry.objects.filter(pk=response.ad_id).update(status="hidden")


@pytest.mark.parametrize("what", ["declined", "withdrawn", "put away", "hidden", "listing hidden"])
def test_it_is_closed_for_writing_and_stays_readable(what):
    response = ResponseFactory()
    write(response, response.recipient)
    close_by(what, response)
    for player in (response.author, response.recipient):
        with pytest.raises(ConversationClosed) as refusal:
            write(response, player)
        assert str(refusal.value)
        assert len(talk_of(conversation_of(response_id=response.pk, reader=player)).messages) == 1


def test_a_decision_that_can_be_undone_shows_in_no_refusal(undo_window):
    response = ResponseFactory()
    write(response, response.recipient)
    services.decline_response(response_id=response.pk, by=response.recipient)
    write(response, response.author, "Так что?")
    with pytest.raises(ConversationClosed):
        write(response, response.recipient)


def test_to_a_player_who_is_gone_nothing_is_written():
    response = ResponseFactory(accepted=True)
    response.author.is_active = False
    response.author.save(update_fields=["is_active"])
    with pytest.raises(ConversationClosed):
        write(response, response.recipient)


def test_an_accepted_response_that_the_author_tidies_away_leaves_the_conversation_open():
    response = ResponseFactory(accepted=True)
    write(response, response.recipient)
    services.delete_response(response_id=response.pk, by=response.recipient)
    write(response, response.author, "Буду.")
    long_ago = timezone.now() - timedelta(days=31)
    empty = ResponseFactory(accepted=True, deleted=True)
    Response.objects.filter(pk__in=[response.pk, empty.pk]).update(deleted_at=long_ago)
    assert services.purge_deleted(now=timezone.now()) == 1
    assert Message.objects.filter(thread=response.pk).count() == 2


@pytest.mark.parametrize("text", ["", " \n ", "ы" * (TEXT_MAX + 1)])
def test_a_text_that_is_empty_or_too_long_is_refused(text):
    response = ResponseFactory()
    with pytest.raises(InvalidInput) as refusal:
        write(response, response.recipient, text)
    assert list(refusal.value.field_errors) == ["text"]
    assert not Thread.objects.exists()


def test_a_text_is_tidied_as_responses_are():
    response = ResponseFactory()
    assert write(response, response.recipient, "  Раз\r\n\r\n\r\n\r\nдва\u202e ").text == "Раз\n\nдва"


def test_the_same_form_sent_twice_makes_one_message():
    response, nonce = ResponseFactory(), uuid4()
    first = write(response, response.recipient, nonce=nonce)
    assert write(response, response.recipient, nonce=nonce) == first
    assert letters(response.author) == 1
    # After the browser's way back the form has its old number, but what is typed now is new.
    assert write(response, response.recipient, "И ещё", nonce=nonce) != first
    assert unread_messages(response.author) == 2


def test_unread_messages_are_counted_per_side_and_read_up_to_where_one_was():
    response = ResponseFactory(accepted=True)
    first, second = write(response, response.recipient, "Раз"), write(response, response.recipient, "Два")
    assert (unread_messages(response.author), unread_messages(response.recipient)) == (2, 0)
    assert read(response, response.author, up_to=first.pk) == 1
    assert read(response, response.author, up_to=0) == 1
    seen = conversation_of(response_id=response.pk, reader=response.recipient)
    assert seen.read_by_partner == first.pk
    assert read(response, response.author, up_to=10**12) == 0
    assert conversation_of(response_id=response.pk, reader=response.recipient).read_by_partner == second.pk
    assert read(response, response.recipient) == 0


def test_while_one_message_is_unread_further_ones_send_no_letter():
    response = ResponseFactory(accepted=True)
    for text in ("Раз", "Два", "Три"):
        write(response, response.recipient, text)
    assert letters(response.author) == 1
    told = Notification.objects.filter(recipient=response.author, kind="message-received")
    assert told.get().read_at is None
    read(response, response.author)
    assert told.get().read_at is not None
    write(response, response.recipient, "Четыре")
    assert letters(response.author) == 2
    assert letters(response.recipient) == 0


def test_the_letter_has_the_beginning_and_the_way_to_the_conversation():
    response = ResponseFactory(accepted=True)
    write(response, response.recipient, "Начало. " + "дальше " * 100)
    letter = OutboxMessage.objects.get(kind="message-received")
    assert "> Начало. дальше" in letter.text
    assert letter.text.count("дальше") < 40
    assert f"/my/messages/{response.pk}/" in letter.text
    assert response.recipient.display_name in letter.subject


def test_the_letter_stays_unsent_once_there_is_no_reason_for_it():
    response = ResponseFactory(accepted=True)
    write(response, response.recipient)
    letter = OutboxMessage.objects.get(kind="message-received")
    assert objection_to(letter) is None
    BoardEntry.objects.filter(pk=response.ad_id).update(status="hidden")
    assert objection_to(letter) == "the listing is hidden"
    BoardEntry.objects.filter(pk=response.ad_id).update(status="live")
    read(response, response.author)
    assert objection_to(letter) == "the message is read"
    response.recipient.is_active = False
    response.recipient.save(update_fields=["is_active"])
    assert objection_to(letter) == "the player whom it is about is deactivated"
    response.recipient.is_active = True
    response.recipient.save(update_fields=["is_active"])
    response.delete()
    assert objection_to(letter) == "the conversation is gone"


def test_the_list_has_the_latest_first_and_comes_in_pages(monkeypatch):
    monkeypatch.setattr("responses.selectors.threads.THREADS_SHOWN", 2)
    author = UserFactory()
    rows = [ResponseFactory(accepted=True, ad__author=author) for _ in range(3)]
    write(rows[0], author)
    first, older = conversations(author)
    assert [side.thread_id for side in first] == [rows[0].pk, rows[2].pk]
    second, end = conversations(author, before=Cursor.decode(older))
    assert ([side.thread_id for side in second], end) == ([rows[1].pk], "")


def test_messages_come_in_pages(monkeypatch):
    monkeypatch.setattr("responses.selectors.threads.MESSAGES_SHOWN", 2)
    response = ResponseFactory(accepted=True)
    written = [write(response, response.recipient, str(number)) for number in range(3)]
    seen = conversation_of(response_id=response.pk, reader=response.author)
    newest = talk_of(seen)
    assert (newest.messages, newest.older) == (written[1:], written[1].pk)
    oldest = talk_of(seen, before=newest.older)
    assert (oldest.messages, oldest.older) == (written[:1], None)
