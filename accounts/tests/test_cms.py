"""The door of the CMS, and people in it."""

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts import services, signals
from accounts.models import User
from accounts.selectors import State
from accounts.tests.factories import PASSWORD, UserFactory
from common.errors import NotAllowed

PEOPLE = "/cms/users/"
TOMORROW = timezone.now() + timedelta(days=1)
YESTERDAY = timezone.now() - timedelta(days=1)


@pytest.fixture
def administrator(db) -> User:
    return UserFactory(administrator=True, display_name="Старшая Ива")


@pytest.fixture
def desk(administrator) -> Client:
    client = Client()
    client.force_login(administrator)
    return client


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_groups_open_the_cms_and_nothing_more(db):
    for name in ("Moderators", "Editors"):
        rights = set(
            Group.objects.get(name=name).permissions.values_list("content_type__app_label", "codename")
        )
        assert ("wagtailadmin", "access_admin") in rights
        assert not {codename for app, codename in rights if app in {"accounts", "auth"}}


def test_a_visitor_logs_in_at_the_sites_door(visitor):
    answer = visitor.get("/cms/login/?next=/cms/pages/")
    assert answer.url == "/accounts/login/?next=%2Fcms%2Fpages%2F"
    assert visitor.get("/cms/").url.startswith("/accounts/login/")
    assert visitor.post("/cms/login/", {"username": "a", "password": "b"}).url.startswith("/accounts/login/")


def test_wagtails_other_doors_lead_to_ours(visitor):
    assert visitor.get("/cms/logout/").url == "/accounts/logout/"
    assert visitor.get("/cms/password_reset/").url == "/accounts/password/reset/"
    assert visitor.get("/cms/password_reset/confirm/MQ/abc-def/").url == "/accounts/password/reset/"


@pytest.mark.parametrize("path", ["/cms/", "/cms/login/", "/cms/users/", "/cms/pages/"])
def test_a_player_gets_a_403_and_no_circle(signed_in, path):
    assert signed_in.get(path).status_code == 403


def test_staff_enter_and_a_second_log_in_leads_in(desk):
    assert desk.get("/cms/").status_code == 200
    assert desk.get("/cms/login/").url == "/cms/"


def test_djangos_admin_is_not_there(desk):
    assert desk.get("/admin/").status_code == 404


@pytest.mark.parametrize(("query", "found"), [("Марта", True), ("marta@", True), ("снегирь", False)])
def test_people_are_found_by_name_and_e_mail(desk, player, query, found):
    page = desk.get(PEOPLE, {"q": query})
    assert page.status_code == 200
    assert ("Рыжая Марта" in page.text) is found


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"state": "active"}, True),
        ({"state": "closed"}, False),
        ({"seen_within": "7"}, False),
        ({"unseen_for": "7"}, True),
        ({"trust": "new"}, True),
        ({"trust": "trusted"}, False),
    ],
)
def test_people_are_filtered(desk, player, filters, found):
    assert ("Рыжая Марта" in desk.get(PEOPLE, filters).text) is found


@pytest.mark.parametrize(
    ("state", "fields"),
    [
        ("active", {}),
        ("muted", {"muted_until": TOMORROW}),
        ("suspended", {"suspended_until": TOMORROW}),
        ("leaving", {"leaves_at": TOMORROW}),
        ("closed", {"is_active": False, "deactivated_at": YESTERDAY}),
        ("erased", {"is_active": False, "deactivated_at": YESTERDAY, "erased_at": YESTERDAY}),
        ("unconfirmed", {"unconfirmed": True}),
        ("active", {"muted_until": YESTERDAY, "suspended_until": YESTERDAY}),
    ],
)
def test_people_are_found_by_state(desk, state, fields):
    UserFactory(display_name="Рыжая Марта", **fields)
    for asked in State:
        found = "Рыжая Марта" in desk.get(PEOPLE, {"state": asked}).text
        assert found is (asked == state), asked


