"""Co-recruiters: who may be asked, what they may do with an ad's responses, and when that ends."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from accounts.tests.factories import UserFactory
from ads import services as ads_services
from ads.errors import NotAdAuthor
from ads.tests.factories import AdFactory
from common.errors import InvalidInput
from mailing.guards import objection_to
from mailing.models import OutboxMessage
from notifications.models import Notification
from notifications.services import block_player
from responses import selectors, services
from responses.errors import (
    HasResponded,
    HelpsHere,
    NoInvitation,
    NoSuchConversation,
    NoSuchListing,
    NoSuchResponse,
    NotReceiver,
)
from responses.limits import RECRUITERS_MAX
from responses.models import Recruiter, Response
from responses.selectors import InboxFilters, Reach
from responses.tests.factories import ResponseFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def ad():
    return AdFactory(live=True, title="Рейд на Громовержца")


@pytest.fixture
def helper(ad):
    return helper_of(ad)


def helper_of(ad):
    player = UserFactory()
    services.invite_recruiter(ad_id=ad.pk, name=player.display_name, by=ad.owner)
    services.accept_invitation(ad_id=ad.pk, by=player)
    return player


def shown_to(player, **filters) -> list[int]:
    return [row.pk for row in InboxFilters.of(**filters).apply(Reach.of(player))]


def state(response) -> str:
    return Response.objects.get(pk=response.pk).status


def test_an_invitation_opens_nothing_before_it_is_accepted(ad, django_capture_on_commit_callbacks):
    response, player = ResponseFactory(ad=ad), UserFactory()
    services.invite_recruiter(ad_id=ad.pk, name=player.display_name.upper(), by=ad.owner)
    (letter,) = OutboxMessage.objects.filter(kind="recruiter-invited")
    assert letter.to == player.email
    assert f"/my/responses/helping/{ad.pk}/" in letter.text
    assert objection_to(letter) is None
    assert shown_to(player) == []
    with pytest.raises(NoSuchResponse):
        services.accept_response(response_id=response.pk, by=player)
    with django_capture_on_commit_callbacks(execute=True):
        services.accept_invitation(ad_id=ad.pk, by=player)
    assert shown_to(player) == [response.pk]
    assert selectors.new_count(player) == 1
    assert objection_to(letter)


def test_the_author_hears_what_a_player_says_to_helping(ad):
    player = UserFactory()
    for agrees in (True, False):
        services.invite_recruiter(ad_id=ad.pk, name=player.display_name, by=ad.owner)
        if agrees:
            services.accept_invitation(ad_id=ad.pk, by=player)
            services.accept_invitation(ad_id=ad.pk, by=player)
        services.leave_recruiting(ad_id=ad.pk, by=player)
        services.remove_recruiter(ad_id=ad.pk, player_id=player.pk, by=ad.owner)
    told = Notification.objects.filter(kind="recruiter-answered", recipient=ad.owner).order_by("pk")
    assert [one.context["answer"] for one in told] == ["да", "больше нет", "нет"]
    letter = OutboxMessage.objects.filter(kind="recruiter-answered").first()
    assert f"/my/responses/helpers/{ad.pk}/" in letter.text


@pytest.mark.parametrize("who", ["nobody", "oneself", "asked", "responder", "blocked", "blocker", "banned"])
def test_who_cannot_be_asked(ad, who):
    player = ad.owner if who == "oneself" else UserFactory(deactivated=who == "banned")
    if who == "asked":
        services.invite_recruiter(ad_id=ad.pk, name=player.display_name, by=ad.owner)
    if who == "responder":
        ResponseFactory(ad=ad, author=player, shortlisted=True)
    if who == "blocked":
        block_player(player_id=player.pk, by=ad.owner)
    if who == "blocker":
        block_player(player_id=ad.owner.pk, by=player)
    name = "Никто Такой" if who == "nobody" else player.display_name
    with pytest.raises(InvalidInput) as refusal:
        services.invite_recruiter(ad_id=ad.pk, name=name, by=ad.owner)
    assert "name" in refusal.value.field_errors


def test_five_help_at_most_and_who_refused_takes_no_place(ad):
    players = UserFactory.create_batch(RECRUITERS_MAX + 1)
    for player in players[:-1]:
        services.invite_recruiter(ad_id=ad.pk, name=player.display_name, by=ad.owner)
    with pytest.raises(InvalidInput):
        services.invite_recruiter(ad_id=ad.pk, name=players[-1].display_name, by=ad.owner)
    services.leave_recruiting(ad_id=ad.pk, by=players[0])
    services.invite_recruiter(ad_id=ad.pk, name=players[-1].display_name, by=ad.owner)
    answers = [str(row.answer) for row in selectors.recruiters_of(ad.pk)]
    assert answers == ["refused", *["invited"] * RECRUITERS_MAX]
    # Who refused isn't asked again behind one's back: the author has to remove the answer first.
    with pytest.raises(NoInvitation):
        services.accept_invitation(ad_id=ad.pk, by=players[0])
    with pytest.raises(IntegrityError), transaction.atomic():
        Recruiter.objects.filter(player=players[0]).update(accepted_at="2026-01-01T00:00Z")


def test_only_the_author_names_and_removes_helpers(ad, helper):
    friend = UserFactory()
    for player in (helper, friend):
        with pytest.raises(NoSuchListing):
            services.invite_recruiter(ad_id=ad.pk, name=friend.display_name, by=player)
        with pytest.raises(NoSuchListing):
            services.remove_recruiter(ad_id=ad.pk, player_id=helper.pk, by=player)
    assert Recruiter.objects.count() == 1


def test_a_helper_decides_and_undoes_and_history_says_who(ad, helper):
    first, second, third = ResponseFactory.create_batch(3, ad=ad)
    services.shortlist_response(response_id=first.pk, by=helper)
    services.accept_response(response_id=first.pk, by=helper, note="Среда, 21:00")
    services.decline_response(response_id=second.pk, by=helper)
    services.undo_decision(response_id=second.pk, by=helper)
    services.mark_seen(response_id=third.pk, by=helper)
    assert [state(one) for one in (first, second, third)] == ["accepted", "new", "new"]
    assert Response.objects.get(pk=third.pk).seen_at is not None
    history = selectors.history_of(ad.owner, response_id=first.pk)
    did = [(event.what, event.by) for event in history.events]
    assert did == [("sent", first.author), ("shortlisted", helper), ("accepted", helper)]
    # The player hears of it in the author's name.
    (letter,) = OutboxMessage.objects.filter(kind="response-accepted")
    assert ad.owner.display_name in letter.text
    assert helper.display_name not in letter.text


def test_what_helpers_may_not(ad, helper):
    response = ResponseFactory(ad=ad)
    services.accept_response(response_id=response.pk, by=ad.owner)
    with pytest.raises(NotReceiver):
        services.delete_response(response_id=response.pk, by=helper)
    for talk in (services.mark_thread_read, services.propose_deal):
        with pytest.raises(NoSuchConversation):
            talk(response_id=response.pk, by=helper)
    with pytest.raises(NoSuchConversation):
        services.write_message(response_id=response.pk, text="Привет", by=helper)
    for verb in (ads_services.close_ad, ads_services.delete_ad, ads_services.bump_ad):
        with pytest.raises(NotAdAuthor):
            verb(ad_id=ad.pk, by=helper)
    services.delete_response(response_id=response.pk, by=ad.owner)
    assert shown_to(helper) == shown_to(helper, state="deleted") == []
    with pytest.raises(NoSuchResponse):
        services.restore_response(response_id=response.pk, by=helper)
    assert selectors.history_of(helper, response_id=response.pk) is None


def test_a_helper_cannot_respond_and_who_has_responded_cannot_agree(ad, helper):
    with pytest.raises(HelpsHere):
        services.send_response(ad_id=ad.pk, text="И меня", by=helper)
    player = UserFactory()
    services.invite_recruiter(ad_id=ad.pk, name=player.display_name, by=ad.owner)
    response = ResponseFactory(ad=ad, author=player)
    with pytest.raises(HasResponded):
        services.accept_invitation(ad_id=ad.pk, by=player)
    services.withdraw_response(response_id=response.pk, by=player)
    services.accept_invitation(ad_id=ad.pk, by=player)


def test_an_old_response_of_ones_own_stays_a_responders(ad):
    old = ResponseFactory(ad=ad, declined=True)
    player = old.author
    services.write_side_note(response_id=old.pk, text="Спорит в голосе", by=ad.owner)
    services.invite_recruiter(ad_id=ad.pk, name=player.display_name, by=ad.owner)
    services.accept_invitation(ad_id=ad.pk, by=player)
    assert shown_to(player) == []
    assert selectors.history_of(player, response_id=old.pk) is None
    with pytest.raises(NotReceiver):
        services.write_side_note(response_id=old.pk, text="Нет", by=player)


@pytest.mark.parametrize("end", ["removed", "left", "blocked"])
def test_helping_ends_at_once(ad, helper, end):
    response = ResponseFactory(ad=ad)
    if end == "removed":
        services.remove_recruiter(ad_id=ad.pk, player_id=helper.pk, by=ad.owner)
    if end == "left":
        services.leave_recruiting(ad_id=ad.pk, by=helper)
    if end == "blocked":
        block_player(player_id=helper.pk, by=ad.owner)
    assert shown_to(helper) == []
    assert selectors.new_count(helper) == 0
    verbs = (services.accept_response, services.mark_seen, services.delete_response)
    for verb in verbs:
        with pytest.raises(NoSuchResponse):
            verb(response_id=response.pk, by=helper)
    with pytest.raises(NoSuchResponse):
        services.write_side_note(response_id=response.pk, text="Я ещё тут", by=helper)
    assert selectors.history_of(helper, response_id=response.pk) is None
    assert state(response) == "new"


def test_counts_show_what_the_inbox_shows(ad, helper):
    ResponseFactory.create_batch(2, ad=ad)
    own, strange = ResponseFactory(ad=AdFactory(live=True, author=helper)), ResponseFactory()
    numbers = selectors.inbox_numbers(reach=Reach.of(helper), filters=InboxFilters.of(state="new"))
    assert {choice.title: choice.count for choice in numbers.listings} == {
        f"{ad.owner.display_name} · {ad.title}": 2,
        own.ad.title: 1,
    }
    assert numbers.to_decide == 3
    # The frame counts them, too, once it is known that the player helps.
    assert selectors.new_count(helper) == 3
    assert len(shown_to(helper)) == 3
    assert strange.pk not in shown_to(helper)
    # The author's own numbers are what they were.
    assert selectors.new_count(ad.owner) == 2


@pytest.mark.parametrize(("text", "is_fine"), [("я" * 1000, True), ("я" * 1001, False), (" \n ", False)])
def test_notes_are_short_and_not_empty(ad, helper, text, is_fine):
    response = ResponseFactory(ad=ad)
    if is_fine:
        services.write_side_note(response_id=response.pk, text=text, by=helper)
        assert selectors.history_of(ad.owner, response_id=response.pk).notes[0].text == text
    else:
        with pytest.raises(InvalidInput):
            services.write_side_note(response_id=response.pk, text=text, by=helper)


def test_who_helps_nobody_pays_no_query_and_who_agrees_is_known_at_once(
    ad, django_assert_num_queries, django_capture_on_commit_callbacks
):
    player = UserFactory()
    Reach.of(player)
    with django_assert_num_queries(0):
        reach = Reach.of(player)
    assert " OR " not in str(reach.kept().query)
    with django_capture_on_commit_callbacks(execute=True):
        services.invite_recruiter(ad_id=ad.pk, name=player.display_name, by=ad.owner)
        services.accept_invitation(ad_id=ad.pk, by=player)
    with django_assert_num_queries(1):
        assert Reach.of(player).helped == (ad.pk,)
