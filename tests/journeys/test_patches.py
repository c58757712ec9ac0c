"""A patch comes out: an older listing says so, until its author presses once."""

from __future__ import annotations

from uuid import uuid4

from playwright.sync_api import expect

from accounts.tests.factories import UserFactory
from ads.tests.factories import AdFactory

PHONE = 360


def test_from_the_patch_in_the_cms_to_the_authors_one_press(browse):
    ad = AdFactory(live=True, title=f"Рейд {uuid4().hex[:8]}")
    name = uuid4().hex[:8]
    desk = browse(UserFactory(administrator=True))
    desk.goto("/cms/patches/")
    desk.get_by_label("Name of the patch").fill(name)
    desk.get_by_role("button", name="Publish the patch").click()
    desk.get_by_role("button", name=f"Publish patch {name}").click()
    expect(desk.get_by_role("article", name=name)).to_contain_text("this one counts")

    visitor = browse(width=PHONE)
    visitor.goto(f"/board/{ad.category}/")
    card = visitor.get_by_role("article").filter(has_text=ad.title)
    expect(card).to_contain_text(f"before patch {name}")
    card.get_by_role("link", name=ad.title).click()
    stamp = visitor.get_by_text(f"before patch {name}")
    expect(stamp).to_be_visible()

    author = browse(ad.owner, width=PHONE)
    author.goto("/my/listings/")
    expect(author.get_by_role("region", name="Patch of the game")).to_contain_text("1 listing of yours")
    mine = author.get_by_role("article", name=ad.title)
    mine.get_by_role("button", name="Still true").click()
    expect(author.get_by_role("status").filter(has_text="still true")).to_be_visible()
    expect(mine.get_by_role("button", name="Still true")).to_have_count(0)
    visitor.reload()
    expect(visitor.get_by_role("heading", name=ad.title)).to_be_visible()
    expect(stamp).to_have_count(0)
