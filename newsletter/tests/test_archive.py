"""The archive: only issues that are both published and released are public."""

import pytest
from django.urls import reverse
from wagtail.models import Page

from accounts.tests.factories import UserFactory
from ads import services as ads_services
from ads.tests.factories import AdFactory
from newsletter import services
from newsletter.models import MailingStatus, NewsletterIndexPage
from newsletter.selectors import latest_issues
from newsletter.tests.factories import IssueFactory, release

pytestmark = pytest.mark.django_db


def test_a_released_issue_is_on_the_archive_the_feed_and_the_home_page(visitor):
    issue = IssueFactory(title="Пятничное письмо", preheader="Тракт открыт.")
    release(issue)
    issue.refresh_from_db()
    assert issue.url == "/news/pyatnichnoe-pismo/"
    for address in ("/news/", "/news/feed/", "/"):
        page = visitor.get(address)
        assert page.status_code == 200
        assert issue.url in page.text
        assert "Пятничное письмо" in page.text
    page = visitor.get(issue.url)
    assert page.status_code == 200
    assert "Ярмарка в субботу" in page.text
    assert "key-of-the-reader" not in page.text


def test_a_draft_is_public_nowhere(visitor):
    issue = IssueFactory()
    assert visitor.get(issue.url).status_code == 404
    assert issue.title not in visitor.get("/news/").text
    assert latest_issues() == []


def test_published_but_not_released_is_not_public(visitor):
    issue = IssueFactory()
    issue.get_latest_revision().publish()
    assert visitor.get(issue.url).status_code == 404
    assert issue.title not in visitor.get("/news/").text
    assert latest_issues() == []


def test_released_and_unpublished_again_is_not_public(visitor):
    issue = IssueFactory()
    release(issue)
    issue.refresh_from_db()
    issue.unpublish()
    assert visitor.get(issue.url).status_code == 404
    assert latest_issues() == []


def test_a_cancelled_mailing_takes_the_issue_out_of_sight(visitor):
    issue = IssueFactory()
    mailing = release(issue)
    mailing.status = MailingStatus.CANCELLED
    mailing.save()
    assert visitor.get(issue.url).status_code == 404


def test_latest_issues_are_newest_first_and_limited(django_assert_max_num_queries):
    for _ in range(5):
        release()
    with django_assert_max_num_queries(4):
        cards = latest_issues(limit=3)
    assert len(cards) == 3
    assert [card.published_at for card in cards] == sorted((c.published_at for c in cards), reverse=True)
    assert cards[0].summary == "Коротко о главном."


def test_the_archive_takes_the_same_queries_whatever_its_length(visitor, django_assert_max_num_queries):
    for _ in range(6):
        release()
    visitor.get("/news/")
    with django_assert_max_num_queries(12):
        visitor.get("/news/")


def test_addresses_hold_no_word_that_blockers_hate_and_are_unique():
    first, second = IssueFactory(title="Ад и ads"), IssueFactory(title="Ад и ads")
    assert first.slug == "i"
    assert second.slug == "i-2"
    assert IssueFactory(title="!!!").slug == "issue"


def test_an_empty_archive_says_so(visitor):
    page = visitor.get("/news/")
    assert page.status_code == 200
    assert reverse("board:index") in page.text


def test_the_archive_shows_the_listings_that_the_letter_showed(visitor):
    picked, first = AdFactory(live=True, title="По рукам"), AdFactory(live=True, title="Самое свежее")
    body = [
        ("picked", {"title": "Руками", "listings": [picked]}),
        ("newest", {"title": "Новое", "category": "", "count": 1}),
    ]
    issue = IssueFactory(body=body)
    mailing = release(issue)
    later = AdFactory(live=True, title="Позднее")
    issue.refresh_from_db()
    page = visitor.get(issue.url).text
    for ad in (picked, first):
        assert ad.public_path in mailing.html
        assert ad.public_path in mailing.text
        assert ad.public_path in page
    assert later.public_path not in page
    ads_services.hide_ad(ad_id=picked.pk, by=UserFactory(moderator=True))
    assert picked.public_path not in visitor.get(issue.url).text


def test_listings_that_are_not_open_stay_out_of_the_letter():
    closed = AdFactory(closed=True)
    mailing = release(IssueFactory(body=[("picked", {"title": "Руками", "listings": [closed]})]))
    assert closed.title not in mailing.html
    assert "Руками" not in mailing.html


def test_the_tree_is_whole_and_has_one_archive():
    archive = NewsletterIndexPage.objects.get()
    assert archive.get_parent().specific_class.__name__ == "HomePage"
    assert not NewsletterIndexPage.can_create_at(archive.get_parent())
    assert not any(Page.find_problems())


def test_a_page_of_the_archive_leads_to_older_issues(visitor, monkeypatch):
    monkeypatch.setattr("newsletter.models.pages.ISSUES_ON_A_PAGE", 1)
    for title in ("Первый выпуск", "Второй выпуск"):
        release(IssueFactory(title=title))
    first, second = visitor.get("/news/").text, visitor.get("/news/?page=2").text
    assert "Второй выпуск" in first
    assert "Первый выпуск" not in first
    assert "?page=2" in first
    assert "Первый выпуск" in second


def test_release_and_publication_drop_kept_pages(editor, monkeypatch):
    dropped = []
    monkeypatch.setattr("newsletter.signal_handlers.forget_pages", lambda: dropped.append("published"))
    monkeypatch.setattr("newsletter.services.release.forget_pages", lambda: dropped.append("released"))
    services.release_mailing(page_id=IssueFactory().pk, by=editor)
    assert dropped == ["published", "released"]
