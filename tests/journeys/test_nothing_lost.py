"""Writing goes wrong in every way that it can, and the text is there afterwards."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from accounts.tests.factories import PASSWORD, UserFactory
from ads import services
from ads.models import AdPage, AdStatus, BoardEntry, WritingDraft
from ads.tests.factories import AdFactory
from tests.support.desk import Desk
from tests.support.people import end_session

TITLE = "Ищем хила в рейд"
COPIES = "Object.keys(localStorage).filter((key) => key.startsWith('tavern-text'))"


def state(page: Page):
    """The line that says where the text is, beside the buttons."""
    return page.locator(".send-bar [data-draft-state]")


def expect_kept(page: Page) -> None:
    expect(state(page)).to_have_text(re.compile(r"^Saved at \d\d:\d\d$"))


def write(desk: Desk, words: str) -> None:
    """Begin a new ad: title, category, some words."""
    desk.page.get_by_label("Title").fill(TITLE)
    desk.page.get_by_role("radio", name="Healers").check()
    add(desk, words)


def add(desk: Desk, words: str) -> None:
    desk.text.click()
    desk.page.keyboard.press("Control+End")
    desk.page.keyboard.type(words)


def crash(**arguments: object) -> None:
    raise RuntimeError("The server breaks down.")


def close(page: Page) -> None:
    """Close the tab as a person does; it mustn't ask, for the text is in the browser."""
    with page.expect_event("close"):
        page.close(run_before_unload=True)


def saved_text(ad_id: int) -> str:
    return str(AdPage.objects.get(pk=ad_id).get_latest_revision_as_object().body)


def test_an_unfinished_text_is_found_on_another_device_and_the_older_tab_is_told(browse):
    author = UserFactory()
    desk = Desk(browse(author)).open()
    write(desk, "Первая строка.")
    expect_kept(desk.page)
    desk.page.reload()
    expect(desk.text).to_contain_text("Первая строка.")

    phone = Desk(browse(author, width=360))
    phone.page.goto("/my/listings/")
    expect(phone.page.get_by_text(TITLE)).to_be_visible()
    phone.page.get_by_role("link", name="Go on writing").click()
    expect(phone.text).to_contain_text("Первая строка.")
    expect(phone.page.get_by_role("radio", name="Healers")).to_be_checked()
    add(phone, " С телефона.")
    expect_kept(phone.page)

    desk.page.watch.expect("409")
    add(desk, " Со стола.")
    expect(state(desk.page)).to_have_text("The changes on this page are not saved: another text is newer")
    expect(desk.page.get_by_text("A newer text was kept at")).to_be_visible()
    expect(desk.page.get_by_text("Here is your unfinished text")).to_be_hidden()
    assert "С телефона" in WritingDraft.objects.get(author=author).fields["body"][0]
    desk.page.get_by_role("button", name="Show that one").click()
    expect(desk.text).to_contain_text("С телефона.")
    add(desk, " Дописано.")
    expect_kept(desk.page)


def test_what_is_sent_and_who_leaves_leave_no_text_in_the_browser(browse):
    author = UserFactory()
    desk = Desk(browse(author)).open()
    write(desk, "Коротко.")
    expect_kept(desk.page)
    twin = desk.page.context.new_page()
    twin.goto(desk.page.url)
    expect(twin.get_by_text("This page is open in another tab, too.")).to_be_visible()
    desk.send("Send to a moderator")
    expect(desk.page).to_have_url("/my/listings/")
    assert BoardEntry.objects.get(author=author).status == AdStatus.IN_MODERATION
    assert not WritingDraft.objects.filter(author=author).exists()
    assert desk.page.evaluate(COPIES) == []

    desk.page.evaluate("localStorage.setItem('tavern-text:1:left.behind', '')")
    desk.page.get_by_label(f"{author.display_name}: profile and settings").click()
    desk.page.get_by_role("button", name="Sign out").click()
    expect(desk.page.locator("header").get_by_role("link", name="Sign in")).to_be_visible()
    assert desk.page.evaluate(COPIES) == [], "whoever leaves leaves no text behind"


