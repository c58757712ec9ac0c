"""Twenty players post at once: nothing is lost and the tree stays whole."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from wagtail.models import Page

from accounts.tests.factories import UserFactory
from ads import services
from ads.models import AdPage, BoardPage

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
