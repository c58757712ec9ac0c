"""The log of power: what gets into it, who reads it, and that nothing leaves it."""

import pytest
from django.db import IntegrityError, InternalError, connection, transaction
from django.forms import model_to_dict
from django.urls import reverse

from accounts.services import activate_player, deactivate_player
from accounts.tests.factories import UserFactory
from ads import services as ads
from ads.models import BoardRules
from ads.tests.factories import AdFactory
from ads.tests.states import decide
from moderation.models import Deed, ModerationAct
from responses import services as responses
from responses.tests.factories import ResponseFactory

pytestmark = pytest.mark.django_db
LOG = "/cms/decisions/"


def deeds() -> list[str]:
    return list(ModerationAct.objects.order_by("pk").values_list("what", flat=True))


@pytest.mark.parametrize(
    ("action", "deed"),
    [
        ("approve", Deed.LISTING_APPROVE),
        ("reject", Deed.LISTING_ASK),
        ("refuse", Deed.LISTING_REJECT),
    ],
)
def test_a_verdict_is_one_line_with_its_words(moderator, action, deed):
    ad = AdFactory(submitted=True)
    decide(ad, moderator, action, "Так-то")
    line = ModerationAct.objects.get()
    assert (line.what, line.by, line.by_name, line.why) == (deed, moderator, str(moderator), "Так-то")
    assert (line.subject_type, line.subject_id, line.subject_title) == ("listing", str(ad.pk), ad.title)


def test_hiding_and_restoring_a_listing_say_what_was_before(moderator):
    ad = AdFactory(live=True)
    ads.hide_ad(ad_id=ad.pk, by=moderator, comment="Жалобы")
    ads.restore_ad(ad_id=ad.pk, by=moderator)
    hidden = ModerationAct.objects.get(what=Deed.LISTING_HIDE)
    assert (hidden.why, hidden.before, hidden.after) == ("Жалобы", {"status": "live"}, {"status": "hidden"})
    assert deeds() == [Deed.LISTING_HIDE, Deed.LISTING_RESTORE]


def test_hiding_and_restoring_a_response(moderator):
    response = ResponseFactory()
    responses.hide_response(response_id=response.pk, by=moderator, why="Торговля")
    responses.restore_hidden_response(response_id=response.pk, by=moderator)
    assert deeds() == [Deed.RESPONSE_HIDE, Deed.RESPONSE_RESTORE]
    assert ModerationAct.objects.get(what=Deed.RESPONSE_HIDE).why == "Торговля"


def test_what_players_do_with_their_own_is_no_power(client):
    response = ResponseFactory()
    responses.delete_response(response_id=response.pk, by=response.recipient)
    ads.close_ad(ad_id=response.ad_id, by=response.recipient)
    assert deeds() == []


def test_closing_and_opening_an_account():
    boss, player = UserFactory(administrator=True), UserFactory()
    deactivate_player(player_id=player.pk, by=boss)
    activate_player(player_id=player.pk, by=boss)
    assert deeds() == [Deed.PLAYER_CLOSE, Deed.PLAYER_OPEN]


def test_an_edit_of_a_player_tells_only_what_changed(client):
    boss, player = UserFactory(administrator=True), UserFactory()
    client.force_login(boss)
    form = {"email": player.email, "display_name": "Марта", "language": "ru", "trust": "known", "groups": []}
    client.post(f"/cms/users/edit/{player.pk}/", form)
    line = ModerationAct.objects.get(what=Deed.PLAYER_CHANGE)
    assert line.by == boss
    assert line.before == {"display_name": player.display_name, "trust": "new", "trust_is_fixed": False}
    assert line.after == {"display_name": "Марта", "trust": "known", "trust_is_fixed": True}
    client.post(f"/cms/users/edit/{player.pk}/", {**form, "trust_is_fixed": "on"})
    assert ModerationAct.objects.filter(what=Deed.PLAYER_CHANGE).count() == 1


def test_settings_tell_what_was_before_and_after(client):
    owner = UserFactory(staff=True)
    client.force_login(owner)
    rules = BoardRules.load()
    form = {**model_to_dict(rules, exclude=["id"]), "lifetime_days": 20}
    client.post(reverse("wagtailsettings:edit", args=["board", "boardrules", rules.pk]), form)
    line = ModerationAct.objects.get()
    assert (line.what, line.by) == (Deed.SETTINGS_CHANGE, owner)
    assert (line.before, line.after) == ({"lifetime_days": 30}, {"lifetime_days": 20})


def test_a_group_changed_in_the_cms_is_told_too(client):
    owner = UserFactory(staff=True)
    client.force_login(owner)
    client.post("/cms/snippets/board/server/add/", {"name": "Утёс", "slug": "utes", "position": 9})
    assert ModerationAct.objects.filter(what=Deed.CMS_ADD, by=owner).count() == 1


@pytest.mark.parametrize(
    "change", ["UPDATE moderation_moderationact SET why = ''", "DELETE FROM moderation_moderationact"]
)
def test_the_database_refuses_to_change_a_line(moderator, change):
    ads.hide_ad(ad_id=AdFactory(live=True).pk, by=moderator)
    with pytest.raises((InternalError, IntegrityError)), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)
    assert ModerationAct.objects.count() == 1


def test_a_line_outlives_the_person_who_decided(moderator):
    ads.hide_ad(ad_id=AdFactory(live=True).pk, by=moderator)
    name = str(moderator)
    moderator.delete()
    assert ModerationAct.objects.get().by_name == name


def test_the_list_is_filtered_and_searched(client, moderator):
    other = UserFactory(moderator=True)
    first, second = AdFactory(live=True), AdFactory(live=True)
    ads.hide_ad(ad_id=first.pk, by=moderator, comment="Спам")
    ads.hide_ad(ad_id=second.pk, by=other)
    ads.restore_ad(ad_id=second.pk, by=other)
    client.force_login(moderator)
    page = client.get(LOG).content.decode()
    assert first.title in page
    assert second.title in page
    page = client.get(LOG, {"by": moderator.pk}).content.decode()
    assert first.title in page
    assert second.title not in page
    page = client.get(LOG, {"what__exact": "listing.restore"}).content.decode()
    assert first.title not in page
    assert second.title in page
    assert first.title not in client.get(LOG, {"subject": "player"}).content.decode()
    assert first.title in client.get(LOG, {"subject": "listing"}).content.decode()
    line = ModerationAct.objects.get(why="Спам")
    assert "hidden" in client.get(f"{LOG}inspect/{line.pk}/").content.decode()


@pytest.mark.parametrize("trait", [{}, {"editor": True}])
def test_others_do_not_read_the_log(client, moderator, trait):
    ads.hide_ad(ad_id=AdFactory(live=True).pk, by=moderator)
    client.force_login(UserFactory(**trait))
    line = ModerationAct.objects.get()
    for path in (LOG, f"{LOG}inspect/{line.pk}/"):
        assert client.get(path).status_code in (302, 403)
