"""The door for pictures: every refusal says why, in the problem's fields and where CKEditor looks."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from rest_framework.test import APIClient

from accounts.tests.factories import UserFactory
from ads.api import pictures as door
from ads.models import Picture
from ads.services import pictures as verbs
from content.limits import MAX_UPLOAD
from content.tests.pictures import gif_of, paint, paint_animation, png_of

ADDRESS = "/api/v1/images/"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def client():
    client = APIClient()
    client.force_authenticate(UserFactory())
    return client


def send(client, data=None, name="picture.png", kind="image/png", **headers):
    file = SimpleUploadedFile("x", paint() if data is None else data, content_type=kind)
    file._name = name
    return client.post(ADDRESS, {"upload": file}, format="multipart", headers=headers)


def assert_refused(answer, status):
    assert answer.status_code == status, answer.content
    problem = answer.json()
    assert problem["status"] == status
    assert problem["detail"]
    assert problem["error"]["message"]
    assert answer["Content-Type"] == "application/problem+json"
    assert not Picture.objects.exists()


def test_a_picture_is_stored_under_a_name_of_ours(client):
    for name in ("../../etc/passwd.png", "кот и \u202egpj.exe", 'a"b\r\nX: y.svg', "a" * 200 + ".html"):
        answer = send(client, name=name, kind="text/html")
        assert answer.status_code == 201
        picture = Picture.objects.get(uid=answer.json()["imgId"])
        assert picture.file.name.startswith("pictures/")
        assert picture.file.name.endswith(".png")
        assert answer.json()["url"] == f"http://testserver/media/{picture.file.name}"
        assert picture.file_size == picture.file.size
        assert set(answer.json()) == {"url", "imgId"}
    assert send(client, paint_animation()).json()["url"].endswith(".webp")


def test_refusals_say_why(client):
    for data, status in (
        (b"", 400),
        (paint()[:-20], 400),
        (b"hello", 415),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", 415),
        (paint("GIF") + b"<script>", 415),
        (png_of(50_000, 50_000), 413),
        (gif_of((1, 1), (1, 1), frames=2_001), 413),
        (paint() + b"\0" * (MAX_UPLOAD + 1 - len(paint())), 413),
    ):
        assert_refused(send(client, data), status)


def test_a_form_without_the_file_is_refused(client):
    assert_refused(client.post(ADDRESS, {}, format="multipart"), 400)
    assert_refused(client.post(ADDRESS, {"upload": "words"}, format="multipart"), 400)
    assert_refused(client.post(ADDRESS, {"file": SimpleUploadedFile("a", paint())}, format="multipart"), 400)
    assert_refused(client.post(ADDRESS, {"upload": "words"}, format="json"), 415)
    assert_refused(client.post(ADDRESS, b"garbage", content_type="multipart/form-data; boundary=x"), 400)
    assert_refused(client.post(ADDRESS, b"garbage", content_type="multipart/form-data"), 400)
    assert_refused(client.get(ADDRESS), 405)


def test_more_files_than_a_form_may_have_are_refused(client):
    files = {f"upload{number}": SimpleUploadedFile("a.png", b"x") for number in range(101)}
    assert client.post(ADDRESS, files, format="multipart").status_code == 400


def test_what_says_it_is_too_large_is_refused_unread(client, monkeypatch):
    monkeypatch.setattr(door, "FORM_AROUND", -MAX_UPLOAD)
    monkeypatch.setattr(door.MultiPartParser, "parse", None)
    assert_refused(send(client), 413)


def test_strangers_are_refused():
    assert_refused(send(APIClient()), 401)


def test_a_full_room_is_a_conflict(client, monkeypatch):
    monkeypatch.setattr(verbs, "MAX_STORED_PICTURES", 0)
    assert_refused(send(client), 409)


def test_too_many_uploads_wait(client, monkeypatch, settings):
    monkeypatch.setitem(settings.LIMITS, "upload", ("0/h", "0/h", "0/h", ""))
    answer = send(client)
    assert_refused(answer, 429)
    assert int(answer["Retry-After"]) > 0


def test_a_repeated_upload_is_one_picture(client):
    first, again = (send(client, Idempotency_Key="one").json() for _ in range(2))
    assert first == again
    assert Picture.objects.count() == 1
    assert send(client, paint("JPEG"), Idempotency_Key="one").status_code == 422
