"""Changing the text of a response, and decisions on a text that has changed."""

from __future__ import annotations

import pytest

from accounts.tests.factories import UserFactory
from ads.errors import RoleIsFull
from ads.models import BoardEntry
from ads.tests.factories import AdFactory, places
from common.errors import InvalidInput
from mailing.models import OutboxMessage
from notifications.models import Notification
from notifications.services import block_player, mark_all_read
from responses import services
from responses.errors import (
    BeingDecided,
    Deleted,
    EditedElsewhere,
    NoSuchResponse,
    NotEditable,
    NotResponder,
    TakesNoResponses,
    TextChanged,
)
from responses.models import Response, ResponseEvent
from responses.tests.factories import ResponseFactory

pytestmark = pytest.mark.django_db


def edit(response: Response, text: str = "Иначе", **given) -> Response:
    services.edit_response(response_id=response.pk, text=text, **({"by": response.author} | given))
    return Response.objects.get(pk=response.pk)


def letters() -> list[OutboxMessage]:
    kinds = ("response-received", "response-edited")
    return list(OutboxMessage.objects.filter(kind__in=kinds).order_by("pk"))


def test_another_text_takes_the_place_of_the_first_which_is_kept():
    response = ResponseFactory(text="Раз", seen=True)
    edited = edit(edit(response, "Два"), " Три\r\n\n\n\n!")
    assert (edited.text, edited.edits, edited.is_new) == ("Три\n\n!", 2, True)
    assert edited.edited_at > edited.created_at
    kept = list(edited.earlier_texts.values_list("number", "text", "written_at"))
    assert [row[:2] for row in kept] == [(0, "Раз"), (1, "Два")]
    assert kept[0][2] == response.created_at
    assert [event.what for event in edited.events.all()] == ["sent", "edited", "edited"]


def test_the_same_text_again_changes_nothing():
    response = edit(ResponseFactory(), "Иначе")
    again = edit(response, "Иначе ", edits=0)
    assert (again.edits, again.events.filter(what=ResponseEvent.What.EDITED).count()) == (1, 1)


def test_while_something_is_unread_no_second_letter_comes_but_the_first_says_the_new_text():
    response = ResponseFactory(text="Старое")
    edit(response, "Новое")
    (letter,) = letters()
    assert "> Новое" in letter.text
    assert "Старое" not in letter.text + letter.html
    assert Notification.objects.get(kind="response-received").context["text"] == "Новое"


def test_after_reading_the_author_hears_of_a_change_once():
    response = ResponseFactory(seen=True)
    edit(edit(response, "Раз"), "Два")
    received, edited = letters()
    assert (received.kind, edited.kind) == ("response-received", "response-edited")
    assert "> Два" in edited.text
    assert "Раз" not in edited.text
    services.mark_seen(response_id=response.pk, by=response.recipient)
    assert not Notification.objects.unread().filter(kind__startswith="response-").exists()


def test_a_change_beside_another_unread_response_to_the_listing_mails_nothing():
    read = ResponseFactory()
    mark_all_read(by=read.recipient)
    ResponseFactory(ad=read.ad)
    edit(read)
    assert {letter.kind for letter in letters()} == {"response-received"}


def test_a_letter_on_its_way_is_left_alone():
    response = ResponseFactory(text="Старое")
    OutboxMessage.objects.update(status="sending", lease_until="2100-01-01T00:00Z", leased_by="w")
    edit(response, "Новое")
    assert "> Старое" in letters()[0].text


@pytest.mark.parametrize("text", ["", " \n", "ы" * 2001])
def test_a_text_that_cannot_be_is_refused(text):
    with pytest.raises(InvalidInput):
        edit(ResponseFactory(), text)


def test_only_who_sent_it_changes_it():
    response = ResponseFactory()
    for by, refusal in ((response.recipient, NotResponder), (UserFactory(), NoSuchResponse)):
        with pytest.raises(refusal):
            edit(response, by=by)


