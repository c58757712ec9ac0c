"""The letter: every block in HTML and in text; the test letter."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from django.utils.translation import gettext
from wagtail.images.tests.utils import get_test_image_file

from accounts.tests.factories import UserFactory
from ads.models import Picture
from common.errors import InvalidInput, NotAllowed
from mailing.models import OutboxMessage
from newsletter import services
from newsletter.compose.letter import compose_letter
from newsletter.compose.placeholder import PLACEHOLDER, unsubscribe_url
from newsletter.models import NewsletterPage
from newsletter.models.blocks import AddressBlock
from newsletter.tests.factories import IssueFactory

pytestmark = pytest.mark.django_db


# Wagtail leaves the file of a scaled picture to the garbage collector.
leaves_files = pytest.mark.filterwarnings(
    "ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"
)


@pytest.fixture
def picture(settings, tmp_path) -> Picture:
    settings.MEDIA_ROOT = tmp_path
    return Picture.objects.create(title="Караван", file=get_test_image_file())


def letter_of(*body):
    return compose_letter(IssueFactory(body=list(body)))


def test_text_keeps_its_look_in_html_and_its_links_in_text():
    source = '<p>Места у <b>фонтана</b> и <a href="https://example.org/">карта</a>.</p><ol><li>раз</li></ol>'
    letter = letter_of(("text", source))
    assert "<strong>фонтана</strong>" in letter.html
    assert "<li" in letter.html
    assert "карта (https://example.org/)" in letter.text
    assert "1. раз" in letter.text


def test_heading_quote_button_and_divider():
    letter = letter_of(
        ("heading", "Ярмарка <& стены>"),
        ("quote", {"text": "<p>Он считает.</p>", "author": "Хмель"}),
        ("divider", None),
        ("button", {"label": "Открыть доску", "address": "/board/"}),
    )
    assert "Ярмарка &lt;&amp; стены&gt;" in letter.html
    assert "<blockquote" in letter.html
    assert '<hr class="m-divider"' in letter.html
    assert 'href="http://127.0.0.1:8000/board/"' in letter.html
    assert "Ярмарка <& стены>" in letter.text
    assert "Открыть доску: http://127.0.0.1:8000/board/" in letter.text


@leaves_files
def test_a_picture_has_a_full_address_words_and_a_width_for_outlook(picture):
    letter = letter_of(("picture", {"image": picture, "alt": "Телеги", "caption": "Последний караван"}))
    assert 'src="http://127.0.0.1:8000/media/' in letter.html
    assert 'alt="Телеги"' in letter.html
    assert 'width="518"' in letter.html
    assert ".jpg" in letter.html
    assert "[Последний караван]" in letter.text


@leaves_files
def test_a_picture_whose_file_is_gone_is_left_out(picture):
    picture.file.delete(save=False)
    letter = letter_of(("picture", {"image": picture, "alt": "Телеги", "caption": ""}), ("heading", "Дальше"))
    assert "Телеги" not in letter.html
    assert "Дальше" in letter.html


def test_styles_are_inlined_and_the_dark_theme_stays():
    html = letter_of(("heading", "Ярмарка")).html
    assert '<h2 style="' in html
    assert "prefers-color-scheme: dark" in html


def test_both_parts_hold_the_placeholder_of_the_unsubscribe_link():
    letter = letter_of(("heading", "Ярмарка"))
    assert letter.html.count(PLACEHOLDER) == letter.text.count(PLACEHOLDER) == 1
    assert unsubscribe_url() in letter.text


def test_the_preheader_stands_before_everything_else():
    html = compose_letter(IssueFactory(preheader="Тракт открыт.")).html
    assert html.index("Тракт открыт.") < html.index("<h1")


@pytest.mark.parametrize("address", ["/board/", "https://example.org/a?b=c", "mailto:a@example.org"])
def test_addresses_of_buttons(address):
    assert AddressBlock().clean(address) == address


@pytest.mark.parametrize("address", ["javascript:alert(1)", "//evil.example/", "/\\evil.example", "data:x"])
def test_other_addresses_are_refused(address):
    with pytest.raises(ValidationError):
        AddressBlock().clean(address)


def test_a_test_letter_goes_to_its_editor_alone_and_is_marked(editor):
    issue = IssueFactory(subject="Ярмарка")
    services.send_test(page_id=issue.pk, by=editor)
    letter = OutboxMessage.objects.get()
    assert letter.to == editor.email
    with translation.override("ru"):
        assert letter.subject == f"{gettext('[test]')} Ярмарка"
    assert "/unsubscribe/" not in letter.html + letter.text
    assert "List-Unsubscribe" not in letter.headers
    assert "#panel-newsletter" in letter.text


def test_a_test_shows_the_latest_text_and_may_be_repeated(editor):
    issue = IssueFactory()
    page = issue.get_latest_revision_as_object()
    page.body = [("heading", "Переписано")]
    page.save_revision()
    for _ in range(2):
        services.send_test(page_id=issue.pk, by=editor)
    assert OutboxMessage.objects.filter(text__contains="Переписано").count() == 2


@pytest.mark.parametrize("who", [{}, {"moderator": True}])
def test_others_send_no_test(who):
    issue = IssueFactory()
    with pytest.raises(NotAllowed):
        services.send_test(page_id=issue.pk, by=UserFactory(**who))
    assert not OutboxMessage.objects.exists()


def test_an_empty_issue_is_no_letter(editor):
    with pytest.raises(InvalidInput):
        services.send_test(page_id=IssueFactory(body=[]).pk, by=editor)


def test_a_test_of_an_unknown_issue_is_refused(editor):
    with pytest.raises(NewsletterPage.DoesNotExist):
        services.send_test(page_id=0, by=editor)
