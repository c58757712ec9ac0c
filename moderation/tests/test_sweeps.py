"""Sanctions end on time, whatever keeps one of them from ending."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.tests.factories import UserFactory
from moderation import services
from moderation.models import Sanction
from moderation.services import sanctions


@pytest.mark.django_db
def test_a_sanction_that_cannot_end_keeps_no_other_from_ending(monkeypatch, caplog):
    moderator, until = UserFactory(moderator=True), timezone.now() + timedelta(hours=1)
    broken, good = (
        services.sanction_player(
            player_id=UserFactory().pk, kind=Sanction.Kind.MUTE, reason="Ругань", by=moderator, until=until
        )
        for _ in range(2)
    )
    works = sanctions.bring_back

    def fails(given, *, by):
        if given.pk == broken.pk:
            raise RuntimeError("a listing that can't come back")
        works(given, by=by)

    monkeypatch.setattr(sanctions, "bring_back", fails)
    assert services.end_sanctions(now=until) == 1
    assert [Sanction.objects.get(pk=one.pk).ended_at is None for one in (broken, good)] == [True, False]
    assert f"leaves out sanction {broken.pk}" in caplog.text
    monkeypatch.undo()
    assert services.end_sanctions(now=until) == 1
