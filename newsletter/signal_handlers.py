"""What follows for the news from what happens elsewhere."""

from __future__ import annotations

from django.dispatch import receiver
from wagtail.signals import page_published, page_unpublished

from accounts.models import User
from accounts.signals import newsletter_wanted
from common.page_cache import forget_pages
from newsletter import services
from newsletter.models import NewsletterIndexPage, NewsletterPage


@receiver(newsletter_wanted)
def subscribe_newcomer(sender: object, user: User, **kwargs: object) -> None:
    """Subscribe whoever ticked the box at sign-up."""
    services.subscribe(by=user)


@receiver([page_published, page_unpublished], sender=NewsletterPage)
@receiver([page_published, page_unpublished], sender=NewsletterIndexPage)
def forget_archive(sender: object, **kwargs: object) -> None:
    """Drop pages kept for visitors."""
    forget_pages()
