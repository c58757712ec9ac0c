"""Players for tests: `UserFactory()`, `UserFactory(moderator=True)`, `UserFactory(unconfirmed=True)`."""

from __future__ import annotations

from typing import Any

import factory
from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group, Permission
from django.utils import timezone

from accounts.models import User

PASSWORD = "tavern-demo"


class UserFactory(factory.django.DjangoModelFactory):
    """A player who has confirmed the e-mail and can log in with PASSWORD."""

    class Meta:
        model = User

    class Params:
        staff = factory.Trait(is_staff=True, is_superuser=True)
        moderator = factory.Trait(group_names=("Moderators",))
        editor = factory.Trait(group_names=("Editors",))
        administrator = factory.Trait(group_names=("Administrators",))
        unconfirmed = factory.Trait(confirmed=False, rules_accepted_at=factory.LazyFunction(timezone.now))
        deactivated = factory.Trait(is_active=False, deactivated_at=factory.LazyFunction(timezone.now))

    email = factory.Sequence(lambda number: f"player{number}@example.com")
    display_name = factory.Sequence(lambda number: f"Игрок {number}")
    password = PASSWORD
    confirmed = True
    group_names: tuple[str, ...] = ()

    @classmethod
    def _create(cls, model_class: type[User], *args: Any, **fields: Any) -> User:
        confirmed, group_names = fields.pop("confirmed"), fields.pop("group_names")
        user = model_class.objects.create_user(*args, **fields)
        EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=confirmed)
        for name in group_names:
            user.groups.add(cms_group(name))
        return user


def cms_group(name: str) -> Group:
    """Return a group of staff, also where a test has flushed what migrations made."""
    group, created = Group.objects.get_or_create(name=name)
    if created:
        actions = ["access_admin"]
        if name == "Administrators":
            actions += ["add_user", "change_user", "view_user"]
        group.permissions.set(Permission.objects.filter(codename__in=actions))
    return group
