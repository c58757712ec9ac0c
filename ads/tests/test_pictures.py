"""Stored pictures: whose they are, how many there may be, and when they go."""

from __future__ import annotations

from datetime import timedelta
from threading import Barrier, Thread
from uuid import uuid4

import pytest
from django.db import connection
from django.utils import timezone
from kombu.exceptions import OperationalError
from PIL import Image

from accounts.tests.factories import UserFactory
from ads import limits, nudges, services
from ads.errors import PicturesFull
from ads.models import AdPage, Picture, PictureUse, WritingDraft
from ads.selectors import pictures as selectors
from ads.services import pictures as verbs
from ads.tests.factories import AdFactory
from common.errors import InvalidInput
from content.render import render_stream
from content.tests.pictures import paint, paint_animation, upload
from content.uploads import prepare_upload

FIGURE = '<p>Вот:</p><figure class="image"><img data-image-id="{}" alt="карта"></figure>'


@pytest.fixture(autouse=True)
def _files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def author(db):
    return UserFactory()


def stored(by, *, days_old=2.0):
    picture = services.store_picture(file=upload(paint()), by=by)
    age(picture, days_old)
    return picture


def age(picture, days):
    Picture.objects.filter(pk=picture.pk).update(created_at=timezone.now() - timedelta(days=days))


def write(picture, by, **options):
    return AdFactory(author=by, body=FIGURE.format(picture.uid), **options)