def test_without_a_connection_the_text_stays_in_the_browser_and_outlives_its_tab(browse, monkeypatch):
    author = UserFactory()
    page = browse(author)
    page.watch.expect("ERR_INTERNET_DISCONNECTED")
    desk = Desk(page).open()
    page.context.set_offline(True)
    write(desk, "В метро.")
    expect(state(page)).to_have_text("Not saved: no connection. The text is safe in this browser.")
    page.context.set_offline(False)
    expect_kept(page)
    assert "В метро." in WritingDraft.objects.get(author=author).fields["body"][0]

    page.context.set_offline(True)
    add(desk, " Снова в метро.")
    expect(state(page)).to_have_text(re.compile("no connection"))
    context = page.context
    close(page)
    context.set_offline(False)
    again = Desk(context.new_page()).open()
    again.page.get_by_role("link", name="Go on writing").click()
    expect(again.text).to_contain_text("В метро. Снова в метро.")
    assert "Снова" in WritingDraft.objects.get(author=author).fields["body"][0]

    # One that the server has never heard of is offered, not pressed upon the author.
    page.watch.expect("500")
    with monkeypatch.context() as broken:
        broken.setattr(services, "keep_draft", crash)
        again.open()
        write(again, "Никто не видел.")
        expect(state(again.page)).to_have_text(re.compile("the server doesn’t answer"))
        close(again.page)
        last = Desk(context.new_page()).open()
    last.page.get_by_role("button", name="Bring it back").click()
    expect(last.text).to_contain_text("Никто не видел.")


def test_a_session_that_ends_is_renewed_in_place(browse):
    author = UserFactory()
    page = browse(author)
    page.watch.expect("401", "400")
    desk = Desk(page).open()
    end_session(page.context)
    write(desk, "Пишу и пишу.")
    dialog = page.get_by_role("dialog", name="Sign in again")
    expect(dialog).to_be_visible()
    expect(dialog.get_by_label("E-mail")).to_have_value(author.email)
    dialog.get_by_label("Password").fill("not-this-one")
    dialog.get_by_role("button", name="Come in").click()
    expect(dialog.get_by_role("alert")).to_contain_text("don't match")
    dialog.get_by_label("Password").fill(PASSWORD)
    dialog.get_by_role("button", name="Come in").click()
    expect(dialog).to_be_hidden()
    expect_kept(page)
    desk.send("Send to a moderator")
    expect(page).to_have_url("/my/listings/")
    assert BoardEntry.objects.get(author=author).status == AdStatus.IN_MODERATION


def test_a_crash_of_the_server_loses_nothing_and_the_way_back_leads_to_the_same_ad(browse, monkeypatch):
    author = UserFactory()
    page = browse(author)
    page.watch.expect("500")
    desk = Desk(page).open()
    write(desk, "Пережило аварию.")

    with monkeypatch.context() as broken:
        broken.setattr(services, "save_form", crash)
        desk.send("Save")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        assert not BoardEntry.objects.filter(author=author).exists()
    page.go_back()
    expect(desk.text).to_contain_text("Пережило аварию.")
    expect(page.get_by_label("Title")).to_have_value(TITLE)
    desk.save()
    made = BoardEntry.objects.get(author=author)

    page.go_back()
    expect(page).to_have_url(f"/my/listings/{made.pk}/edit/")
    expect(desk.text).to_be_visible()
    add(desk, " И дополнено.")
    desk.save()
    assert BoardEntry.objects.get(author=author).ad.revisions.count() == 2


def test_two_tabs_of_one_listing_never_write_over_each_other(browse):
    ad = AdFactory()
    one = Desk(browse(ad.owner)).open(f"/my/listings/{ad.pk}/edit/")
    two = Desk(browse(ad.owner)).open(f"/my/listings/{ad.pk}/edit/")
    add(one, " Из первой.")
    one.save()
    two.page.watch.expect("409")
    add(two, " Из второй.")
    expect(two.page.get_by_text("The listing was changed at")).to_be_visible()
    two.send("Save")
    expect(two.page.get_by_text("Your text is here, not saved.")).to_be_visible()
    expect(two.text).to_contain_text("Из второй.")
    assert "Из первой." in saved_text(ad.pk)
    two.save()
    assert "Из второй." in saved_text(ad.pk)


def test_without_scripts_an_ended_session_carries_the_text_to_the_way_back_in(browse):
    author = UserFactory()
    page = browse(author, java_script_enabled=False)
    page.watch.expect("403")
    page.goto("/my/listings/new/")
    page.get_by_label("Title").fill(TITLE)
    page.get_by_role("radio", name="Healers").check()
    page.get_by_label("Text", exact=True).fill("<p>Без скриптов.</p>")
    end_session(page.context)
    page.get_by_role("button", name="Send to a moderator").click()
    expect(page.get_by_role("heading", name="Your text is here")).to_be_visible()

    with page.expect_popup() as popup:
        page.get_by_role("link", name="Sign in, in another tab").click()
    door = popup.value
    door.get_by_label("E-mail").fill(author.email)
    door.get_by_label("Password").fill(PASSWORD)
    door.get_by_role("button", name="Come in").click()
    expect(door).to_have_url("/my/listings/")

    page.get_by_role("button", name="Go on with my text").click()
    expect(page.get_by_label("Text", exact=True)).to_have_value("<p>Без скриптов.</p>")
    page.get_by_role("button", name="Send to a moderator").dblclick()
    expect(page).to_have_url("/my/listings/")
    assert BoardEntry.objects.get(author=author).status == AdStatus.IN_MODERATION
