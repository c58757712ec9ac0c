"""Several at once: nothing is lost, the tree stays whole, and who waits for a lock sees what came before."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction
from wagtail.models import Page, TaskState

from accounts.tests.factories import UserFactory
from ads import services
from ads.models import AdPage, BoardPage
from ads.tests.factories import AdFactory

THREADS = 20


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_twenty_threads_post_under_one_parent():
    authors = [UserFactory() for _ in range(THREADS)]

    def post(author):
        try:
            text = services.AdText(title="Куплю руду", category="traders", body="<p>Любую.</p>")
            return services.create_ad(text=text, by=author).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(THREADS) as pool:
        made = list(pool.map(post, authors))
    assert len(set(made)) == THREADS
    assert AdPage.objects.count() == THREADS
    board = BoardPage.objects.get()
    assert board.numchild == THREADS
    assert len(set(board.get_children().values_list("path", flat=True))) == THREADS
    assert not any(Page.find_problems())


def wait_until_somebody_waits_for_a_lock():
    with connection.cursor() as cursor:
        for _ in range(100_000):
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0]:
                return
    raise AssertionError("nobody waits")


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_text_saved_while_sending_waits_is_the_one_that_moderators_get():
    ad = AdFactory()

    def submit():
        try:
            services.submit_ad(ad_id=ad.pk, by=ad.owner)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            services.edit_ad(ad_id=ad.pk, text=services.AdText(title="Так вернее"), by=ad.owner)
            sending = pool.submit(submit)
            wait_until_somebody_waits_for_a_lock()
        sending.result()
    sent = TaskState.objects.get(status=TaskState.STATUS_IN_PROGRESS).revision
    assert sent.is_latest_revision()
    assert sent.content["title"] == "Так вернее"
