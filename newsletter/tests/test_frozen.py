"""What the CMS says of an issue that is scheduled or released, and of mail that is stopped."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import override
from wagtail.admin.icons import get_icons

from accounts.models import User
from accounts.tests.factories import UserFactory
from common.errors import IllegalTransition
from mailing.models import MailSwitch
from newsletter import services
from newsletter.models import EVERYONE, Mailing, MailingStatus, NewsletterPage, Segment
from newsletter.models.blocks import IssueBody
from newsletter.services import Pace
from newsletter.tests.factories import IssueFactory, release, subscriber
from newsletter.tests.test_cms import edit_address, form, release_address

pytestmark = pytest.mark.django_db

ENGLISH = {"accept-language": "en"}
FROZEN = "the letter is frozen"
STOPPED = "data-mail-stopped"


@pytest.fixture
def scheduled(editor: User) -> Mailing:
    at = timezone.now() + timedelta(days=1)
    return services.release_mailing(page_id=IssueFactory().pk, by=editor, pace=Pace(at=at))


def letters(mailing: Mailing) -> str:
    return reverse("newsletter_mailings:letters", args=[mailing.pk])


def part(cms, issue: NewsletterPage) -> str:
    """What the release page says below its head."""
    return cms.get(release_address(issue), headers=ENGLISH).text.split('class="nice-padding"')[1]


def test_the_release_page_of_a_scheduled_issue_says_when_and_leads_to_its_mailing(cms, scheduled):
    said = part(cms, scheduled.page)
    with override("en"):
        moment = date_format(timezone.localtime(scheduled.scheduled_at), "DATETIME_FORMAT")
    assert f"scheduled for {moment}" in said
    assert "released before" not in said
    assert letters(scheduled) in said


def test_one_that_is_late_says_that_somebody_is_asked(cms, scheduled):
    Mailing.objects.update(status=MailingStatus.LATE)
    assert "whether it should still go" in part(cms, scheduled.page)


def test_the_release_page_of_a_released_issue_leads_to_its_mailing_too(cms):
    mailing = release()
    said = part(cms, mailing.page)
    assert "released before" in said
    assert letters(mailing) in said


def test_a_scheduled_issue_is_refused_as_scheduled(editor, scheduled):
    for verb, more in ((services.release_mailing, {}), (services.ask_for_dry_run, {"rule": EVERYONE})):
        with override("en"), pytest.raises(IllegalTransition, match="scheduled already"):
            verb(page_id=scheduled.page_id, by=editor, **more)


def test_the_editing_page_of_a_scheduled_issue_says_that_its_letter_is_frozen(cms, scheduled):
    text = cms.get(edit_address(scheduled.page), headers=ENGLISH).text
    assert FROZEN in text
    assert "To mail another text cancel the mailing" in text
    assert letters(scheduled) in text


def test_the_editing_page_of_a_released_issue_says_who_makes_a_change_public(cms, client):
    mailing = release()
    text = cms.get(edit_address(mailing.page), headers=ENGLISH).text
    assert FROZEN in text
    assert "once an administrator publishes it" in text
    client.force_login(UserFactory(administrator=True))
    assert "once you publish it" in client.get(edit_address(mailing.page), headers=ENGLISH).text


def test_saving_a_released_issue_says_so_once_more(cms):
    mailing = release()
    changed = form(title="Другой заголовок")
    answer = cms.post(edit_address(mailing.page), changed, headers=ENGLISH, follow=True)
    assert "what you saved changes no letter" in answer.text
    by_itself = cms.post(edit_address(mailing.page), changed, headers={"accept": "application/json"})
    assert by_itself.json()["success"]
    again = cms.get(edit_address(mailing.page), headers=ENGLISH)
    assert "what you saved changes no letter" not in again.text


def test_a_draft_has_no_such_notice(cms):
    issue = IssueFactory()
    assert FROZEN not in cms.get(edit_address(issue), headers=ENGLISH).text
    answer = cms.post(edit_address(issue), form(), headers=ENGLISH, follow=True)
    assert "changes no letter" not in answer.text


def test_the_release_page_leads_to_the_letter_itself(cms):
    issue = IssueFactory()
    draft = reverse("wagtailadmin_pages:view_draft", args=[issue.pk])
    text = cms.get(release_address(issue)).text
    for mode in ("letter", "text"):
        assert f"{draft}?mode={mode}" in text
        assert "Ярмарка" in cms.get(draft, {"mode": mode}).text


@pytest.mark.parametrize("stopped", [True, False])
def test_where_letters_are_waited_for_the_cms_says_that_all_are_stopped(cms, scheduled, stopped):
    subscriber()
    MailSwitch.objects.create(stopped=stopped)
    issue = IssueFactory()
    steer = reverse("newsletter_mailings:steer", args=[scheduled.pk, "start"])
    pages = [
        cms.get(reverse("newsletter_mailings:index")),
        cms.get(release_address(issue)),
        cms.get(letters(scheduled)),
        cms.post(release_address(issue), {"audience": "1", "do": "ask"}),
        cms.post(steer),
    ]
    assert [STOPPED in page.text for page in pages] == [stopped] * len(pages)


def test_every_block_of_an_issue_has_an_icon_that_is_there():
    sprite = get_icons()
    for name, block in IssueBody.base_blocks.items():
        assert f'id="icon-{block.meta.icon}"' in sprite, name


def test_a_segment_without_any_condition_is_refused(cms):
    add = reverse("wagtailsnippets_newsletter_segment:add")
    answer = cms.post(add, {"name": "Все"}, headers=ENGLISH)
    assert "without any it means everybody" in answer.text
    assert not Segment.objects.exists()
    cms.post(add, {"name": "По-английски", "language": "en"})
    assert Segment.objects.get().language == "en"
