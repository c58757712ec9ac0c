"""The CMS: writing, previews, testing, releasing, the ledger; who may do none of it."""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, streamfield

from accounts.tests.factories import UserFactory
from mailing.models import OutboxMessage
from newsletter import tasks
from newsletter.models import Mailing, NewsletterIndexPage, NewsletterPage
from newsletter.tests.factories import IssueFactory, release, subscriber

pytestmark = pytest.mark.django_db


def edit_address(issue: NewsletterPage) -> str:
    return reverse("wagtailadmin_pages:edit", args=[issue.pk])


def release_address(issue: NewsletterPage) -> str:
    return reverse("newsletter_mailings:release", args=[issue.pk])


def form(**changes) -> dict[str, str]:
    data = {
        "title": "Пятничное письмо",
        "subject": "Ярмарка в субботу",
        "preheader": "",
        "body": streamfield([("heading", "Ярмарка")]),
    }
    return nested_form_data({**data, **changes})


def test_an_editor_writes_an_issue(cms):
    archive = NewsletterIndexPage.objects.get()
    add = reverse("wagtailadmin_pages:add", args=["newsletter", "newsletterpage", archive.pk])
    assert cms.get(add).status_code == 200
    answer = cms.post(add, form())
    issue = NewsletterPage.objects.get()
    assert answer.status_code == 302
    assert (issue.slug, issue.live) == ("pyatnichnoe-pismo", False)
    assert cms.get(edit_address(issue)).status_code == 200


def test_an_editor_may_not_publish_without_releasing(cms):
    issue = IssueFactory()
    cms.post(edit_address(issue), form(**{"action-publish": "1"}))
    issue.refresh_from_db()
    assert not issue.live


@pytest.mark.parametrize("mode", ["", "letter", "text"])
def test_previews_render_and_may_be_framed_by_the_cms(cms, mode):
    issue = IssueFactory()
    preview = reverse("wagtailadmin_pages:preview_on_edit", args=[issue.pk])
    assert cms.post(preview, form()).json()["is_valid"]
    page = cms.get(preview, {"mode": mode, "in_preview_panel": "true"})
    assert page.status_code == 200
    assert "Ярмарка" in page.text
    assert "frame-ancestors 'self'" in page["Content-Security-Policy"]
    assert "key-of-the-reader" not in page.text


def test_a_new_issue_can_be_previewed_before_it_is_saved(cms):
    archive = NewsletterIndexPage.objects.get()
    preview = reverse("wagtailadmin_pages:preview_on_add", args=["newsletter", "newsletterpage", archive.pk])
    assert cms.post(preview, form()).json()["is_valid"]
    for mode in ("", "letter", "text"):
        assert "Ярмарка" in cms.get(preview, {"mode": mode}).text


def test_the_test_button_saves_and_mails_the_editor(cms, editor):
    issue = IssueFactory()
    assert "action-newsletter-test" in cms.get(edit_address(issue)).text
    answer = cms.post(edit_address(issue), form(**{"action-newsletter-test": "1"}))
    assert answer.url == edit_address(issue)
    letter = OutboxMessage.objects.get()
    assert letter.to == editor.email
    assert letter.subject.endswith("] Ярмарка в субботу")


def test_the_release_button_saves_and_asks(cms):
    issue = IssueFactory()
    answer = cms.post(edit_address(issue), form(**{"action-newsletter-release": "1"}))
    assert answer.url == release_address(issue)
    assert NewsletterPage.objects.get().get_latest_revision_as_object().subject == "Ярмарка в субботу"
    assert not Mailing.objects.exists()


def test_the_confirmation_shows_number_subject_and_size_and_releases_nothing(cms):
    for _ in range(3):
        subscriber()
    subscriber(confirmed=False)
    page = cms.get(release_address(IssueFactory(subject="Ярмарка")))
    assert page.context["recipients"] == 3
    assert "Ярмарка" in page.text
    assert 3_000 < page.context["size"] < 100_000
    assert not Mailing.objects.exists()