def sweep(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        return services.sweep_pictures(now=timezone.now())


def test_an_upload_that_nobody_used_goes_after_a_day_with_its_copies(
    author, django_capture_on_commit_callbacks, tmp_path
):
    unused, fresh = stored(author), stored(author, days_old=0.9)
    unused.get_rendition("width-32|format-webp")
    assert sweep(django_capture_on_commit_callbacks) == 1
    assert list(Picture.objects.all()) == [fresh]
    assert [path.name for path in tmp_path.rglob("*.*")] == [fresh.file.name.rpartition("/")[2]]


def test_what_any_revision_of_a_listing_shows_stays_until_the_listing_is_deleted(
    author, django_capture_on_commit_callbacks
):
    public, dropped = stored(author), stored(author)
    ad = write(dropped, author)
    services.edit_ad(ad_id=ad.pk, text=services.AdText(body=FIGURE.format(public.uid)), by=author)
    assert sweep(django_capture_on_commit_callbacks) == 0
    services.delete_ad(ad_id=ad.pk, by=author)
    assert sweep(django_capture_on_commit_callbacks) == 2


def test_what_the_cms_shows_stays(author, django_capture_on_commit_callbacks):
    picture = stored(author)
    ad = AdFactory(author=author)
    draft = ad.get_latest_revision_as_object()
    other = write(picture, author)
    draft.body = AdPage.objects.get(pk=other.pk).body
    draft.save_revision()
    services.delete_ad(ad_id=other.pk, by=author)
    assert PictureUse.objects.filter(page_id=ad.pk, picture=picture).exists()
    assert sweep(django_capture_on_commit_callbacks) == 0


def test_pictures_of_editors_are_not_swept(author, django_capture_on_commit_callbacks):
    picture = stored(author)
    Picture.objects.filter(pk=picture.pk).update(collection_id=1)
    assert sweep(django_capture_on_commit_callbacks) == 0


def test_another_source_of_uses_is_asked(author, monkeypatch, django_capture_on_commit_callbacks):
    kept, _gone = stored(author), stored(author)
    monkeypatch.setattr(selectors, "SOURCES", [*selectors.SOURCES, lambda pictures: {kept.pk}])
    assert sweep(django_capture_on_commit_callbacks) == 1
    assert list(Picture.objects.all()) == [kept]


def test_what_an_unfinished_text_shows_stays(author, django_capture_on_commit_callbacks):
    typed, strangers = stored(author), stored(UserFactory())
    body = "".join(FIGURE.format(picture.uid) for picture in (typed, strangers))
    WritingDraft.objects.create(author=author, uid=uuid4(), writer="tab", sequence=1, fields={"body": [body]})
    assert sweep(django_capture_on_commit_callbacks) == 1
    assert list(Picture.objects.all()) == [typed]


def test_the_sweep_asks_the_same_few_questions_whatever_there_is(author, django_assert_num_queries):
    for _ in range(3):
        write(stored(author), author)
    with django_assert_num_queries(1):
        services.sweep_pictures(now=timezone.now())


def test_one_upload_that_cannot_be_deleted_stops_no_other(
    author, monkeypatch, django_capture_on_commit_callbacks, caplog
):
    stuck = stored(author)
    stored(author)
    delete = Picture.delete

    def fail_for_one(picture):
        if picture.pk == stuck.pk:
            raise OSError("the store is away")
        return delete(picture)

    monkeypatch.setattr(Picture, "delete", fail_for_one)
    assert sweep(django_capture_on_commit_callbacks) == 1
    assert list(Picture.objects.all()) == [stuck]
    assert f"leaves out picture {stuck.pk}" in caplog.text


def test_a_text_without_pictures_costs_no_question_about_them(author, django_assert_num_queries):
    ad = AdFactory(author=author)
    revision = ad.latest_revision
    revision.content_type  # noqa: B018
    with django_assert_num_queries(0):
        assert selectors.pictures_of(revision) == set()


def test_nobody_places_another_players_picture(author):
    picture = stored(UserFactory())
    with pytest.raises(InvalidInput):
        write(picture, author)
    assert not PictureUse.objects.exists()


@pytest.mark.parametrize("limit", [{"MAX_STORED_PICTURES": 1}, {"MAX_STORED_BYTES": 300}])
def test_a_player_whose_room_is_full_is_told_so(author, monkeypatch, limit):
    stored(author)
    for name, value in limit.items():
        monkeypatch.setattr(verbs, name, value)
    with pytest.raises(PicturesFull, match=r"1 .* 200|1 .* 500"):
        stored(author)
    stored(UserFactory())
    stored(UserFactory(moderator=True))
    stored(UserFactory(moderator=True))


def at_once(*acts):
    """Run them in threads that start together; return what each raised."""
    barrier, raised = Barrier(len(acts)), [None] * len(acts)

    def run(index, act):
        barrier.wait()
        try:
            act()
        except Exception as error:
            raised[index] = error
        finally:
            connection.close()

    threads = [Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return raised


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_races_of_uploads_sweep_and_authors(monkeypatch):
    author = UserFactory()
    # Two uploads for the last place: one is refused.
    prepared = prepare_upload(upload(paint()))
    monkeypatch.setattr(verbs, "prepare_upload", lambda file: prepared)
    monkeypatch.setattr(verbs, "MAX_STORED_PICTURES", 1)
    act = lambda: services.store_picture(file=None, by=author)  # noqa: E731
    refusals = at_once(act, act, act)
    assert [type(one) for one in refusals if one] == [PicturesFull, PicturesFull]
    monkeypatch.setattr(verbs, "MAX_STORED_PICTURES", limits.MAX_STORED_PICTURES)

    # An old upload is placed while the sweep runs: either the picture stays, or the author is told.
    for _ in range(6):
        picture = stored(author)
        refused, broken = at_once(
            lambda picture=picture: write(picture, author),
            lambda: services.sweep_pictures(now=timezone.now()),
        )
        assert broken is None
        assert refused is None or isinstance(refused, InvalidInput)
        assert Picture.objects.filter(pk=picture.pk).exists() == (refused is None)


def test_the_copies_that_pages_show_are_made_by_a_worker(
    author, monkeypatch, django_capture_on_commit_callbacks
):
    sent = []
    monkeypatch.setattr(nudges.current_app, "send_task", lambda name, args, **options: sent.append(args))
    with django_capture_on_commit_callbacks(execute=True):
        picture = services.store_picture(file=upload(paint(size=(1600, 1200))), by=author)
    assert sent == [[picture.pk]]
    services.make_copies(picture_id=picture.pk)
    specs = picture.renditions.values_list("filter_spec", flat=True)
    assert {spec.partition("|")[0] for spec in specs} == {
        "width-480",
        "width-960",
        "width-1440",
        "max-2560x2560",
        "fill-272x204",
    }
    services.make_copies(picture_id=0)


def test_an_animation_is_shown_as_it_is(author):
    picture = services.store_picture(file=upload(paint_animation()), by=author)
    services.make_copies(picture_id=picture.pk)
    ad = write(picture, author, live=True)
    html = render_stream(ad.body, host="testserver")
    assert f'<img src="{picture.file.url}" width="32" height="24"' in html
    with Image.open(picture.file.path) as image:
        assert (image.format, image.n_frames) == ("WEBP", 3)


def test_a_broker_that_is_down_refuses_no_upload(author, monkeypatch, django_capture_on_commit_callbacks):
    def unreachable(*args, **options):
        raise OperationalError

    monkeypatch.setattr(nudges.current_app, "send_task", unreachable)
    with django_capture_on_commit_callbacks(execute=True):
        assert services.store_picture(file=upload(paint()), by=author).pk
