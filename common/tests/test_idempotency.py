"""Create once: same key and request, first result."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.utils import timezone
from rest_framework.parsers import JSONParser, MultiPartParser
from rest_framework.response import Response
from rest_framework.test import APIRequestFactory, force_authenticate
from rest_framework.views import APIView

from accounts.tests.factories import UserFactory
from common import idempotency
from common.api.idempotent import idempotent
from common.errors import InvalidInput
from common.models import IdempotentResult

made: list[object] = []


class MakeView(APIView):
    parser_classes = [JSONParser, MultiPartParser]

    @idempotent
    def post(self, request):
        if request.data.get("refuse") == "raise":
            raise InvalidInput("No.")
        if request.data.get("refuse") == "answer":
            return Response({"detail": "No."}, status=409)
        file = request.FILES.get("upload")
        made.append(file.read() if file else request.data)
        return Response({"id": len(made), "at": timezone.now()}, status=201)


@pytest.fixture(autouse=True)
def _nothing_made():
    made.clear()


@pytest.fixture
def player(db):
    return UserFactory()


def send(player, body, key="k1", format="json", path="/things/"):
    headers = {"Idempotency-Key": key} if key else {}
    request = APIRequestFactory().post(path, body, format=format, headers=headers)
    force_authenticate(request, player)
    response = MakeView.as_view()(request)
    response.accepted_renderer = None
    return response


def test_the_second_request_gets_the_first_result(player):
    first = send(player, {"a": 1, "b": 2})
    second = send(player, {"b": 2, "a": 1})
    assert (first.status_code, second.status_code) == (201, 201)
    assert second.data["id"] == first.data["id"] == 1
    assert second.headers["Idempotent-Replayed"] == "true"
    assert len(made) == 1


def test_without_a_key_each_request_creates(player):
    send(player, {}, key="")
    send(player, {}, key="")
    assert len(made) == 2
    assert not IdempotentResult.objects.exists()


def test_another_body_is_a_422(player):
    send(player, {"a": 1})
    assert send(player, {"a": 2}).status_code == 422
    assert send(player, {"a": 1}, path="/other/").status_code == 422
    assert len(made) == 1


def test_keys_belong_to_their_player(player):
    send(player, {"a": 1})
    assert send(UserFactory(), {"a": 2}).status_code == 201
    assert len(made) == 2


@pytest.mark.parametrize("how", ["raise", "answer"])
def test_a_refused_request_may_be_sent_again(player, how):
    assert send(player, {"refuse": how}).status_code in (400, 409)
    assert not IdempotentResult.objects.exists()
    assert send(player, {"a": 1}).status_code == 201


@pytest.mark.parametrize("key", ["x" * 201, "a\tb"])
def test_a_senseless_key_is_a_400(player, key):
    assert send(player, {}, key=key).status_code == 400
    assert not made


def picture(content: bytes) -> dict[str, object]:
    return {"upload": SimpleUploadedFile("cat.png", content, "image/png"), "name": "cat"}


def test_an_upload_is_known_again_by_its_content(player):
    assert send(player, picture(b"meow"), format="multipart").status_code == 201
    assert send(player, picture(b"meow"), format="multipart").data["id"] == 1
    assert made == [b"meow"], "the file is still readable after it was hashed"
    assert send(player, picture(b"purr"), format="multipart").status_code == 422


def test_after_a_day_the_key_is_free_again(player):
    send(player, {"a": 1})
    IdempotentResult.objects.update(created_at=timezone.now() - timedelta(hours=25))
    assert send(player, {"a": 2}).status_code == 201
    assert len(made) == 2


def test_the_sweep_takes_old_results_alone(player):
    send(player, {"a": 1}, key="old")
    IdempotentResult.objects.update(created_at=timezone.now() - timedelta(hours=25))
    send(player, {"a": 1}, key="new")
    assert idempotency.sweep() == 1
    assert IdempotentResult.objects.get().key == "new"


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_simultaneous_twins_create_one_thing():
    player = UserFactory()
    inside, go_on = threading.Event(), threading.Event()
    created, results = [], []

    def create() -> idempotency.Result:
        created.append(1)
        inside.set()
        go_on.wait(10)
        return idempotency.Result(201, {"id": len(created)})

    def request() -> None:
        try:
            results.append(
                idempotency.run_once(user_id=player.pk, key="twin", fingerprint="same", create=create)
            )
        finally:
            connection.close()

    first = threading.Thread(target=request)
    first.start()
    inside.wait(10)
    second = threading.Thread(target=request)
    second.start()
    second.join(0.3)
    assert second.is_alive(), "the twin waits for the first"
    go_on.set()
    first.join(10)
    second.join(10)
    assert len(created) == 1
    assert sorted((result.body["id"], result.replayed) for result in results) == [(1, False), (1, True)]
