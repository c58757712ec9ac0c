"""A test letter, to its editor alone."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from common.errors import InvalidInput, NotAllowed
from mailing import outbox
from newsletter.compose.letter import compose_letter, without_unsubscribing
from newsletter.models import NewsletterPage

TEST_KIND = "newsletter-test"


def send_test(*, page_id: int, by: User) -> None:
    """Mail the latest text of an issue to oneself, marked as a test.

    Raises:
        NewsletterPage.DoesNotExist: there is no such issue.
        NotAllowed: `by` may not edit it.
        InvalidInput: there is nothing to send yet.

    Side effects: one letter in the outbox.
    """
    page = NewsletterPage.objects.get(pk=page_id)
    if not page.permissions_for_user(by).can_edit():
        raise NotAllowed(_("You may not edit this issue."))
    issue = page.get_latest_revision_as_object()
    if not issue.body:
        raise InvalidInput(_("The letter is empty."))
    letter = compose_letter(issue)
    with translation.override(by.language):
        mark = gettext("[test]")
    test = replace(
        letter,
        subject=f"{mark} {letter.subject or issue.title}",
        text=without_unsubscribing(letter.text),
        html=without_unsubscribing(letter.html),
    )
    outbox.post(key=f"{TEST_KIND}:{page.pk}:{uuid4().hex}", to=by.email, letter=test)