def test_confirming_releases_once(cms):
    subscriber()
    issue = IssueFactory()
    answer = cms.post(release_address(issue))
    mailing = Mailing.objects.get()
    assert answer.url == reverse("newsletter_mailings:letters", args=[mailing.pk])
    again = cms.post(release_address(issue))
    assert again.status_code == 409
    assert Mailing.objects.count() == 1
    page = cms.get(release_address(issue))
    assert "<form" not in page.text.split('class="nice-padding"')[1].split("</div>")[0]
    assert "action-newsletter-release" not in cms.get(edit_address(issue)).text


def test_an_issue_without_a_subject_is_refused_with_a_way_back_to_its_text(cms):
    issue = IssueFactory(subject="")
    assert cms.get(release_address(issue)).status_code == 200
    answer = cms.post(release_address(issue))
    assert answer.status_code == 409
    assert edit_address(issue) in answer.text
    assert "У письма нет темы" in answer.text or "The letter has no subject" in answer.text
    assert not Mailing.objects.exists()


def test_the_ledger_lists_readers_with_state_and_reason(cms):
    person = subscriber()
    mailing = release()
    person.user.is_active = False
    person.user.save()
    other = subscriber()
    tasks.carry_on()
    index = cms.get(reverse("newsletter_mailings:index"))
    assert mailing.subject in index.text
    ledger = cms.get(reverse("newsletter_mailings:letters", args=[mailing.pk]))
    assert person.user.email in ledger.text
    assert mailing.deliveries.get().last_error in ledger.text
    assert other.user.email not in ledger.text
    assert (
        reverse("newsletter_mailings:letters", args=[mailing.pk]) in cms.get(edit_address(mailing.page)).text
    )


def test_the_list_takes_the_same_queries_for_many_mailings(cms, django_assert_max_num_queries):
    for _ in range(5):
        release()
    tasks.carry_on()
    address = reverse("newsletter_mailings:index")
    cms.get(address)
    with django_assert_max_num_queries(25):
        cms.get(address)


PLACES = ("release", "index", "letters", "edit", "preview")


def place(name: str, mailing: Mailing) -> str:
    return {
        "release": release_address(mailing.page),
        "index": reverse("newsletter_mailings:index"),
        "letters": reverse("newsletter_mailings:letters", args=[mailing.pk]),
        "edit": edit_address(mailing.page),
        "preview": reverse("wagtailadmin_pages:view_draft", args=[mailing.page.pk]),
    }[name]


@pytest.mark.parametrize("name", PLACES)
def test_a_moderator_is_refused(name):
    mailing = release()
    client = Client()
    client.force_login(UserFactory(moderator=True))
    answer = client.get(place(name, mailing))
    # Wagtail refuses by leading back to its home.
    assert answer.status_code == 403 or answer.url == reverse("wagtailadmin_home")


@pytest.mark.parametrize("name", PLACES)
def test_a_player_is_refused(name):
    mailing = release()
    client = Client()
    client.force_login(UserFactory())
    assert client.get(place(name, mailing)).status_code == 403


@pytest.mark.parametrize("name", PLACES)
def test_a_visitor_is_asked_to_log_in(name, visitor):
    answer = visitor.get(place(name, release()))
    assert answer.status_code == 302
    assert "login" in answer.url


@pytest.mark.parametrize("who", ["moderator", "player", "visitor"])
def test_nobody_else_releases_by_post(who):
    issue = IssueFactory()
    client = Client()
    if who != "visitor":
        client.force_login(UserFactory(moderator=who == "moderator"))
    client.post(release_address(issue))
    client.post(edit_address(issue), form(**{"action-newsletter-test": "1"}))
    assert not Mailing.objects.exists()
    assert not OutboxMessage.objects.exists()


def test_an_administrator_may_release_and_correct(visitor):
    visitor.force_login(UserFactory(administrator=True))
    issue = IssueFactory()
    visitor.post(release_address(issue))
    assert Mailing.objects.count() == 1
    visitor.post(edit_address(issue), form(title="Исправлено", **{"action-publish": "1"}))
    issue.refresh_from_db()
    assert issue.title == "Исправлено"


def test_the_menu_shows_mailings_to_those_who_may_see_them(cms, visitor):
    visitor.force_login(UserFactory(moderator=True))
    home = reverse("wagtailadmin_home")
    address = reverse("newsletter_mailings:index")
    assert address in cms.get(home).text
    assert address not in visitor.get(home).text
