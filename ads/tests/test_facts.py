"""Facts of the game on a listing: chosen, refused, shown, filtered by, and kept by moderators."""

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.urls import reverse
from django.utils import timezone

from accounts import services as account_services
from accounts.tests.factories import UserFactory
from ads import services
from ads.models import AdPage, BoardEntry, LevelRange, PlayHours, Server
from ads.tests.factories import AdFactory
from ads.tests.game import EVENING, EVENINGS, LEVEL, NIGHTS, NORTH, SOUTH, form_with, told
from common.errors import InvalidInput
from common.keyset import Cursor
from common.tests.fresh_cache import empty_cache
from common.week import Week

pytestmark = pytest.mark.django_db


# What moderators keep


def test_slugs_come_of_names_and_never_repeat(choices):
    twin = Server.objects.create(name="Северный, тракт!")
    assert list(Server.objects.values_list("slug", flat=True)) == [NORTH, SOUTH, f"{NORTH}-2"]
    twin.name = "Другое имя"
    twin.save()
    assert twin.slug == f"{NORTH}-2"
    with pytest.raises(IntegrityError), transaction.atomic():
        Server.objects.create(name="Другое имя")


def test_a_choice_in_use_cannot_go_and_a_retired_one_keeps_its_name(choices, client):
    ad = told(server=NORTH, hours=[NIGHTS])
    with pytest.raises(ProtectedError):
        Server.objects.get(pk=NORTH).delete()
    for choice in (Server.objects.get(pk=NORTH), PlayHours.objects.get(pk=NIGHTS)):
        choice.retired = True
        choice.save()
    empty_cache()
    page = client.get(ad.public_path).content.decode()
    assert "Северный тракт" in page
    assert "ночью" in page
    services.edit_ad(ad_id=ad.pk, text=services.AdText(server=NORTH, title="Всё ещё там"), by=ad.owner)
    with pytest.raises(InvalidInput) as refused:
        services.create_ad(
            text=services.AdText(title="Новое", category="tanks", body="", server=NORTH), by=ad.owner
        )
    assert set(refused.value.field_errors) == {"server"}


def test_a_renamed_choice_shows_at_once(choices, client, django_capture_on_commit_callbacks):
    ad = told(level=LEVEL)
    assert "60–70" in client.get(ad.public_path).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        level = LevelRange.objects.get(pk=LEVEL)
        level.name = "от 60 до 70"
        level.save()
    assert "от 60 до 70" in client.get(ad.public_path).content.decode()


def test_english_pages_say_the_english_name_where_there_is_one(choices, client):
    PlayHours.objects.filter(pk=NIGHTS).update(name_en="at night")
    empty_cache()
    ad = told(server=NORTH, hours=[NIGHTS])
    for address in (ad.public_path, "/board/", f"/board/?hours={NIGHTS}"):
        english = client.get(address, headers={"accept-language": "en"}).content.decode()
        assert "at night" in english
        assert "ночью" not in english
        assert "Северный тракт" in english
        assert "ночью" in client.get(address, headers={"accept-language": "ru"}).content.decode()
    client.force_login(UserFactory(moderator=True))
    page = client.get(reverse("wagtailsnippets_board_playhours:edit", args=[NIGHTS])).content.decode()
    assert 'value="at night"' in page


def test_moderators_keep_the_choices_in_the_cms_and_nobody_deletes_one(choices, client):
    index, add = (reverse(f"wagtailsnippets_board_server:{view}") for view in ("list", "add"))
    edit = reverse("wagtailsnippets_board_server:edit", args=[NORTH])
    delete = reverse("wagtailsnippets_board_server:delete", args=[NORTH])
    for staff in (UserFactory(moderator=True), UserFactory(staff=True)):
        client.force_login(staff)
        assert "Северный тракт" in client.get(index).content.decode()
        assert client.post(add, {"name": f"Новый {staff.pk}"}).status_code == 302
        assert client.post(edit, {"name": "Северный тракт", "retired": "on"}).status_code == 302
        assert client.post(delete).status_code == 302
    assert Server.objects.get(pk=NORTH).retired
    assert Server.objects.count() == 4
    orders = list(Server.objects.values_list("sort_order", flat=True))
    assert orders == sorted(set(orders))
    client.force_login(UserFactory(editor=True))
    assert client.post(add, {"name": "Чужой"}).status_code == 302
    assert not Server.objects.filter(name="Чужой").exists()


def test_the_cms_editor_shows_the_facts(choices, client):
    ad = AdFactory(submitted=True, kind="wanted", server=NORTH, hours=[EVENINGS])
    client.force_login(UserFactory(moderator=True))
    page = client.get(reverse("wagtailadmin_pages:edit", args=[ad.pk])).content.decode()
    for piece in ('name="kind"', f'<option value="{NORTH}" selected>', f'value="{EVENINGS}"'):
        assert piece in page


# On the board


def test_facts_go_live_with_the_text_and_not_before(choices):
    ad = told(server=NORTH, level=LEVEL, hours=[EVENINGS])
    services.edit_ad(ad_id=ad.pk, text=services.AdText(server=SOUTH, level="", hours=[]), by=ad.owner)
    entry = BoardEntry.objects.get()
    assert (entry.server_id, entry.level_id, entry.hours) == (NORTH, LEVEL, [EVENINGS])
    AdPage.objects.get().get_latest_revision().publish(user=ad.owner, skip_permission_checks=True)
    entry.refresh_from_db()
    assert (entry.server_id, entry.level_id, entry.hours) == (SOUTH, None, [])


