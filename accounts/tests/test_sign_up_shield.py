"""What keeps programs from signing up by the page."""

from __future__ import annotations

import re
import time

import pytest

from accounts.forms import shield
from accounts.models import User
from accounts.tests.test_headless import SIGN_UP, App

PAGE = "/accounts/signup/"
FORM = {"email": "new@example.com", "password1": "длинный-пароль-7", "display_name": "Снегирь"}


@pytest.fixture
def strict(settings):
    settings.SIGN_UP_SECONDS = 2.0


def mark_in(page) -> str:
    return re.search(r'name="opened" value="([^"]+)"', page.text).group(1)


def signed_up() -> bool:
    return User.objects.filter(email=FORM["email"]).exists()


def test_a_form_that_took_its_time_passes(strict, visitor, later):
    mark = mark_in(visitor.get(PAGE))
    later(3)
    assert visitor.post(PAGE, FORM | {"opened": mark}).status_code == 302
    assert signed_up()


def test_a_form_that_comes_at_once_is_kept_and_passes_later(strict, visitor, later):
    mark = mark_in(visitor.get(PAGE))
    page = visitor.post(PAGE, FORM | {"opened": mark})
    assert page.status_code == 200
    assert 'value="Снегирь"' in page.text
    assert mark_in(page) == mark
    assert not signed_up()
    later(3)
    visitor.post(PAGE, FORM | {"opened": mark})
    assert signed_up()


@pytest.mark.parametrize("mark", ["", "nonsense", "1700000000.00:forged"])
def test_a_form_without_a_good_mark_counts_as_opened_just_now(strict, visitor, later, mark):
    page = visitor.post(PAGE, FORM | ({"opened": mark} if mark else {}))
    assert page.status_code == 200
    later(3)
    visitor.post(PAGE, FORM | {"opened": mark_in(page)})
    assert signed_up()


def test_one_mark_does_not_serve_for_ever(strict, visitor, later):
    mark = shield.new_mark()
    later(shield.STALE_SECONDS + 1)
    visitor.post(PAGE, FORM | {"opened": mark})
    assert not signed_up()


def test_the_field_that_nobody_sees_gives_a_program_away(visitor):
    page = visitor.post(PAGE, FORM | {"homepage": "https://spam.example"})
    assert page.status_code == 200
    assert not signed_up()
    assert re.search(r'<div hidden aria-hidden="true">.*tabindex="-1" autocomplete="off"', page.text)


def test_the_clock_is_off_where_the_board_says_so(visitor):
    assert visitor.post(PAGE, FORM).status_code == 302
    assert signed_up()


def test_apps_meet_neither(strict, db):
    assert App().call("post", "/auth/signup", SIGN_UP).status_code == 401
    assert User.objects.filter(email=SIGN_UP["email"]).exists()


def test_the_mark_is_a_moment(db):
    assert abs(float(shield.new_mark().partition(":")[0]) - time.time()) < 5
