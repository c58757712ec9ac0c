"""What is found in an issue before it is released: errors forbid it, warnings want a tick."""

import pytest
from wagtail.images.tests.utils import get_test_image_file

from accounts.tests.factories import UserFactory
from ads.models import BoardEntry, Picture
from ads.tests.factories import AdFactory
from common.errors import InvalidInput
from newsletter import services
from newsletter.compose import previews
from newsletter.models import Mailing
from newsletter.selectors import checks
from newsletter.selectors.checks import check_issue
from newsletter.tests.factories import IssueFactory, release

pytestmark = pytest.mark.django_db

# Wagtail leaves the file of a scaled picture to the garbage collector.
leaves_files = pytest.mark.filterwarnings(
    "ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"
)


def found(*body, **fields) -> list[tuple[str, bool]]:
    issue = IssueFactory(body=list(body), **fields)
    return [(finding.code, finding.blocks) for finding in check_issue(issue).findings]


def linking(*addresses: str) -> tuple[str, str]:
    links = " ".join(f'<a href="{address}">слово</a>' for address in addresses)
    return ("text", f"<p>{links}</p><ul><li>пункт</li></ul>")


def button(address: str):
    return ("button", {"label": "Открыть", "address": address})


@pytest.fixture
def picture(settings, tmp_path) -> Picture:
    settings.MEDIA_ROOT = tmp_path
    return Picture.objects.create(title="Караван", file=get_test_image_file())


def test_a_good_issue_has_no_findings():
    assert check_issue(IssueFactory()).findings == ()


def test_subject_and_text_are_asked_for():
    assert found(subject=" ") == [("subject", True), ("body", True)]


@pytest.mark.parametrize(
    "address",
    [
        "/board/nothing-here/",
        "/board/999999-gone/",
        "/players/999999-nobody/",
        "/news/never-written/",
        "http://127.0.0.1:8000/board/999999-gone/",
    ],
)
def test_links_that_lead_nowhere_are_errors(address):
    assert found(button(address)) == [("dead-link", True)]


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/board/",
        "/board/tanks/?page=2#top",
        "/my/settings/",
        "/static/mail/tanks.png",
        "mailto:a@example.org",
    ],
)
def test_links_that_lead_somewhere_are_none(address):
    assert found(button(address)) == []


def test_links_in_a_text_and_in_its_lists_are_followed():
    item = '<ul><li><a href="http://127.0.0.1:8000/board/999999-gone/">пункт</a></li></ul>'
    assert found(("text", item)) == [("dead-link", True)]
    assert found(linking("http://127.0.0.1:8000/board/999998-gone/")) == [("dead-link", True)]


def test_a_listing_must_be_public_and_a_player_there():
    ad, draft = AdFactory(live=True), AdFactory()
    gone = UserFactory(deactivated=True)
    assert found(button(f"/board/{ad.pk}-x/"), button(f"/players/{ad.owner_id}-x/")) == []
    assert found(button(f"/board/{draft.pk}-x/")) == [("dead-link", True)]
    assert found(button(f"/players/{gone.pk}-x/")) == [("dead-link", True)]


def test_an_issue_may_link_to_itself_and_to_released_ones_alone():
    released, draft = IssueFactory(), IssueFactory()
    release(released)
    issue = IssueFactory(title="Сам", body=[button("/news/sam/"), button(released.get_url())])
    assert issue.get_url() == "/news/sam/"
    assert check_issue(issue).findings == ()
    assert found(button(draft.get_url())) == [("dead-link", True)]


def test_a_foreign_link_without_https_is_a_warning():
    assert found(linking("http://example.org/", "https://example.org/")) == [("plain-http", False)]


@leaves_files
def test_a_picture_without_words_is_a_warning(picture):
    assert found(("picture", {"image": picture, "alt": " ", "caption": ""})) == [("no-alt", False)]
    assert found(("picture", {"image": picture, "alt": "Телеги", "caption": ""})) == []


@leaves_files
def test_a_picture_without_its_file_is_an_error(picture):
    picture.file.delete(save=False)
    assert found(("picture", {"image": picture, "alt": "Телеги", "caption": ""})) == [("no-picture", True)]


def test_a_picked_listing_that_is_gone_is_a_warning():
    live, closed = AdFactory(live=True), AdFactory(closed=True)
    picked = ("picked", {"title": "", "listings": [live, closed]})
    assert found(picked) == [("lost-listing", False)]


def test_a_block_with_nothing_to_show_is_a_warning():
    assert not BoardEntry.objects.live_on_board().exists()
    newest = ("newest", {"title": "", "category": "tanks", "count": 3, "order": "answered"})
    assert found(newest, ("roles", {"title": ""})) == [("empty-block", False)] * 2


def test_a_large_letter_is_a_warning(monkeypatch):
    monkeypatch.setattr(checks, "LARGE_BYTES", 1_000)
    assert found(("heading", "Ярмарка")) == [("large", False)]


def test_the_preview_warns_of_a_large_letter(monkeypatch):
    issue = IssueFactory()
    assert "100" not in previews.preview_letter(issue, dark=False).text.split("<main>")[0]
    monkeypatch.setattr(previews, "LARGE_BYTES", 1_000)
    assert "100" in previews.preview_letter(issue, dark=False).text.split("<main>")[0]


def test_an_error_forbids_the_release_whatever_is_ticked(editor):
    issue = IssueFactory(body=[button("/board/999999-gone/")])
    with pytest.raises(InvalidInput) as refused:
        services.release_mailing(page_id=issue.pk, by=editor, warnings_accepted=True)
    assert list(refused.value.field_errors) == ["dead-link"]
    assert not Mailing.objects.exists()


def test_a_warning_forbids_it_until_it_is_accepted(editor):
    issue = IssueFactory(body=[linking("http://example.org/")])
    with pytest.raises(InvalidInput):
        services.release_mailing(page_id=issue.pk, by=editor)
    assert services.release_mailing(page_id=issue.pk, by=editor, warnings_accepted=True)