def test_the_board_and_the_search_are_narrowed_by_each_fact(choices, client):
    north = told(server=NORTH, level=LEVEL, hours=[EVENINGS, NIGHTS], kind="wanted", title="Ищем на севере")
    south = told(server=SOUTH, hours=[NIGHTS], title="Ищем на юге")
    plain = told(title="Ищем где-нибудь")
    expected = {
        f"server={NORTH}": {north},
        f"level={LEVEL}": {north},
        f"hours={NIGHTS}": {north, south},
        f"hours={NIGHTS}&server={SOUTH}": {south},
        f"server={NORTH}&kind=offered": set(),
        "server=nowhere&level=x&hours=1": {north, south, plain},
    }
    for query, ads in expected.items():
        for address in (f"/board/?{query}", f"/board/healers/?{query}", f"/search/?q=ищем&{query}"):
            page = client.get(address).content.decode()
            for ad in (north, south, plain):
                assert (f"/board/{ad.pk}-" in page) == (ad in ads), (address, ad.title)


def test_paging_taking_away_and_searching_keep_the_filters(choices, client):
    told(server=NORTH, hours=[NIGHTS])
    query = f"server={NORTH}&hours={NIGHTS}&ordering=closing"
    earlier = Cursor(moment=timezone.now(), pk=1).encode()
    answer = client.get(f"/board/?{query}&cursor={earlier}")
    assert answer.context["page"]["previous_url"].endswith(f"&{query}")
    assert [fact.name for fact in answer.context["picked"]] == ["Северный тракт", "ночью"]
    assert answer.context["picked"][0].query == f"hours={NIGHTS}&ordering=closing"
    words = client.get("/board/", {"server": NORTH, "q": "хил"})
    assert f"server={NORTH}" in words["Location"]


def test_facts_cost_the_pages_no_query(choices, client, django_assert_max_num_queries):
    ad = told(server=NORTH, level=LEVEL, hours=[EVENINGS], week=EVENING)
    reader = UserFactory()
    account_services.change_play_week(week=EVENING, shown=False, by=reader)
    client.get("/board/")
    with django_assert_max_num_queries(5):
        client.get("/board/", {"server": NORTH, "hours": EVENINGS})
    client.force_login(reader)
    client.get(ad.public_path)
    with django_assert_max_num_queries(6 + 3):  # session, user, and whether letters reach them
        client.get(ad.public_path)


def test_without_choices_nothing_is_asked_or_shown(client):
    ad = told()
    assert 'name="server"' not in client.get("/board/").content.decode()
    assert "<dl" not in client.get(ad.public_path).content.decode()
    client.force_login(ad.owner)
    form = client.get(reverse("listings:new")).content.decode()
    assert 'name="server"' not in form
    assert 'name="week"' in form


# Writing


def test_the_form_keeps_every_fact_and_shows_it_again(choices, client):
    author = UserFactory()
    client.force_login(author)
    sent = form_with(kind="offered", server=SOUTH, level=LEVEL, hours=[EVENINGS, NIGHTS], week=["18", "167"])
    answer = client.post(reverse("listings:new"), sent)
    ad = AdPage.objects.get()
    assert (ad.kind, ad.server_id, ad.level_id, ad.hours) == ("offered", SOUTH, LEVEL, [EVENINGS, NIGHTS])
    assert (ad.playing, ad.week_zone) == (Week.of([18, 167]), "Europe/Moscow")
    form = client.get(answer["Location"]).context["form"]
    assert form["week"].value() == ["18", "167"]
    assert form["hours"].value() == [EVENINGS, NIGHTS]
    client.post(answer["Location"], form_with())
    ad = AdPage.objects.get()
    assert (ad.kind, ad.server_id, ad.level_id, ad.hours, ad.week) == ("", None, None, [], "")


@pytest.mark.parametrize(
    ("field", "value"),
    [("kind", "sold"), ("server", "nowhere"), ("level", "1"), ("hours", "noon"), ("week", "168")],
)
def test_what_can_not_be_chosen_is_refused_at_its_field(choices, client, field, value):
    client.force_login(UserFactory())
    answer = client.post(reverse("listings:new"), form_with(**{field: value}))
    assert set(answer.context["form"].errors) == {field}
    assert f'id="id_{field}_error"' in answer.content.decode()
    assert not AdPage.objects.exists()


def test_an_author_who_moved_sees_the_hours_by_the_new_clock(client):
    ad = AdFactory(week=EVENING)
    ad.owner.time_zone = "Asia/Omsk"
    ad.owner.save()
    client.force_login(ad.owner)
    form = client.get(reverse("listings:edit", args=[ad.pk])).context["form"]
    assert form["week"].value() == ["21", "22", "23"]


def test_common_hours_are_found_on_the_way_along_the_board(choices, client, monkeypatch):
    monkeypatch.setattr("ads.selectors.board.RARE", 0)
    nightly, plain = told(hours=[NIGHTS]), told(title="Ищем где-нибудь")
    page = client.get("/board/", {"hours": NIGHTS}).content.decode()
    assert f"/board/{nightly.pk}-" in page
    assert f"/board/{plain.pk}-" not in page
