"""Who belongs to the staff, asked in one query."""

import pytest
from django.contrib.auth.models import Permission

from accounts.models import User
from accounts.selectors import may_enter_cms
from accounts.tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "who",
    [
        {},
        {"moderator": True},
        {"editor": True},
        {"administrator": True},
        {"is_superuser": True},
        {"is_staff": True},
        {"moderator": True, "is_active": False},
        {"is_superuser": True, "is_active": False},
    ],
)
def test_the_cms_is_shown_to_whom_it_is_open(who, django_assert_max_num_queries):
    user = User.objects.get(pk=UserFactory(**who).pk)
    with django_assert_max_num_queries(1):
        shown = may_enter_cms(user)
    assert shown == user.has_power


def test_a_right_of_ones_own_counts():
    user = UserFactory()
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    assert may_enter_cms(user)
    assert User.objects.get(pk=user.pk).has_power