def test_people_are_found_by_when_they_were_last_seen(desk, player):
    client_of(player)
    UserSession.objects.create(user=player, ip="192.0.2.1", session_key="x" * 32, user_agent="")
    User.objects.filter(pk=player.pk).update(last_login=YESTERDAY)
    for query, found in (
        ({"seen_within": "1"}, True),
        ({"unseen_for": "1"}, False),
        ({"unseen_for": "0"}, True),
    ):
        assert ("Рыжая Марта" in desk.get(PEOPLE, query).text) is found, query
    UserSession.objects.update(last_seen_at=timezone.now() - timedelta(days=3))
    User.objects.filter(pk=player.pk).update(last_login=timezone.now() - timedelta(days=3))
    for query, found in (({"seen_within": "2"}, False), ({"unseen_for": "2"}, True)):
        assert ("Рыжая Марта" in desk.get(PEOPLE, query).text) is found, query


def test_the_person_and_the_players_file_lead_to_each_other(player):
    desk = client_of(UserFactory(staff=True))
    file = f"/cms/players/{player.pk}/"
    edit = desk.get(f"/cms/users/edit/{player.pk}/").text
    for address in (file, *(f"/cms/users/{verb}/{player.pk}/" for verb in ("deactivate", "unlock", "erase"))):
        assert address in edit
    client_of(player)
    UserSession.objects.create(user=player, ip="192.0.2.77", session_key="x" * 32, user_agent="Firefox")
    assert f"/cms/users/edit/{player.pk}/" in desk.get(file).text
    assert "192.0.2.77" in desk.get(file).text
    assert "192.0.2.77" not in client_of(UserFactory(moderator=True)).get(file).text


def test_moderators_do_not_manage_people(player):
    client = client_of(UserFactory(moderator=True))
    assert client.get(PEOPLE).status_code == 302
    assert client.get(f"/cms/users/deactivate/{player.pk}/").status_code in (302, 403)
    assert client.post(f"/cms/users/deactivate/{player.pk}/").status_code in (302, 403)
    player.refresh_from_db()
    assert player.is_active


def form_of(player: User, **changes) -> dict[str, object]:
    fields = {
        "email": player.email,
        "display_name": player.display_name,
        "language": player.language,
        "trust": player.trust,
    }
    return fields | changes


def test_a_person_is_changed(desk, player):
    assert desk.get(f"/cms/users/edit/{player.pk}/").status_code == 200
    answer = desk.post(f"/cms/users/edit/{player.pk}/", form_of(player, display_name="Марта", trust="known"))
    assert answer.status_code == 302
    player.refresh_from_db()
    assert (player.display_name, player.trust, player.is_active) == ("Марта", "known", True)
    assert player.check_password(PASSWORD)


def test_a_new_address_waits_for_its_owners_code(desk, player):
    desk.post(f"/cms/users/edit/{player.pk}/", form_of(player, email="New@example.com"))
    player.refresh_from_db()
    address = player.emailaddress_set.get()
    assert (player.email, address.email, address.verified) == ("new@example.com", "new@example.com", False)


def test_a_taken_name_is_a_sentence_and_not_a_crash(desk, player):
    UserFactory(display_name="Снегирь")
    page = desk.post(f"/cms/users/edit/{player.pk}/", form_of(player, display_name="снегирь"))
    assert page.status_code == 200
    assert page.context["form"].errors["display_name"]


def test_the_form_makes_no_superuser(desk, player):
    desk.post(f"/cms/users/edit/{player.pk}/", form_of(player, is_superuser="on", is_staff="on"))
    player.refresh_from_db()
    assert not player.is_superuser
    assert not player.is_staff


def test_the_owners_account_is_changed_by_owners_only(desk):
    owner = UserFactory(staff=True)
    assert desk.get(f"/cms/users/edit/{owner.pk}/").status_code in (302, 403)
    desk.post(f"/cms/users/edit/{owner.pk}/", form_of(owner, email="mine@example.com"))
    owner.refresh_from_db()
    assert owner.email != "mine@example.com"


