"""A second key: set up by keyboard on a phone, asked for at log-in, and another place signed out."""

from __future__ import annotations

import time
from uuid import uuid4

from allauth.mfa.totp.internal import auth as totp
from playwright.sync_api import Page, expect

from accounts.tests.factories import UserFactory
from tests.journeys.test_entrance import expect_signed_in, sign_in, sign_out
from tests.support.axe import findings, load_axe

PHONE = {"width": 360, "height": 740}
HALF_A_MINUTE = 30


def code_for(secret: str, *, steps: int = 0) -> str:
    """What the app shows now, or so many half minutes from now: a code serves once.

    The one before may expire between here and the server; this one and the next have half a minute at least.
    """
    return totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // HALF_A_MINUTE + steps))


def expect_for_everyone(page: Page) -> None:
    load_axe(page)
    assert findings(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def expect_signed_out(page: Page) -> None:
    page.goto("/my/settings/")
    expect(page.get_by_role("heading", name="Good to see you")).to_be_visible()


def sign_out_elsewhere(page: Page, elsewhere: Page) -> None:
    page.goto("/accounts/sessions/")
    expect(page.get_by_text("this one")).to_be_visible()
    page.get_by_role("button", name="Sign out there").click()
    expect(page.get_by_text("Signed out there.")).to_be_visible()
    expect_signed_out(elsewhere)


def test_a_player_sets_up_a_second_key_and_comes_in_with_it(browse):
    name = f"Осторожный {uuid4().hex[:6]}"
    player = UserFactory(email=f"{uuid4().hex[:8]}@example.com", display_name=name)
    page, elsewhere = browse(), browse()
    page.set_viewport_size(PHONE)
    for one in (page, elsewhere):
        sign_in(one, player.email, "tavern-demo")
        expect_signed_in(one, name)

    sign_out_elsewhere(page, elsewhere)
    sign_in(elsewhere, player.email, "tavern-demo")
    expect_signed_in(elsewhere, name)

    page.goto("/accounts/2fa/")
    page.get_by_role("link", name="Switch it on").press("Enter")
    picture = page.get_by_role("img", name="QR code")
    assert picture.evaluate("image => image.complete && image.naturalWidth > 0")
    secret = page.locator("#totp-key").inner_text()
    expect_for_everyone(page)
    page.get_by_label("Code that the app shows now").fill("000000")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Code that the app shows now")).to_have_attribute("aria-invalid", "true")
    page.get_by_label("Code that the app shows now").fill(code_for(secret))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="10 unused codes")).to_be_visible()
    expect_for_everyone(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="Download as a file").click()
    assert download.value.suggested_filename == "recovery-codes.txt"

    # A password alone opened that session.
    expect_signed_out(elsewhere)

    sign_out(page, name)
    sign_in(page, player.email, "tavern-demo")
    expect(page.get_by_role("heading", name="And the second key")).to_be_visible()
    expect_for_everyone(page)
    page.get_by_label("Code from the app, or a recovery code").fill(code_for(secret, steps=1))
    page.keyboard.press("Enter")
    expect_signed_in(page, name)