@pytest.mark.parametrize(
    ("trait", "refusal"),
    [
        ("shortlisted", NotEditable),
        ("accepted", NotEditable),
        ("declined", NotEditable),
        ("withdrawn", NotEditable),
        ("deleted", Deleted),
    ],
)
def test_only_what_waits_for_an_answer_can_be_changed(trait, refusal, settings):
    settings.UNDO_SECONDS = 0
    with pytest.raises(refusal):
        edit(ResponseFactory(**{trait: True}))


@pytest.mark.parametrize("trait", ["shortlisted", "accepted", "declined"])
@pytest.mark.parametrize("deleted", [False, True])
def test_a_move_that_can_be_undone_is_not_told(trait, deleted, settings):
    settings.UNDO_SECONDS = 120
    with pytest.raises(BeingDecided):
        edit(ResponseFactory(**{trait: True}, deleted=deleted))


def test_neither_a_block_nor_a_hidden_listing_lets_a_new_text_through():
    blocked, hidden = ResponseFactory(), ResponseFactory()
    block_player(player_id=blocked.author_id, by=blocked.recipient)
    BoardEntry.objects.filter(pk=hidden.ad_id).update(status="hidden")
    for response in (blocked, hidden):
        with pytest.raises(TakesNoResponses):
            edit(response)


def test_a_closed_listing_still_takes_changes_of_what_waits():
    response = ResponseFactory()
    BoardEntry.objects.filter(pk=response.ad_id).update(status="closed")
    assert edit(response).text == "Иначе"


def test_two_tabs_do_not_overwrite_each_other():
    response = edit(ResponseFactory(), "Из первой")
    with pytest.raises(EditedElsewhere) as refusal:
        edit(response, "Из второй", edits=0)
    assert refusal.value.members == {"edits": 1}
    assert edit(response, "Из второй", edits=1).text == "Из второй"


def test_the_wished_place_can_be_changed_to_one_that_is_free():
    ad = AdFactory(live=True, slots=places(healers=1, tanks=1))
    response = ResponseFactory(ad=ad, role="healers")
    services.accept_response(response_id=ResponseFactory(ad=ad, role="tanks").pk, by=ad.owner)
    with pytest.raises(RoleIsFull):
        edit(response, role="tanks")
    assert edit(response).role == "healers"
    services.undo_decision(response_id=Response.objects.get(slot="tanks").pk, by=ad.owner)
    assert edit(response, "Иначе", role="tanks").role == "tanks"


@pytest.mark.parametrize(
    "verb", [services.accept_response, services.decline_response, services.shortlist_response]
)
def test_nothing_is_decided_on_a_text_that_has_changed(verb):
    response = edit(ResponseFactory(), "Иначе")
    with pytest.raises(TextChanged) as refusal:
        verb(response_id=response.pk, by=response.recipient, edits=0)
    assert refusal.value.members == {"edits": 1}
    assert Response.objects.get(pk=response.pk).is_new
    verb(response_id=response.pk, by=response.recipient, edits=1)
    other = edit(ResponseFactory())
    verb(response_id=other.pk, by=other.recipient)


def test_a_text_that_was_not_read_stays_unread():
    response = edit(ResponseFactory())
    services.mark_seen(response_id=response.pk, by=response.recipient, edits=0)
    assert Response.objects.get(pk=response.pk).is_new
    services.mark_seen(response_id=response.pk, by=response.recipient, edits=1)
    assert not Response.objects.get(pk=response.pk).is_new


def test_several_at_once_refuse_only_what_has_changed():
    changed = edit(ResponseFactory())
    other = ResponseFactory(ad=changed.ad)
    outcomes = services.move_many(
        response_ids=[changed.pk, other.pk],
        move="decline",
        by=changed.recipient,
        again=True,
        edits={changed.pk: 0, other.pk: 0},
    )
    assert [getattr(outcome.refusal, "code", "") for outcome in outcomes] == ["text-changed", ""]
    assert Response.objects.get(pk=other.pk).again_allowed
