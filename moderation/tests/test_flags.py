"""Flags: who may flag what, what is pinned, what hides, and what becomes of it."""

import pytest
from django.urls import reverse

from accounts.models import User
from accounts.tests.factories import UserFactory
from ads import services as ads
from ads.models import AdPage, AdStatus, BoardEntry
from ads.tests.factories import AdFactory
from mailing.models import OutboxMessage
from moderation import services
from moderation.errors import AlreadyFlagged, NothingToFlag
from moderation.models import Case, Deed, Flag, ModerationAct
from notifications.models import Notification
from responses import services as responses
from responses.models import Response
from responses.tests.factories import ResponseFactory

pytestmark = pytest.mark.django_db
D = Case.Decision


@pytest.fixture
def ad():
    return AdFactory(live=True, title="Продам золото")


def flag(ad, *, by=None, kind="listing", reason="spam", text=""):
    return services.flag(kind=kind, pk=ad.pk, reason=reason, text=text, by=by or UserFactory())


def believed(count=3):
    return UserFactory.create_batch(count, trust=User.Trust.KNOWN)


def status_of(ad):
    return BoardEntry.objects.get(pk=ad.pk).status


def decide(case, decision, moderator, comment=""):
    return services.decide_case(case_id=case.pk, decision=decision, by=moderator, comment=comment)


def test_flags_of_one_listing_are_one_case(ad):
    first, second = flag(ad, text="Реклама"), flag(ad)
    assert first.case == second.case
    assert (first.case.kind, first.case.subject_id, first.case.author) == (Case.Kind.FLAG, ad.pk, ad.owner)


def test_what_was_flagged_is_pinned_through_an_edit(ad):
    made = flag(ad)
    ads.edit_ad(ad_id=ad.pk, text=ads.AdText(title="Невинное", body="<p>Ничего.</p>"), by=ad.owner)
    AdPage.objects.get(pk=ad.pk).get_latest_revision().publish(skip_permission_checks=True)
    made.refresh_from_db()
    assert made.pinned_text.startswith("Продам золото\n\nГолос обязателен")
    assert made.pinned_revision_id


def test_nobody_flags_the_same_wording_twice_not_even_after_the_decision(ad, moderator):
    player = UserFactory()
    made = flag(ad, by=player)
    with pytest.raises(AlreadyFlagged):
        flag(ad, by=player)
    decide(made.case, D.LEFT, moderator)
    with pytest.raises(AlreadyFlagged):
        flag(ad, by=player)
    assert Case.objects.waiting().count() == 0


@pytest.mark.parametrize("kind", ["listing", "player"])
def test_nobody_flags_their_own(ad, kind):
    own = ad if kind == "listing" else ad.owner
    with pytest.raises(NothingToFlag):
        flag(own, by=ad.owner, kind=kind)


def test_what_is_not_public_is_nobodys_to_flag():
    for hidden in (AdFactory(), AdFactory(submitted=True)):
        with pytest.raises(NothingToFlag):
            flag(hidden)
    assert not Case.objects.filter(kind=Case.Kind.FLAG).exists()


def test_a_response_is_flagged_by_its_receiver_alone():
    response = ResponseFactory()
    assert flag(response, kind="response", by=response.recipient).pinned_text == response.text
    for other in (response.author, UserFactory()):
        with pytest.raises(NothingToFlag):
            flag(response, kind="response", by=other)


def test_a_message_is_flagged_by_the_other_side_alone():
    response = ResponseFactory(accepted=True)
    message = responses.write_message(response_id=response.pk, text="Гони золото", by=response.recipient)
    for other in (response.recipient, UserFactory()):
        with pytest.raises(NothingToFlag):
            flag(message, kind="message", by=other)
    Response.objects.update(announced_at=response.created_at)
    assert flag(message, kind="message", by=response.author).pinned_text == "Гони золото"


def test_three_known_players_hide_it_until_somebody_looks(ad, moderator):
    for player in believed(2):
        flag(ad, by=player)
    for _ in range(3):
        flag(ad)
    assert status_of(ad) == AdStatus.LIVE
    case = flag(ad, by=believed(1)[0]).case
    assert status_of(ad) == AdStatus.HIDDEN
    assert ModerationAct.objects.get(what=Deed.LISTING_HIDE).by is None
    decide(case, D.LEFT, moderator)
    assert status_of(ad) == AdStatus.LIVE