def test_two_people_are_added_without_passwords(desk):
    for number in (1, 2):
        fields = {"email": f"new{number}@example.com", "display_name": f"Новичок {number}"}
        answer = desk.post("/cms/users/new/", fields | {"language": "ru", "trust": "new"})
        assert answer.status_code == 302
        assert not User.objects.get(email=fields["email"]).has_usable_password()


def test_closing_an_account_ends_its_sessions_and_keeps_the_row(desk, player):
    elsewhere = Client()
    elsewhere.post("/accounts/login/", {"login": player.email, "password": PASSWORD})
    assert elsewhere.get("/api/v1/me/").status_code == 200
    closed = []

    def note(sender, user, by, **kwargs):
        closed.append((user.pk, by.display_name))

    signals.player_deactivated.connect(note)
    try:
        page = desk.get(f"/cms/users/deactivate/{player.pk}/")
        assert "Рыжая Марта" in page.text
        assert desk.post(f"/cms/users/deactivate/{player.pk}/").url == reverse("wagtailusers_users:index")
    finally:
        signals.player_deactivated.disconnect(note)
    player.refresh_from_db()
    assert not player.is_active
    assert player.deactivated_at is not None
    assert closed == [(player.pk, "Старшая Ива")]
    assert elsewhere.get("/api/v1/me/").status_code == 401


def test_an_account_opens_again(desk):
    player = UserFactory(deactivated=True)
    assert desk.get(f"/cms/users/activate/{player.pk}/").status_code == 200
    desk.post(f"/cms/users/activate/{player.pk}/")
    player.refresh_from_db()
    assert (player.is_active, player.deactivated_at) == (True, None)


def test_wagtails_deletion_closes_instead(player):
    desk = client_of(UserFactory(staff=True))
    desk.post(f"/cms/users/delete/{player.pk}/")
    player.refresh_from_db()
    assert not player.is_active


@pytest.mark.parametrize("action", ["delete", "set_active_state"])
def test_nobody_is_decided_about_in_bulk(player, action):
    desk = client_of(UserFactory(staff=True))
    desk.post(f"/cms/bulk/accounts/user/{action}/?id={player.pk}", {"mark_as_active": "False"})
    player.refresh_from_db()
    assert player.is_active


def test_one_closes_neither_oneself_nor_the_owner(administrator):
    owner = UserFactory(staff=True)
    for target in (administrator, owner):
        with pytest.raises(NotAllowed):
            services.deactivate_player(player_id=target.pk, by=administrator)
    with pytest.raises(NotAllowed):
        services.deactivate_player(player_id=owner.pk, by=UserFactory(moderator=True))


def test_an_unknown_person_is_a_404(desk):
    assert desk.post("/cms/users/deactivate/999999/").status_code == 404


def test_staffs_own_page_changes_neither_e_mail_nor_password(desk):
    page = desk.get("/cms/account/")
    assert page.status_code == 200
    for field in ("name_email-email", "name_email-first_name", "password-new_password1"):
        assert field not in page.text
    assert desk.post("/cms/account/", {"theme-theme": "dark", "theme-density": "default"}).status_code in (
        200,
        302,
    )


def test_a_visitor_of_that_page_logs_in(visitor):
    assert visitor.get("/cms/account/").url.startswith("/accounts/login/")


def test_nobody_takes_an_account_over_by_copying_it(desk):
    owner = UserFactory(staff=True)
    fields = form_of(owner, email="mine@example.com", display_name="Чужое имя")
    assert desk.post(f"/cms/users/copy/{owner.pk}/", fields).status_code == 404
    taken = User.objects.get(pk=owner.pk)
    assert (taken.email, taken.has_usable_password()) == (owner.email, True)


def test_rights_are_not_given_in_bulk(player):
    desk = client_of(UserFactory(staff=True))
    moderators = Group.objects.get(name="Moderators")
    desk.post(f"/cms/bulk/accounts/user/assign_role/?id={player.pk}", {"role": moderators.pk})
    assert not player.groups.exists()
