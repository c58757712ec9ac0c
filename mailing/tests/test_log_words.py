"""What the mail log says: reasons and kinds in its reader's language, and what "all of them" leaves out."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.tests.factories import UserFactory
from mailing.models import OutboxMessage
from mailing.rows import Status
from mailing.tests.conftest import post

pytestmark = pytest.mark.django_db
INDEX = "mail-log_modeladmin_index"
RUSSIAN, ENGLISH = {"accept-language": "ru"}, {"accept-language": "en"}


@pytest.fixture
def administrator(client):
    user = UserFactory(administrator=True)
    client.force_login(user)
    return user


def finished(key: str, status: str, why: str) -> OutboxMessage:
    row = post(key)
    OutboxMessage.objects.filter(pk=row.pk).update(status=status, finished_at=timezone.now(), last_error=why)
    return row


def status_of(row: OutboxMessage) -> str:
    return OutboxMessage.objects.get(pk=row.pk).status


@pytest.mark.parametrize(
    ("why", "said"),
    [
        ("the listing isn't hidden any more", "объявление больше не скрыто"),
        ("the response is withdrawn", "отклик отозван"),
        ("the reader has read it on the site", "получатель прочёл это на сайте"),
        ("550 No such player", "550 No such player"),
    ],
)
def test_reasons_stand_in_the_readers_language(client, administrator, why, said):
    row = finished("ad-hidden:1:2", Status.SKIPPED, why)
    for page in (reverse(INDEX), reverse("mail-log_modeladmin_inspect", args=[row.pk])):
        assert said in client.get(page, headers=RUSSIAN).text
        assert why in client.get(page, headers=ENGLISH).text.replace("&#x27;", "'")


def test_a_letter_without_a_reason_shows_none(client, administrator):
    row = post("ad-hidden:1:2")
    for page in (reverse(INDEX), reverse("mail-log_modeladmin_inspect", args=[row.pk])):
        assert "Content-Transfer-Encoding" not in client.get(page).text


def test_a_letter_is_called_by_its_kind(client, administrator):
    row = post("ad-expiring:1:2")
    page = client.get(reverse("mail-log_modeladmin_inspect", args=[row.pk]), headers=ENGLISH).text
    assert "ad-expiring: " not in page
    assert f": {row.to}" in page


def test_all_at_once_leaves_out_what_the_site_has_skipped_on_purpose(client, administrator):
    failed, skipped = (finished(f"a:{status}", status, "x") for status in (Status.FAILED, Status.SKIPPED))
    page = client.get(reverse(INDEX)).text
    assert f'name="shown" value="{failed.pk}"' in page
    assert f'name="shown" value="{skipped.pk}"' not in page
    form = {"all": 1, "shown": [failed.pk, skipped.pk], "sure": "yes"}
    client.post(reverse("mailing_resend_chosen"), form)
    assert (status_of(failed), status_of(skipped)) == (Status.QUEUED, Status.SKIPPED)
    # One that somebody has looked at and chosen may go.
    client.post(reverse("mailing_resend_chosen"), {"letter": skipped.pk})
    assert status_of(skipped) == Status.QUEUED


def test_nothing_ticked_is_a_warning(client, administrator):
    row = finished("a:1", Status.FAILED, "x")
    answer = client.post(reverse("mailing_resend_chosen"), {"shown": row.pk}, headers=ENGLISH, follow=True)
    said = list(answer.context["messages"])
    assert [(one.level_tag, str(one).strip()) for one in said] == [("warning", "Tick at least one letter.")]
    assert status_of(row) == Status.FAILED