def test_what_a_moderator_left_as_it_is_is_not_hidden_again_by_others(ad, moderator):
    decide(flag(ad).case, D.LEFT, moderator)
    for player in believed():
        flag(ad, by=player)
    assert status_of(ad) == AdStatus.LIVE


def test_upheld_it_is_taken_down_and_author_and_reporter_hear(ad, moderator):
    made = flag(ad)
    decide(made.case, D.UPHELD, moderator, "Золото за рубли")
    made.refresh_from_db()
    assert (status_of(ad), made.outcome) == (AdStatus.HIDDEN, Flag.Outcome.UPHELD)
    assert "Золото за рубли" in OutboxMessage.objects.get(kind="ad-hidden").text
    heard = Notification.objects.get(kind="flag-decided")
    assert (heard.recipient, heard.context["listing"]) == (made.reporter, ad.title)
    line = ModerationAct.objects.get(what=Deed.FLAG_UPHOLD)
    assert (line.by, line.why, line.after) == (
        moderator,
        "Золото за рубли",
        {"flags": 1, "reasons": ["spam"]},
    )


def test_upheld_after_it_was_hidden_by_flags_the_author_reads_the_moderators_words(ad, moderator):
    case = [flag(ad, by=player).case for player in believed()][-1]
    decide(case, D.UPHELD, moderator, "Это реклама")
    entry = BoardEntry.objects.get(pk=ad.pk)
    assert (entry.status, entry.moderator_comment, entry.moderator) == (
        AdStatus.HIDDEN,
        "Это реклама",
        moderator,
    )


def test_an_upheld_response_leaves_the_inbox(moderator):
    response = ResponseFactory()
    case = flag(response, kind="response", by=response.recipient).case
    decide(case, D.UPHELD, moderator)
    response.refresh_from_db()
    assert response.deleted_by == moderator


def test_a_deleted_listing_leaves_the_queue(ad):
    made = flag(ad)
    ads.delete_ad(ad_id=ad.pk, by=ad.owner)
    made.refresh_from_db()
    assert (made.case.decision, made.outcome) == (D.GONE, Flag.Outcome.MOOT)


def test_the_page_flags_and_leads_back(client, ad):
    player = UserFactory()
    page = f"/flag/listing/{ad.pk}/"
    assert client.get(page)["Location"].startswith("/accounts/login/")
    client.force_login(player)
    assert page in client.get(ad.get_url(), follow=True).content.decode()
    assert "Продам золото" in client.get(page).content.decode()
    answer = client.post(page, {"reason": "fraud", "text": "За рубли"})
    assert (answer.status_code, answer["Location"]) == (302, BoardEntry.objects.get(pk=ad.pk).url)
    assert Flag.objects.get().text == "За рубли"
    assert client.post(page, {"reason": "fraud"}).status_code == 409


@pytest.mark.parametrize(
    "form", [{}, {"reason": "unheard-of"}, {"reason": "other"}, {"reason": "spam", "text": "я" * 1001}]
)
def test_a_flag_without_a_good_reason_is_refused(client, ad, form):
    client.force_login(UserFactory())
    assert client.post(f"/flag/listing/{ad.pk}/", form).status_code == 400
    assert not Flag.objects.exists()


def test_flags_are_few_an_hour(client, settings):
    settings.LIMITS_FACTOR = 1
    client.force_login(UserFactory())
    players = UserFactory.create_batch(6)
    answers = [client.post(f"/flag/player/{one.pk}/", {"reason": "insult"}).status_code for one in players]
    assert answers == [302] * 5 + [429]


@pytest.mark.parametrize("path", ["listing/999999999", "player/0", "response/1", "message/1"])
def test_there_is_no_page_for_what_is_not_there(client, db, path):
    client.force_login(UserFactory())
    assert client.get(f"/flag/{path}/").status_code == 404
    assert client.post(f"/flag/{path}/", {"reason": "spam"}).status_code == 404


def test_one_sees_no_way_to_flag_oneself(client, ad):
    client.force_login(ad.owner)
    for page in (BoardEntry.objects.get().url, ad.owner.get_absolute_url()):
        assert "/flag/" not in client.get(page).content.decode()
    assert reverse("flags:flag", args=["player", ad.owner.pk]) not in client.get("/").content.decode()
