"""Loading the demo: complete, consistent, dated in the past, and silent."""

import gc
import warnings
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from io import StringIO

import pytest
from django.contrib.auth import authenticate
from django.core.management import call_command
from django.db import transaction
from django.db.models import Count, F, Q
from django.test import override_settings
from django.utils import timezone
from wagtail.models import ReferenceIndex, TaskState, WorkflowState

from accounts.models import User
from ads.models import AdPage, AdStatus, BoardEntry, Patch, PendingEdit, Picture
from home.demo.people import PASSWORD
from home.demo.texts import read_ads
from mailing.models import OutboxMessage
from mailing.rows import Status
from moderation.models import Case
from moderation.services.reviews import WAITING
from newsletter.models import Delivery, Mailing, MailingStatus, NewsletterPage
from notifications.models import ChannelChoice, Notification
from responses.models import DECIDED, Response, ResponseEvent, ResponseStatus

ADS = {ad.title: ad for ad in read_ads()}
# Longer than any machine takes to load the demo; shorter than the age of the youngest ad.
LOADING = timedelta(minutes=9)


@pytest.fixture(scope="module")
def printed(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[str]:
    """Load the demo once for all tests of this file, in a transaction that is rolled back."""
    media = override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media"))
    with django_db_blocker.unblock(), media, transaction.atomic():
        out = StringIO()
        with warnings.catch_warnings():
            # Wagtail leaves the temporary files of scaled pictures to the garbage collector.
            warnings.simplefilter("ignore", ResourceWarning)
            call_command("load_demo", stdout=out)
            gc.collect()
        yield out.getvalue()
        transaction.set_rollback(True)


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("printed")]


def entries():
    return BoardEntry.objects.select_related("ad", "author")


def test_the_command_says_in_short_lines_what_it_loaded(printed):
    assert "90 ads" in printed
    assert max(map(len, printed.splitlines())) < 60


def test_a_second_run_does_nothing():
    before = AdPage.objects.count(), User.objects.count()
    out = StringIO()
    call_command("load_demo", stdout=out)
    assert "already" in out.getvalue()
    assert (AdPage.objects.count(), User.objects.count()) == before


@pytest.mark.parametrize(
    ("email", "permission"),
    [
        ("admin@example.com", "accounts.change_user"),
        ("moderator@example.com", "wagtailadmin.access_admin"),
        ("editor@example.com", "newsletter.release_mailing"),
        ("author@example.com", ""),
        ("player@example.com", ""),
    ],
)
def test_the_demo_accounts_log_in_and_staff_have_their_rights(rf, email, permission):
    user = authenticate(rf.post("/"), email=email, password=PASSWORD)
    assert user is not None
    assert user.emailaddress_set.get().verified
    assert user.has_perm(permission or "wagtailadmin.access_admin") == bool(permission)


def test_other_players_have_no_password():
    assert not User.objects.get(email="kuzma@example.com").has_usable_password()


def test_every_ad_is_in_its_state_and_dated_by_its_age():
    now = timezone.now()
    for entry in entries():
        ad = ADS[entry.title]
        assert entry.status == ad.status, ad.key
        assert entry.ad.live == (ad.status in {"live", "closed", "expired", "hidden", "archived"}), ad.key
        if entry.published_at:
            assert abs(now - entry.published_at - ad.age) < LOADING, ad.key
            assert entry.created_at < entry.published_at
        assert now - entry.created_at + LOADING > ad.age, ad.key


def test_the_board_counts_and_cards_agree_with_the_rows():
    counted = Count("ad__responses", filter=~Q(ad__responses__status=ResponseStatus.WITHDRAWN))
    assert not entries().annotate(real=counted).exclude(response_count=F("real")).exists()
    for entry in entries().filter(status=AdStatus.LIVE):
        assert entry.excerpt
        assert entry.search_text
        first_block_is_picture = any(block.block_type == "picture" for block in entry.ad.body)
        assert bool(entry.picture_url) == first_block_is_picture


def test_a_few_live_listings_are_older_than_the_patch():
    patch = Patch.newest()
    older = [entry for entry in entries().live_on_board() if patch.is_newer_than(entry.confirmed_at)]
    assert {"author@example.com"} < {entry.author.email for entry in older}
    assert len(older) < 10


def test_moderators_have_a_queue_to_act_on():
    waiting = entries().filter(Q(status=AdStatus.IN_MODERATION) | Q(pending=PendingEdit.IN_MODERATION))
    assert len(waiting) >= 7
    for entry in waiting:
        state = entry.ad.current_workflow_task_state
        assert state.status == TaskState.STATUS_IN_PROGRESS
        assert state.revision_id == entry.ad.latest_revision_id
        assert state.started_at == entry.submitted_at


def test_flags_and_an_objection_wait_on_the_desk():
    kinds = Counter(Case.objects.waiting().values_list("kind", flat=True))
    assert kinds["new"] + kinds["edit"] == len(BoardEntry.objects.filter(WAITING))
    assert (kinds["flag"], kinds["appeal"], kinds["after"]) == (2, 1, 0)
    assert not Case.objects.filter(is_hidden=True).exists()


def test_authors_read_what_a_moderator_asks_to_change():
    for entry in entries().filter(status=AdStatus.CHANGES_REQUESTED):
        state = entry.ad.current_workflow_state
        assert state.status == WorkflowState.STATUS_NEEDS_CHANGES
        assert state.current_task_state.comment == ADS[entry.title].comment


def test_responses_are_in_their_states_and_dated():
    said = Counter(response.status for ad in ADS.values() for response in ad.responses)
    assert Counter(Response.objects.values_list("status", flat=True)) == said
    texts = {(ad.title, response.text): response for ad in ADS.values() for response in ad.responses}
    now = timezone.now()
    for response in Response.objects.select_related("ad"):
        told = texts[response.ad.title, response.text]
        assert abs(now - response.created_at - told.age) < LOADING
        assert response.status not in DECIDED or response.created_at < response.decided_at < now
    assert Response.objects.unread().count() > 10
    assert not ResponseEvent.objects.filter(at__lt=F("response__created_at")).exists()


def test_pictures_belong_to_their_authors_and_have_copies():
    assert not Picture.objects.filter(uploaded_by_user=None).exists()
    shown = [picture for picture in Picture.objects.all() if not picture.renditions.exists()]
    authors_of_unpublished = {ad.author for ad in ADS.values() if ad.status not in {"live", "closed"}}
    assert len(shown) <= len(authors_of_unpublished)
    assert ReferenceIndex.objects.filter(to_content_type__model="picture").exists()


def test_three_issues_were_mailed_and_one_is_a_draft():
    assert NewsletterPage.objects.released().count() == 3
    assert NewsletterPage.objects.count() == 4
    for mailing in Mailing.objects.all():
        assert mailing.status == MailingStatus.FINISHED
        assert mailing.total == mailing.sent == mailing.deliveries.filter(status=Status.SENT).count() > 10
        assert "{{" not in mailing.html
    assert not Delivery.objects.exclude(status=Status.SENT).exists()


def test_nobody_gets_a_letter_about_the_past():
    assert not OutboxMessage.objects.exists()
    assert not ChannelChoice.objects.exists()


def test_notifications_are_on_the_site_and_the_old_ones_are_read():
    now = timezone.now()
    assert Notification.objects.unread().filter(due_at__lt=now - timedelta(hours=13)).count() == 0
    assert Notification.objects.for_player(User.objects.get(email="author@example.com").pk).unread().exists()
    assert not Notification.objects.filter(created_at__gt=now).exists()
