"""Whatever is pressed on the release page: conditions, pace, what was typed and the numbers stay."""

from datetime import timedelta

import pytest
from django.utils import timezone

from mailing.models import OutboxMessage
from newsletter import rehearsal
from newsletter.models import DryRun, Mailing
from newsletter.tests.factories import IssueFactory, subscriber
from newsletter.tests.test_release_asks import fields_of
from newsletter.tests.test_release_page import HTTP, address, ask

pytestmark = pytest.mark.django_db

AUDIENCE = {"language": "en", "interests": ["tanks", "healers"], "has_live_listing": "on"}
PACE = {"per_minute": "90", "ramp_up_from": "30", "local_hour": "19"}


def planned(days: int = 2) -> dict[str, str]:
    """Conditions and a pace that begins in some days."""
    return ask(**AUDIENCE, **PACE, at=f"{timezone.localtime() + timedelta(days=days):%Y-%m-%dT%H:%M}")


def shown(page) -> dict[str, object]:
    """What stands in the fields of the page."""
    found = (*page.context["form"], *page.context["pace"])
    return {field.html_name: field.value() for field in found}


def as_shown(sent: dict[str, object]) -> dict[str, object]:
    return {**sent, "topic": "", "seen_within_days": "", "has_live_listing": True}


def assert_kept(page, sent) -> None:
    expected = as_shown(sent) | {"audience": None}
    for name, value in shown(page).items():
        assert (value or "") == expected[name], name


@pytest.mark.parametrize("button", ["count", "test", "dry-run"])
def test_every_button_keeps_conditions_and_pace(cms, button):
    sent = planned()
    page = cms.post(address(IssueFactory()), sent | {"do": button}, follow=True)
    assert page.status_code == 200
    assert_kept(page, sent)


def test_the_question_its_way_back_and_its_dry_run_keep_them_too(cms):
    issue, sent = IssueFactory(), planned()
    question = cms.post(address(issue), sent | {"do": "ask"})
    for button in ("count", "dry-run"):
        assert_kept(cms.post(address(issue), fields_of(question) | {"do": button}, follow=True), sent)


@pytest.mark.parametrize("button", ["ask", "release"])
def test_a_refusal_keeps_them_too(cms, button):
    sent = planned()
    for issue in (IssueFactory(body=HTTP), IssueFactory(subject="")):
        page = cms.post(address(issue), sent | {"do": button})
        assert page.status_code == 409
        assert_kept(page, sent)
    assert not Mailing.objects.exists()


@pytest.mark.parametrize("button", ["test", "dry-run"])
def test_a_reload_sends_and_begins_nothing_again(cms, button):
    issue = IssueFactory()
    answer = cms.post(address(issue), planned() | {"do": button})
    assert answer.status_code == 302
    before = list(OutboxMessage.objects.values_list("pk")), list(DryRun.objects.values_list("pk"))
    for _ in range(2):
        assert_kept(cms.get(answer.url), planned())
    assert (
        list(OutboxMessage.objects.values_list("pk")),
        list(DryRun.objects.values_list("pk")),
    ) == before


def test_a_page_that_waits_for_its_dry_run_goes_on_to_an_address_that_keeps_them(cms, monkeypatch):
    monkeypatch.setattr(rehearsal, "AT_ONCE", 0)
    subscriber(language="en")
    issue, sent = IssueFactory(), ask(language="en", per_minute="90")
    cms.post(address(issue), sent | {"do": "dry-run"})
    assert not DryRun.objects.get().is_done
    page = cms.post(address(issue), sent | {"do": "count"})
    assert f'data-then="{address(issue)}?audience=1&amp;language=en&amp;per_minute=90"' in page.text


def test_after_a_dry_run_the_release_asks_with_moment_audience_and_number(cms):
    subscriber(language="en")
    subscriber()
    issue, sent = IssueFactory(), planned()
    sent |= {"language": "en"}
    del sent["interests"], sent["has_live_listing"]
    tried = cms.post(address(issue), sent | {"do": "dry-run"}, follow=True)
    at = shown(tried)["at"]
    question = cms.post(address(issue), sent | {"do": "ask", "at": at})
    assert not Mailing.objects.exists()
    assert question.context["recipients"] == 1
    assert f"{question.context['starts_at']:%Y-%m-%dT%H:%M}" == sent["at"]
    cms.post(address(issue), fields_of(question) | {"do": "release"})
    mailing = Mailing.objects.get()
    assert mailing.scheduled_at == question.context["starts_at"]
    assert mailing.audience_rule.language == "en"


@pytest.mark.parametrize("to", ["one@example.com, wrong", "x" * 3_001])
def test_a_wrong_test_address_keeps_what_was_typed_and_says_so_at_the_field(cms, to):
    sent = planned()
    page = cms.post(address(IssueFactory()), sent | {"do": "test", "addresses": to})
    assert page.status_code == 400
    assert page.context["test_form"]["addresses"].value() == to
    assert list(page.context["test_form"].errors) == ["addresses"]
    assert page.text.count('href="#id_addresses"') == 1, "the box at the top leads to it"
    assert_kept(page, sent)
    assert not OutboxMessage.objects.exists()


def test_a_test_that_cannot_be_made_keeps_the_addresses(cms):
    page = cms.post(address(IssueFactory(body=[])), ask(do="test", addresses="a@example.com"))
    assert page.status_code == 400
    assert page.context["test_form"]["addresses"].value() == "a@example.com"
    assert not page.context["test_form"].errors


def test_addresses_of_a_test_never_stand_in_an_address_of_the_site(cms):
    answer = cms.post(address(IssueFactory()), ask(do="test", addresses="one@example.com"))
    assert "example.com" not in answer.url


def test_other_buttons_leave_the_typed_addresses_alone(cms):
    page = cms.post(address(IssueFactory()), ask(do="count", addresses="half@"))
    assert page.status_code == 200
    assert page.context["test_form"]["addresses"].value() == "half@"


def test_a_pace_that_cannot_be_changes_no_number_and_hides_no_report(cms):
    for _ in range(2):
        subscriber()
    issue = IssueFactory()
    cms.post(address(issue), ask(do="dry-run"))
    wrong = ask(do="ask", at="2020-01-01T10:00")
    page = cms.post(address(issue), wrong, headers={"accept-language": "en"})
    assert page.status_code == 400
    assert page.context["recipients"] == 2
    assert page.context["report"].dry_run.would_go == 2
    assert "Nobody is meant yet" not in page.text


def test_conditions_that_cannot_be_have_no_number_and_nobody_says_zero(cms):
    refused = ask(do="ask", language="xx")
    page = cms.post(address(IssueFactory()), refused, headers={"accept-language": "en"})
    assert page.context["recipients"] is None
    assert "Nobody is meant yet" not in page.text
    nobody = cms.get(address(IssueFactory()), headers={"accept-language": "en"})
    assert "Nobody is meant yet" in nobody.text


def test_a_tick_stays_but_not_through_a_dry_run(cms):
    issue = IssueFactory(body=HTTP)
    for button, stays in (("count", True), ("dry-run", False)):
        page = cms.post(address(issue), ask(do=button, accepted="1"), follow=True)
        assert page.context["accepted"] == stays
        assert ('name="accepted" value="1" checked' in page.text) == stays
