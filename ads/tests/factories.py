"""Ads for tests, made by the same verbs that players' ads are made by."""

from __future__ import annotations

from typing import Any

import factory

from accounts.tests.factories import UserFactory
from ads import services
from ads.models import AdPage, Category
from common.week import Week


def places(**wanted: int) -> list[dict[str, Any]]:
    """Whom an ad looks for: `places(healers=2, tanks=1)`."""
    return [{"role": role.replace("_", "-"), "wanted": count} for role, count in wanted.items()]


class AdFactory(factory.Factory):
    """`AdFactory()` is a draft; traits: submitted, live, closed. `author` and `slots` may be given."""

    class Meta:
        model = AdPage

    title = factory.Sequence(lambda n: f"Ищем хила в рейд, состав {n}")
    category = Category.HEALERS.value
    kind = ""
    body = "<p>Голос обязателен, зелья за счёт гильдии.</p>"
    slots = ()
    author = factory.SubFactory(UserFactory)
    server = level = ""
    hours: tuple[str, ...] = ()
    week = Week()
    submitted = False
    live = False
    closed = False

    @classmethod
    def _create(cls, model_class: type[AdPage], *args: Any, **kwargs: Any) -> AdPage:
        author = kwargs.pop("author")
        steps = {step: kwargs.pop(step) for step in ("submitted", "live", "closed")}
        ad = services.create_ad(text=services.AdText(**kwargs), by=author)
        if steps["submitted"]:
            services.submit_ad(ad_id=ad.pk, by=author)
        if steps["live"] or steps["closed"]:
            ad.get_latest_revision().publish(user=author, skip_permission_checks=True)
        if steps["closed"]:
            services.close_ad(ad_id=ad.pk, by=author)
        return AdPage.objects.get(pk=ad.pk)
