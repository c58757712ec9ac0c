"""An ad's life in the browser: the letter, a new term, hidden with a reason, deleted."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import uuid4

from django.utils import timezone
from playwright.sync_api import expect

from accounts.tests.factories import PASSWORD, UserFactory
from ads.models import BoardEntry
from ads.services import warn_of_end
from ads.tests.factories import AdFactory
from tests.support.letters import newest_letter_to


def test_from_the_warning_to_a_new_term_and_to_the_end(browse, tavern):
    ad = AdFactory(author=UserFactory(language="en"), title=f"Рейд {uuid4().hex[:8]}", live=True)
    entry = BoardEntry.objects.filter(pk=ad.pk)
    entry.update(expires_at=timezone.now() + timedelta(days=2))
    warn_of_end(now=timezone.now())
    link = re.search(r"/my/listings/\d+/renew/", newest_letter_to(ad.owner.email).text)
    assert link

    page = browse()
    page.goto(link.group())
    page.get_by_label("E-mail").fill(ad.owner.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Come in").click()
    expect(page.get_by_role("heading", name="Renew the listing?")).to_be_visible()
    assert entry.get().expires_at < timezone.now() + timedelta(days=3)
    page.get_by_role("button", name="Renew").click()
    expect(
        page.get_by_role("status").filter(has_text="Renewed: it stands on the board until")
    ).to_be_visible()
    assert entry.get().expires_at > timezone.now() + timedelta(days=29)

    desk = browse(UserFactory(moderator=True))
    desk.goto(f"/cms/listings/{ad.pk}/hide/")
    desk.get_by_label("Reason").fill("Жалобы игроков")
    desk.get_by_role("button", name="Hide from the board").click()
    expect(desk.locator(".messages .success")).to_be_visible()

    page.goto("/my/listings/")
    mine = page.get_by_role("article", name=ad.title)
    expect(mine.get_by_text("Hidden by a moderator.")).to_be_visible()
    expect(mine.get_by_text("Жалобы игроков")).to_be_visible()
    mine.get_by_role("link", name="Delete").click()
    expect(page.get_by_role("heading", name="Delete the listing?")).to_be_visible()
    assert entry.exists()
    page.get_by_role("button", name="Delete for good").click()
    expect(page.get_by_role("article", name=ad.title)).to_have_count(0)
    assert not entry.exists()
