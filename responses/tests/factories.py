"""Responses for tests, made by the same verbs that players' responses are made by."""

from __future__ import annotations

from typing import Any

import factory

from accounts.tests.factories import UserFactory
from ads.tests.factories import AdFactory
from responses import services
from responses.models import Response

MOVES = {
    "shortlisted": services.shortlist_response,
    "accepted": services.accept_response,
    "declined": services.decline_response,
    "seen": services.mark_seen,
    "deleted": services.delete_response,
}


class ResponseFactory(factory.Factory):
    """`ResponseFactory()` is new; traits: seen, shortlisted, accepted, declined, withdrawn, deleted."""

    class Meta:
        model = Response

    ad = factory.SubFactory(AdFactory, live=True)
    author = factory.SubFactory(UserFactory)
    text = factory.Sequence(lambda n: f"Жрец, снаряжение {n}, среда и пятница свободны.")
    role = ""
    seen = False
    shortlisted = False
    accepted = False
    declined = False
    withdrawn = False
    deleted = False

    @classmethod
    def _create(cls, model_class: type[Response], *args: Any, **kwargs: Any) -> Response:
        ad, author = kwargs["ad"], kwargs["author"]
        response = services.send_response(ad_id=ad.pk, text=kwargs["text"], role=kwargs["role"], by=author)
        for trait, verb in MOVES.items():
            if kwargs[trait]:
                verb(response_id=response.pk, by=ad.owner)
        if kwargs["withdrawn"]:
            services.withdraw_response(response_id=response.pk, by=author)
        return Response.objects.get(pk=response.pk)
