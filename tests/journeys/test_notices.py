"""The bell, what stands behind it, and how its owner wants to hear: on a phone, without scripts."""

from __future__ import annotations

from playwright.sync_api import expect

from accounts.tests.factories import UserFactory
from ads.tests.factories import AdFactory
from notifications.models import Rhythm
from notifications.selectors import chosen_channels
from responses.tests.factories import ResponseFactory


def test_an_author_reads_what_happened_and_asks_for_quiet(browse, tavern):
    ad = AdFactory(live=True)
    responses = ResponseFactory.create_batch(2, ad=ad)
    page = browse(ad.owner, width=360, java_script_enabled=False)
    page.goto("/board/")
    # That the listing is published is the other one.
    page.get_by_role("link", name="Notifications: 2 new").click()
    line = f"2 new responses to “{ad.title}”"
    item = page.get_by_role("listitem").filter(has_text=line)
    item.get_by_role("button", name="Open").click()
    for response in responses:
        expect(page.get_by_role("main").get_by_text(response.author.display_name).first).to_be_attached()
    page.get_by_role("link", name="Notifications: 1 new").click()
    expect(page.get_by_role("link", name=line)).to_be_visible()

    page.get_by_role("link", name="What to tell you, and how").click()
    letters = page.get_by_role("region", name="What to tell you, and how")
    letters.get_by_role("group", name="Somebody responded to your listing").get_by_label(
        "daily digest"
    ).check()
    letters.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    assert chosen_channels(ad.owner)["response-received"] == "digest"
    hours = page.get_by_role("region", name="When letters come")
    hours.get_by_label("No letters from").select_option("23:00")
    hours.get_by_label("until").select_option("08:00")
    hours.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    assert Rhythm.objects.get(pk=ad.owner.pk).quiet_until == 8


def test_a_blocked_player_is_not_told_and_is_heard_again(browse, tavern):
    ad, loud = AdFactory(live=True), UserFactory()
    author = browse(ad.owner, width=360)
    author.goto(loud.get_absolute_url())
    author.get_by_role("button", name="Block").click()
    expect(author.get_by_text("Blocked. The player isn’t told")).to_be_visible()

    player = browse(loud)
    player.goto(ad.get_url())
    expect(player.get_by_text("This listing takes no responses any more.")).to_be_visible()
    expect(player.get_by_role("button", name="Send the response")).to_have_count(0)

    author.goto("/my/settings/")
    silenced = author.get_by_role("region", name="Whom and what you don’t hear")
    silenced.get_by_label(loud.display_name).uncheck()
    silenced.get_by_role("button", name="Save").click()
    expect(author.get_by_text("Saved.")).to_be_visible()
    player.reload()
    player.get_by_label(f"Your answer to {ad.owner}").fill("Приду в среду.")
    player.get_by_role("button", name="Send the response").click()
    expect(player.get_by_text("Waits for an answer")).to_be_visible()
    author.goto("/board/")
    expect(author.get_by_role("link", name="Notifications: 2 new")).to_be_visible()
