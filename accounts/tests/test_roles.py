"""Groups in the CMS: called as people call them, kept as code knows them; and its list of time zones."""

import re

import pytest
from django.contrib.auth.models import Group
from django.utils.translation import override

from accounts.roles import SHIPPED, role_of
from accounts.tests.factories import UserFactory
from accounts.time_zones import CITIES

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner(client):
    client.force_login(UserFactory(is_superuser=True, is_staff=True, language="ru"))
    client.cookies["django_language"] = "ru"
    return client


def test_shipped_groups_have_a_russian_name_and_others_their_own():
    assert set(SHIPPED) == set(Group.objects.values_list("name", flat=True))
    with override("ru"):
        names = [role_of(group) for group in Group.objects.order_by("name")]
        assert role_of(Group(name="Барды")) == "Барды"
    assert names == ["Администраторы", "Редакторы", "Модераторы"]


def test_pages_of_people_and_groups_show_those_names(owner):
    moderator = UserFactory(moderator=True)
    for address in ("/cms/groups/", "/cms/users/", f"/cms/users/edit/{moderator.pk}/", "/cms/users/new/"):
        text = owner.get(address).text
        assert "Модераторы" in text, address
        assert ">Moderators" not in text, address
        assert " Moderators" not in text, address


def test_a_shipped_group_keeps_the_name_that_code_looks_for(owner):
    group = Group.objects.get(name="Editors")
    address = f"/cms/groups/edit/{group.pk}/"
    page = owner.get(address)
    assert "Редакторы" in page.text
    form = page.context["form"]
    assert form.fields["name"].disabled
    assert form.__class__({"name": "Писари"}, instance=group).save().name == "Editors"
    assert form.__class__({"name": "Барды"}, instance=Group(name="Хор")).save().name == "Барды"


def test_the_cms_offers_the_zones_that_players_live_in(owner):
    page = owner.get("/cms/account/").text
    chooser = page.split('name="locale-current_time_zone"')[1].split("</select>")[0]
    assert re.findall(r'value="([^"]+)"', chooser) == list(CITIES)
