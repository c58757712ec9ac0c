"""What an editor sees of the newsletter in the CMS before and after a release."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.tests.factories import UserFactory
from newsletter import services, tasks
from newsletter.models import NewsletterIndexPage
from newsletter.tests.factories import IssueFactory, release, subscriber

pytestmark = pytest.mark.django_db

MAILINGS = "/cms/mailings/"
HOME = "/cms/"


def add_address() -> str:
    archive = NewsletterIndexPage.objects.get()
    return reverse("wagtailadmin_pages:add", args=["newsletter", "newsletterpage", archive.pk])


def drafts_in(text: str) -> str:
    return text.split("in-the-making")[-1].split("</section>")[0]


def test_issues_that_wait_stand_above_the_mailings(cms, editor):
    draft, handed_over, sent = (IssueFactory(title=title) for title in ("Черновик", "Отдано", "Ушло"))
    handed_over.get_workflow().start(handed_over, editor)
    release(sent)
    page = cms.get(MAILINGS)
    assert [issue.title for issue in page.context["issues"]] == ["Отдано", "Черновик"]
    assert [issue.handed_over for issue in page.context["issues"]] == [True, False]
    shown = drafts_in(page.text)
    for address in ("wagtailadmin_pages:edit", "newsletter_mailings:release"):
        assert reverse(address, args=[draft.pk]) in shown
    assert add_address() in page.text
    assert "in-the-making" not in cms.get(MAILINGS + "results/").text


def test_a_mailing_cancelled_before_it_began_gives_its_issue_back(cms, editor):
    mailing = services.release_mailing(page_id=IssueFactory(title="Снова").pk, by=editor)
    assert "Снова" not in drafts_in(cms.get(MAILINGS).text)
    mailing.page.unpublish()
    services.cancel_mailing(mailing_id=mailing.pk, by=editor)
    assert "Снова" in drafts_in(cms.get(MAILINGS).text)


def test_many_drafts_take_no_more_queries(cms, django_assert_max_num_queries):
    for _ in range(5):
        IssueFactory()
    cms.get(MAILINGS)
    with django_assert_max_num_queries(25):
        cms.get(MAILINGS)


def test_handing_over_says_that_nothing_is_sent(cms):
    edit = reverse("wagtailadmin_pages:edit", args=[IssueFactory().pk])
    for address in (edit, add_address()):
        text = cms.get(address, headers={"accept-language": "en"}).text
        assert "Hand over for release: nothing is sent yet" in text
        assert "Submit to" not in text


def test_the_home_page_tells_how_the_last_mailing_went(cms):
    assert "last-mailing" not in cms.get(HOME).text
    subscriber()
    release()
    newest = release(IssueFactory(subject="Ярмарка"))
    tasks.carry_on()
    panel = cms.get(HOME).text.split("last-mailing")[-1].split("</section>")[0]
    assert "Ярмарка" in panel
    assert f"{MAILINGS}{newest.pk}/" in panel
    assert panel.count("<dd>1</dd>") == 2, "one letter, one sent"
    moderator = Client()
    moderator.force_login(UserFactory(moderator=True))
    assert "last-mailing" not in moderator.get(HOME).text
