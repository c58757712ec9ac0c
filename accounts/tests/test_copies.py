"""A copy of one's data: asked for, made, downloaded by its owner alone, gone after a week."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts import services
from accounts.models import DataExport, ExportPart
from accounts.personal_data import keepers
from accounts.services import exporting
from accounts.tests.factories import PASSWORD, UserFactory
from accounts.tests.mailbox import letters_to
from ads.tests.factories import AdFactory
from common.errors import IllegalTransition

PAGE = "/my/settings/data/"


@pytest.fixture
def client(player) -> Client:
    client = Client(headers={"accept-language": "en"})
    client.post("/accounts/login/", {"login": player.email, "password": PASSWORD})
    return client


def contents(client: Client, export: DataExport) -> dict[str, object]:
    answer = client.get(f"{PAGE}{export.pk}/")
    assert answer["Content-Type"] == "application/zip"
    body = b"".join(answer.streaming_content)
    assert len(body) == int(answer["Content-Length"])
    box = zipfile.ZipFile(io.BytesIO(body))
    return {name: json.loads(box.read(name)) for name in box.namelist() if name.endswith(".json")}


def test_a_copy_is_asked_for_made_told_and_downloaded(client, player, monkeypatch):
    monkeypatch.setattr(exporting, "PIECE", 512)
    ad = AdFactory(author=player, live=True)
    AdFactory(live=True, title="Чужое объявление")
    assert client.post(f"{PAGE}ask/").url == PAGE
    assert "being made" in client.get(PAGE).text
    export = DataExport.objects.get()
    assert services.make_copy(export_id=export.pk)
    assert ExportPart.objects.count() > 1
    assert letters_to(player.email)[-1].kind == "copy-ready"
    assert f"{PAGE}{export.pk}/" in client.get(PAGE).text
    files = contents(client, export)
    assert files["account/profile.json"]["email"] == player.email
    assert [listing["title"] for listing in files["board/listings.json"]] == [ad.title]
    assert "Чужое" not in json.dumps(files, ensure_ascii=False)
    assert {name.partition("/")[0] for name in files} == {keeper.slug for keeper in keepers()}


def test_nobody_else_downloads_it(client, player):
    export = services.ask_for_copy(by=player)
    assert client.get(f"{PAGE}{export.pk}/").status_code == 404
    services.make_copy(export_id=export.pk)
    stranger = Client()
    assert stranger.get(f"{PAGE}{export.pk}/").status_code == 302
    stranger.force_login(UserFactory(staff=True))
    assert stranger.get(f"{PAGE}{export.pk}/").status_code == 404


def test_it_is_gone_after_a_week(client, player):
    export = services.ask_for_copy(by=player)
    services.make_copy(export_id=export.pk)
    DataExport.objects.update(made_at=timezone.now() - timedelta(days=7, seconds=1))
    assert client.get(f"{PAGE}{export.pk}/").status_code == 404
    assert services.make_waiting_copies(now=timezone.now()) == 0
    assert not ExportPart.objects.exists()


def test_one_at_a_time_and_one_a_day(client, player):
    export = services.ask_for_copy(by=player)
    with pytest.raises(IllegalTransition):
        services.ask_for_copy(by=player)
    services.make_copy(export_id=export.pk)
    with pytest.raises(IllegalTransition):
        services.ask_for_copy(by=player)
    assert client.post(f"{PAGE}ask/").status_code == 302
    assert DataExport.objects.count() == 1
    DataExport.objects.update(asked_at=timezone.now() - timedelta(days=1, seconds=1))
    services.ask_for_copy(by=player)


def test_the_sweep_makes_what_no_nudge_reached_and_two_workers_make_one(player):
    export = services.ask_for_copy(by=player)
    DataExport.objects.update(claimed_until=timezone.now() + timedelta(minutes=5))
    assert services.make_waiting_copies(now=timezone.now()) == 0
    assert not services.make_copy(export_id=export.pk)
    DataExport.objects.update(claimed_until=timezone.now() - timedelta(seconds=1))
    assert services.make_waiting_copies(now=timezone.now()) == 1
    assert services.make_waiting_copies(now=timezone.now()) == 0


def test_asking_takes_a_password_after_a_while(player):
    client = Client()
    client.force_login(player)
    assert "/accounts/reauthenticate/" in client.post(f"{PAGE}ask/").url
    assert not DataExport.objects.exists()
    assert client.get(f"{PAGE}ask/").status_code == 405
