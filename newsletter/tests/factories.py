"""Issues, subscribers and mailings for tests, made by the verbs that make real ones."""

from __future__ import annotations

from typing import Any

import factory

from accounts.tests.factories import UserFactory
from newsletter import services
from newsletter.models import Mailing, NewsletterIndexPage, NewsletterPage, Subscription

BODY: list[tuple[str, Any]] = [
    ("heading", "Ярмарка в субботу"),
    ("text", '<p>Места у <b>фонтана</b>, <a href="https://example.org/map">карта</a>.</p>'),
]


class IssueFactory(factory.Factory):
    """A draft in the archive."""

    class Meta:
        model = NewsletterPage

    title = factory.Sequence(lambda number: f"Пятничное письмо {number}")
    subject = factory.SelfAttribute("title")
    preheader = "Коротко о главном."
    body = factory.LazyFunction(lambda: BODY)

    @classmethod
    def _create(cls, model_class: type[NewsletterPage], *args: Any, **fields: Any) -> NewsletterPage:
        page: NewsletterPage = NewsletterIndexPage.objects.get().add_child(
            instance=model_class(live=False, **fields)
        )
        page.save_revision()
        return NewsletterPage.objects.get(pk=page.pk)


def subscriber(**fields: Any) -> Subscription:
    return services.subscribe(by=UserFactory(**fields))


def release(issue: NewsletterPage | None = None, **options: Any) -> Mailing:
    """Release an issue as an editor, whatever the warnings, and write its ledger."""
    issue = issue or IssueFactory()
    mailing = services.release_mailing(
        page_id=issue.pk, by=UserFactory(editor=True), warnings_accepted=True, **options
    )
    services.write_ledgers()
    mailing.refresh_from_db()
    return mailing
