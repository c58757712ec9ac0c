"""Getting in: registering with a code from a letter, signing out and in, a new password by code."""

from __future__ import annotations

import re
from uuid import uuid4

from playwright.sync_api import Page, expect

from accounts.models import User
from accounts.tests.factories import PASSWORD, UserFactory
from tests.support.letters import newest_letter_to

GOOD_PASSWORD = "кочерга-и-бочка-42"


def fill_sign_up(page: Page, email: str, name: str) -> None:
    page.goto("/accounts/signup/")
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Name on the board").fill(name)
    page.get_by_label("Password").fill(GOOD_PASSWORD)
    page.get_by_role("button", name="Get the code").click()


def sign_in(page: Page, email: str, password: str) -> None:
    page.goto("/accounts/login/")
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Come in").click()


def expect_signed_in(page: Page, name: str) -> None:
    expect(page.get_by_label(f"{name}: profile and settings")).to_be_visible()


def sign_out(page: Page, name: str) -> None:
    page.get_by_label(f"{name}: profile and settings").click()
    page.get_by_role("button", name="Sign out").click()
    expect(page.locator("header").get_by_role("link", name="Sign in")).to_be_visible()


def test_a_stranger_registers_with_the_code_from_the_letter(browse):
    page = browse()
    name = f"Рыжая {uuid4().hex[:6]}"
    email = f"{uuid4().hex[:8]}@example.com"
    fill_sign_up(page, email, name)

    letter = newest_letter_to(email)
    code = page.get_by_label("Eight signs")
    code.fill("CCCC-CCC3" if letter.code != "CCCC-CCC3" else "CCCC-CCC4")
    page.get_by_role("button", name="Confirm").click()
    expect(code).to_have_attribute("aria-invalid", "true")
    expect(code).to_have_accessible_description(re.compile("code", re.IGNORECASE))
    assert not User.objects.get(email=email).emailaddress_set.get().verified

    code.fill(letter.code)
    page.get_by_role("button", name="Confirm").click()
    expect_signed_in(page, name)

    sign_out(page, name)
    sign_in(page, email, "not-this-one")
    expect(page.get_by_role("alert")).to_be_visible()
    sign_in(page, email, GOOD_PASSWORD)
    expect_signed_in(page, name)


def test_a_forgotten_password_is_replaced_by_a_code(browse):
    player = UserFactory(email=f"{uuid4().hex[:8]}@example.com", display_name=f"Забывчивый {uuid4().hex[:6]}")
    page = browse()
    page.goto("/accounts/login/")
    page.get_by_role("link", name="I don’t remember the password").click()
    page.get_by_label("E-mail").fill(player.email)
    page.get_by_role("button", name="Get the code").click()
    page.get_by_label("Eight signs").fill(newest_letter_to(player.email).code)
    page.get_by_role("button", name="Confirm").click()
    page.get_by_label("New password").first.fill(GOOD_PASSWORD)
    page.get_by_role("button", name="Save the password").click()
    expect(page.get_by_role("heading", name="The password is new")).to_be_visible()

    sign_in(page, player.email, PASSWORD)
    expect(page.get_by_role("alert")).to_be_visible()
    sign_in(page, player.email, GOOD_PASSWORD)
    expect_signed_in(page, player.display_name)
