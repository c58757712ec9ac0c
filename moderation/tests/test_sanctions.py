"""Sanctions: what each forbids, what it hides and brings back, and the objection to it."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from accounts.errors import Muted
from accounts.models import NO_END, User
from accounts.tests.factories import UserFactory
from ads import services as ads
from ads.models import AdStatus, BoardEntry
from ads.tests.factories import AdFactory
from common.errors import InvalidInput
from mailing.models import OutboxMessage
from moderation import services
from moderation.errors import (
    AlreadyAppealed,
    NoSuchSanction,
    NotModerator,
    NotOverStaff,
    OwnSanction,
    SanctionOver,
)
from moderation.models import Case, ModerationAct, Sanction
from responses import services as responses
from responses.models import Response
from responses.tests.factories import ResponseFactory

pytestmark = pytest.mark.django_db
K, D = Sanction.Kind, Case.Decision
TEXT = ads.AdText(title="Т", category="tanks", body="<p>Т</p>")


@pytest.fixture
def player():
    return UserFactory(display_name="Шумный")


def tomorrow():
    return timezone.now() + timedelta(days=1)


def give(player, by, kind=K.MUTE, **more) -> Sanction:
    more.setdefault("until", tomorrow())
    given = services.sanction_player(player_id=player.pk, kind=kind, reason="Ругань", by=by, **more)
    player.refresh_from_db()
    return given


def decide(case, decision, by, comment="Ответ"):
    return services.decide_case(case_id=case.pk, decision=decision, by=by, comment=comment)


@pytest.mark.parametrize(
    ("kind", "muted", "suspended"),
    [(K.WARN, False, False), (K.MUTE, True, False), (K.SUSPEND, True, True), (K.BAN, True, True)],
)
def test_each_sanction_forbids_its_own_and_is_told_and_logged(moderator, player, kind, muted, suspended):
    given = give(player, moderator, kind)
    assert (player.is_muted, player.is_suspended) == (muted, suspended)
    assert (given.until is not None) == (kind in Sanction.TIMED)
    assert "Ругань" in OutboxMessage.objects.get(kind="sanctioned").text
    line = ModerationAct.objects.get()
    assert (line.what, line.by, line.why, line.subject_title) == (
        f"player.{kind}",
        moderator,
        "Ругань",
        "Шумный",
    )


def test_a_ban_has_no_end(moderator, player):
    give(player, moderator, K.BAN)
    assert player.suspended_until == NO_END


def _is_shut(door) -> bool:
    try:
        door()
    except Muted:
        return True
    return False


def test_who_is_muted_writes_nothing(moderator, player):
    draft, live = AdFactory(author=player), AdFactory(author=player, live=True)
    other, talk = AdFactory(live=True), ResponseFactory(author=player, accepted=True)
    Response.objects.update(announced_at=talk.created_at)
    waits = ResponseFactory(author=player)
    give(player, moderator)
    doors = {
        "create": lambda: ads.create_ad(text=TEXT, by=player),
        "edit": lambda: ads.edit_ad(ad_id=draft.pk, text=TEXT, by=player),
        "submit": lambda: ads.submit_ad(ad_id=draft.pk, by=player),
        "renew": lambda: ads.renew_ad(ad_id=live.pk, by=player),
        "bump": lambda: ads.bump_ad(ad_id=live.pk, by=player),
        "picture": lambda: ads.store_picture(file=SimpleUploadedFile("a.png", b"x"), by=player),
        "respond": lambda: responses.send_response(ad_id=other.pk, text="Я", by=player),
        "change": lambda: responses.edit_response(response_id=waits.pk, text="Не я", by=player),
        "message": lambda: responses.write_message(response_id=talk.pk, text="Я", by=player),
        "flag": lambda: services.flag(kind="listing", pk=other.pk, reason="spam", text="", by=player),
    }
    assert {name: _is_shut(door) for name, door in doors.items()} == dict.fromkeys(doors, True)
    ads.close_ad(ad_id=live.pk, by=player)


def test_a_mute_ends_by_itself(moderator, player):
    give(player, moderator)
    User.objects.update(muted_until=timezone.now())
    player.refresh_from_db()
    assert ads.create_ad(text=TEXT, by=player)


def test_who_is_suspended_sees_only_why(client, moderator, player):
    client.force_login(player)
    give(player, moderator, K.SUSPEND)
    for path in ("/board/", "/my/listings/", "/my/settings/", "/cms/"):
        answer = client.get(path)
        assert (answer.status_code, answer["Location"]) == (302, "/my/standing/"), path
    assert "Ругань" in client.get("/my/standing/").content.decode()
    for answer in (client.get("/api/v1/me/"), client.post("/api/v1/listings/", {}, "application/json")):
        assert answer.status_code == 403
        assert "suspended" in answer.json()["detail"]
    User.objects.update(suspended_until=timezone.now())
    assert client.get("/my/listings/").status_code == 200


def test_what_a_sanction_hides_comes_back_with_its_end(moderator, player):
    live, closed = AdFactory(author=player, live=True), AdFactory(author=player, closed=True)
    apart = AdFactory(author=player, live=True)
    ads.hide_ad(ad_id=apart.pk, by=moderator)
    sent = ResponseFactory(author=player)
    give(player, moderator, K.SUSPEND, hides=True)

    def states():
        sent.refresh_from_db()
        found = dict(BoardEntry.objects.values_list("pk", "status"))
        return [found[ad.pk] for ad in (live, closed, apart)], sent.deleted_at is not None

    assert states() == (["hidden", "closed", "hidden"], True)
    assert not OutboxMessage.objects.filter(kind="ad-hidden", text__contains=live.title).exists()
    Sanction.objects.update(until=timezone.now())
    assert services.end_sanctions(now=timezone.now()) == 1
    assert services.end_sanctions(now=timezone.now()) == 0
    assert states() == (["live", "closed", "hidden"], False)


def test_what_two_sanctions_hide_stays_until_both_are_over(moderator, player):
    ad = AdFactory(author=player, live=True)
    first = give(player, moderator, hides=True)
    second = give(player, moderator, K.BAN, hides=True)
    services.lift_sanction(sanction_id=first.pk, by=moderator)
    assert BoardEntry.objects.get(pk=ad.pk).status == AdStatus.HIDDEN
    services.lift_sanction(sanction_id=second.pk, by=moderator)
    assert BoardEntry.objects.get(pk=ad.pk).status == AdStatus.LIVE
    player.refresh_from_db()
    assert (player.is_muted, player.suspended_until) == (False, None)


def test_the_longest_sanction_counts(moderator, player):
    give(player, moderator, until=tomorrow() + timedelta(days=5))
    long = player.muted_until
    give(player, moderator)
    assert player.muted_until == long


def test_a_sanction_lifted_is_told_and_not_lifted_twice(moderator, player):
    given = give(player, moderator)
    services.lift_sanction(sanction_id=given.pk, by=moderator)
    assert OutboxMessage.objects.filter(kind="sanction-lifted").count() == 1
    with pytest.raises(SanctionOver):
        services.lift_sanction(sanction_id=given.pk, by=moderator)


@pytest.mark.parametrize("until", [None, timezone.now() - timedelta(minutes=1)])
def test_what_lasts_needs_an_end_to_come(moderator, player, until):
    with pytest.raises(InvalidInput):
        give(player, moderator, until=until)


def test_nobody_sanctions_themselves_or_other_staff(moderator, player):
    for target in (moderator, UserFactory(moderator=True), UserFactory(staff=True)):
        with pytest.raises(NotOverStaff):
            give(target, moderator)
    for nobody in (player, UserFactory(editor=True)):
        with pytest.raises(NotModerator):
            give(UserFactory(), nobody)
    assert give(moderator, UserFactory(staff=True)).player == moderator


def test_a_sanction_makes_new_and_a_lifted_one_counts_for_nothing(
    moderator, django_capture_on_commit_callbacks
):
    player = UserFactory(trust="known", date_joined=timezone.now() - timedelta(days=99))
    for _ in range(2):
        AdFactory(author=player, live=True)
    with django_capture_on_commit_callbacks(execute=True):
        given = give(player, moderator)
    player.refresh_from_db()
    assert player.trust == "new"
    with django_capture_on_commit_callbacks(execute=True):
        services.lift_sanction(sanction_id=given.pk, by=moderator)
    player.refresh_from_db()
    assert player.trust == "known"


def test_an_objection_goes_to_the_desk_and_another_moderator_lifts(client, moderator, player):
    given = give(player, moderator, K.BAN)
    client.force_login(player)
    address = f"/my/standing/appeal/{given.pk}/"
    assert client.post(address, {"text": ""}).status_code == 400
    refused = client.post(address, {"text": "я" * 2001})
    assert refused.status_code == 400
    assert "я" * 2001 in refused.text, "what was typed stays"
    sent = client.post(address, {"text": "Это был не <b>я</b>"})
    assert sent.cookies["words-taken"].value == f"objection-{given.pk}"
    case = Case.objects.get(kind=Case.Kind.APPEAL)
    other = UserFactory(moderator=True)
    with pytest.raises(OwnSanction):
        decide(case, D.LIFTED, moderator)
    client.force_login(other)
    assert "Это был не &lt;b&gt;я&lt;/b&gt;" in client.get(f"/cms/desk/{case.pk}/").content.decode()
    decide(case, D.LIFTED, other, "Разобрались")
    player.refresh_from_db()
    assert not player.is_suspended
    client.force_login(player)
    assert "Разобрались" in client.get("/my/standing/").content.decode()


def test_a_sanction_that_stands_is_explained(moderator, player):
    given, other = give(player, moderator), UserFactory(moderator=True)
    services.appeal(sanction_id=given.pk, text="Нет!", by=player)
    decide(Case.objects.get(), D.STANDS, other, "Вот запись")
    assert "Вот запись" in OutboxMessage.objects.get(kind="appeal-refused").text
    player.refresh_from_db()
    assert player.is_muted
    assert ModerationAct.objects.filter(what="player.stand", by=other).exists()


def test_one_objects_once_to_what_is_ones_own_and_in_force(moderator, player):
    given = give(player, moderator)
    with pytest.raises(NoSuchSanction):
        services.appeal(sanction_id=given.pk, text="Я", by=UserFactory())
    services.appeal(sanction_id=given.pk, text="Я", by=player)
    with pytest.raises(AlreadyAppealed):
        services.appeal(sanction_id=given.pk, text="Я", by=player)
    services.lift_sanction(sanction_id=given.pk, by=moderator)
    assert Case.objects.get().decision == D.LIFTED
    with pytest.raises(SanctionOver):
        services.appeal(sanction_id=given.pk, text="Я", by=player)


def test_the_moderators_page_of_a_player_sanctions_and_lifts(client, moderator, player):
    client.force_login(moderator)
    AdFactory(author=player, live=True, title="Рейд в четверг")
    page = f"/cms/players/{player.pk}/"
    assert "Рейд в четверг" in client.get(page).content.decode()
    assert client.post(page, {"kind": "mute", "reason": "Ругань"}).status_code == 400
    assert client.post(page, {"kind": "ban", "reason": ""}).status_code == 400
    assert not Sanction.objects.exists()
    form = {"kind": "mute", "reason": "Ругань", "until": f"{tomorrow():%Y-%m-%dT%H:%M}"}
    assert client.post(page, form)["Location"] == page
    given = Sanction.objects.get()
    client.post(f"/cms/players/sanctions/{given.pk}/lift/")
    assert f": {moderator}" in client.get(page).content.decode()
    assert client.get("/cms/players/999999999/").status_code == 404
    assert client.post("/cms/players/sanctions/999999999/lift/").status_code == 404


def test_the_list_of_people_leads_to_the_page_of_each(client, player):
    client.force_login(UserFactory(administrator=True))
    assert f"/cms/players/{player.pk}/" in client.get("/cms/users/").content.decode()


@pytest.mark.parametrize("trait", [{}, {"editor": True}])
def test_others_find_these_doors_closed(client, moderator, player, trait):
    given = give(player, moderator)
    client.force_login(UserFactory(**trait))
    assert client.get(f"/cms/players/{player.pk}/").status_code in (302, 403)
    assert client.post(f"/cms/players/{player.pk}/", {"kind": "ban", "reason": "Я"}).status_code in (302, 403)
    assert client.post(f"/cms/players/sanctions/{given.pk}/lift/").status_code in (302, 403)
    assert client.post(f"/my/standing/appeal/{given.pk}/", {"text": "Я"}).status_code == 404
    assert Sanction.objects.in_force().count() == 1


def test_everybody_sees_the_own_level_and_what_it_allows(client):
    assert client.get("/my/standing/")["Location"].startswith("/accounts/login/")
    for trust, allowed in (
        ("new", "folded away"),
        ("known", "look at them afterwards"),
        ("trusted", "at once"),
    ):
        client.force_login(UserFactory(trust=trust, language="en"))
        assert allowed in client.get("/my/standing/", headers={"accept-language": "en"}).content.decode()
