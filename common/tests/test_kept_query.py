"""A kept query reads what the same query reads when it is composed anew."""

import pytest
from django.db import connection
from django.db.models import Value
from django.db.transaction import TransactionManagementError

from accounts.models import User
from accounts.tests.factories import UserFactory
from ads.models import AdPage, BoardEntry
from ads.services.locking import LOCKED_ENTRY, PAGE_WITH_TEXT
from ads.tests.factories import AdFactory
from common.kept_query import KeptQuery

pytestmark = pytest.mark.django_db


def columns_of(row):
    deferred = row.get_deferred_fields()
    return {
        field.attname: field.value_to_string(row)
        for field in row._meta.concrete_fields
        if field.attname not in deferred
    }


@pytest.mark.parametrize("kept", [LOCKED_ENTRY, PAGE_WITH_TEXT], ids=["entry", "page"])
@pytest.mark.parametrize("again", [False, True], ids=["composed", "kept"])
def test_a_row_is_what_the_plain_query_returns(kept, again):
    ad = AdFactory(live=True, slots=[{"role": "healers", "wanted": 2}])
    if again:
        kept.get(AdFactory().pk)
    ours, plain = kept.get(ad.pk), kept.queryset().get(pk=ad.pk)
    assert type(ours) is type(plain)
    assert columns_of(ours) == columns_of(plain)
    assert ours.get_deferred_fields() == plain.get_deferred_fields()
    assert (ours._state.db, ours._state.adding) == (plain._state.db, plain._state.adding)


def test_the_joined_rows_come_along(django_assert_num_queries):
    ad = AdFactory(live=True)
    with django_assert_num_queries(1):
        page = PAGE_WITH_TEXT.get(ad.pk)
        revision = page.latest_revision
    assert columns_of(revision) == columns_of(ad.get_latest_revision())


def test_a_join_that_finds_nothing_is_none():
    page = AdFactory()
    AdPage.objects.filter(pk=page.pk).update(latest_revision=None)
    assert PAGE_WITH_TEXT.get(page.pk).latest_revision is None


def test_no_row_is_an_error_of_its_model():
    with pytest.raises(BoardEntry.DoesNotExist):
        LOCKED_ENTRY.get(0)


def test_the_row_is_locked():
    with connection.execute_wrapper(lambda execute, sql, *rest: said.append(sql) or execute(sql, *rest)):
        said: list[str] = []
        LOCKED_ENTRY.get(AdFactory().pk)
    assert said[-1].endswith(f'FOR UPDATE OF "{BoardEntry._meta.db_table}"')


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_lock_outside_of_a_transaction_is_refused():
    ad = AdFactory()
    with pytest.raises(TransactionManagementError):
        LOCKED_ENTRY.get(ad.pk)


@pytest.mark.parametrize(
    "queryset",
    [
        lambda: User.objects.filter(language="ru"),
        lambda: User.objects.annotate(one=Value(1)),
    ],
    ids=["condition", "annotation"],
)
def test_a_query_that_asks_for_more_is_refused(queryset):
    with pytest.raises(ValueError, match="nothing more"):
        KeptQuery(queryset).get(UserFactory().pk)
