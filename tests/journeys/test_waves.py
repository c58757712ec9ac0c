"""A wave of spam: two hundred accounts looked at once, swept away in one step, brought back in one."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import uuid4

from playwright.sync_api import expect

from accounts.models import User
from accounts.tests.factories import UserFactory
from ads.models import AdStatus, BoardEntry
from ads.tests.factories import AdFactory
from moderation.limits import MOST_SWEPT
from responses.models import Response
from tests.support.thorough import many

JOINED = datetime(2019, 5, 4, 12, tzinfo=UTC)
LISTINGS = 3
# As many as one step takes in CI; fewer in a plain run.
ACCOUNTS = many(MOST_SWEPT, few=40)
# Two hundred accounts are some four thousand statements: seconds on a quiet machine.
LONG_STEP_MS = 90_000


def wave() -> list[User]:
    """The accounts, all of one hour, long before anybody else's."""
    name = uuid4().hex[:8]
    return User.objects.bulk_create(
        User(email=f"{name}-{number}@example.com", display_name=f"Золото {name} {number}", date_joined=JOINED)
        for number in range(ACCOUNTS)
    )


def test_a_wave_of_accounts_is_cleaned_away_and_restored(browse, tavern):
    players = wave()
    listings = [AdFactory(author=player, live=True) for player in players[:LISTINGS]]
    asked = AdFactory(live=True)
    Response.objects.bulk_create(
        Response(ad=asked, author=player, recipient=asked.owner, text="Продам золото дёшево")
        for player in players
    )
    BoardEntry.objects.filter(pk=asked.pk).update(response_count=ACCOUNTS)
    page = browse(UserFactory(moderator=True))
    page.goto("/cms/waves/")
    page.get_by_label("Signed up from").fill("2019-05-04T00:00")
    page.get_by_label("Signed up until").fill("2019-05-05T00:00")
    page.get_by_role("button", name="Look").click()
    expect(page.get_by_role("heading", name=f"{ACCOUNTS} accounts")).to_be_visible()
    expect(page.get_by_role("row").filter(has_text=listings[0].title)).to_be_visible()
    page.get_by_label("Reason").fill("Волна золота")
    page.get_by_role("button", name="Keep the ticked ones out").click(timeout=LONG_STEP_MS)

    swept = page.get_by_role("article").filter(has_text="Волна золота")
    expect(swept.get_by_text(f"{ACCOUNTS} accounts")).to_be_visible()
    entries = BoardEntry.objects.filter(pk__in=[listing.pk for listing in listings])
    answers = Response.objects.filter(ad=asked, deleted_at=None)
    assert (set(entries.values_list("status", flat=True)), answers.count()) == ({AdStatus.HIDDEN}, 0)
    visitor = browse()
    visitor.watch.expect("404")
    visitor.goto(listings[0].entry.url)
    expect(visitor.get_by_role("heading", name=listings[0].title)).to_have_count(0)

    swept.get_by_role("button", name="Undo all of it").click(timeout=LONG_STEP_MS)
    expect(swept.get_by_text("undone")).to_be_visible()
    assert (set(entries.values_list("status", flat=True)), answers.count()) == ({AdStatus.LIVE}, ACCOUNTS)
    visitor.goto(listings[0].entry.url)
    expect(visitor.get_by_role("heading", name=listings[0].title).first).to_be_visible()
