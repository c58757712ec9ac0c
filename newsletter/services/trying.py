"""A test letter, to its editor or to a few addresses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from accounts.models import User
from accounts.signals import tell_of_power
from common.errors import InvalidInput, NotAllowed
from common.limits import consume
from mailing import outbox
from mailing.letters import Letter
from newsletter.compose.letter import compose_letter, without_unsubscribing
from newsletter.models import NewsletterPage
from newsletter.rights import RELEASE

TEST_KIND = "newsletter-test"
MOST_ADDRESSES = 10
# The address of the board stands on these letters, and their readers haven't asked for them.
TEST_RATE = "20/h"


@transaction.atomic
def send_test(*, page_id: int, by: User, to: Sequence[str] = ()) -> list[str]:
    """Mail the latest text of an issue to oneself or to some addresses, marked as a test; return to whom.

    Raises:
        NewsletterPage.DoesNotExist: there is no such issue.
        NotAllowed: `by` may not edit it, or not mail it to others.
        InvalidInput: there is nothing to send yet; no address, a wrong one, or too many ("addresses").
        TooMany: twenty times within an hour.

    Side effects: a letter to each in the outbox; a line in the log of power where others get one.
    """
    page = NewsletterPage.objects.get(pk=page_id)
    if not page.permissions_for_user(by).can_edit():
        raise NotAllowed(_("You may not edit this issue."))
    addresses = _checked(to) if to else [by.email]
    to_others = bool(to) and addresses != [by.email.lower()]
    if to_others and not by.has_perm(RELEASE):
        raise NotAllowed(_("You may send a test to yourself alone."))
    issue = page.get_latest_revision_as_object()
    if not issue.body:
        raise InvalidInput(_("The letter is empty."))
    consume(TEST_KIND, str(by.pk), TEST_RATE)
    letter = _marked(issue, by)
    for address in addresses:
        outbox.post(key=f"{TEST_KIND}:{page.pk}:{uuid4().hex}", to=address, letter=letter)
    log(page, "newsletter.test", user=by, data={"letters": len(addresses)})
    if to_others:
        # The addresses are in the mail log, which forgets them in time; this log forgets nothing.
        tell_of_power("newsletter.test", page, by=by, after={"letters": len(addresses)})
    return addresses


def _marked(issue: NewsletterPage, by: User) -> Letter:
    letter = compose_letter(issue, test_by=by.display_name)
    with translation.override(by.language):
        mark = gettext("[test]")
    return replace(
        letter,
        subject=f"{mark} {letter.subject or issue.title}",
        text=without_unsubscribing(letter.text),
        html=without_unsubscribing(letter.html),
    )


def _checked(to: Sequence[str]) -> list[str]:
    addresses = list(dict.fromkeys(address.strip().lower() for address in to if address.strip()))
    if not addresses:
        raise _wrong(_("Give at least one address."))
    if len(addresses) > MOST_ADDRESSES:
        raise _wrong(_("Not more than %(count)d addresses at once.") % {"count": MOST_ADDRESSES})
    for address in addresses:
        try:
            validate_email(address)
        except ValidationError as error:
            raise _wrong(_("“%(address)s” is no address.") % {"address": address}) from error
    return addresses


def _wrong(sentence: str | Promise) -> InvalidInput:
    return InvalidInput(field_errors={"addresses": [str(sentence)]})
