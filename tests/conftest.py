"""A running site for the journeys, and browsers that visit it.

`tavern` is the site: the whole of it, in this process, on a real database of its own, where what is
committed stays. So tests don't share players and ads: each makes its own. `browse` opens a browser.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from tests.support.database import JourneysDatabase
from tests.support.people import session_of
from tests.support.watch import Watch

# Playwright keeps an event loop running in the main thread, which our own queries never wait for.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

# Long enough for a busy machine; nothing waits for it when all is well.
PATIENCE_MS = 15_000
expect.set_options(timeout=PATIENCE_MS)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what visits the site: it needs the test database as migrations left it, and perhaps a browser."""
    for item in items:
        fixtures = getattr(item, "fixturenames", ())
        if "tavern" in fixtures:
            item.add_marker(pytest.mark.django_db)
        if "browse" in fixtures:
            item.add_marker(pytest.mark.browser)


@dataclass(frozen=True)
class Tavern:
    """The running site."""

    url: str


@pytest.fixture(scope="session")
def base_url() -> None:
    """Take the place of pytest-playwright's fixture: each browser is told the site's address by `browse`."""


@pytest.fixture(scope="session")
def journeys_database(django_db_setup, django_db_blocker) -> Iterator[JourneysDatabase]:
    with django_db_blocker.unblock():
        database = JourneysDatabase()
    yield database
    with django_db_blocker.unblock():
        database.drop()


@pytest.fixture(scope="session")
def journeys_server(journeys_database) -> Iterator[LiveServer]:
    server = LiveServer("127.0.0.1")
    yield server
    server.stop()


@pytest.fixture(scope="session")
def journeys_files(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("journeys")


@pytest.fixture
def tavern(
    journeys_server, journeys_database, journeys_files, django_db_blocker, settings
) -> Iterator[Tavern]:
    settings.EMAIL_BACKEND = "mailing.backend.OutboxBackend"
    settings.BASE_URL = settings.WAGTAILADMIN_BASE_URL = journeys_server.url
    settings.MAIL_DIR = journeys_files / "mail"
    settings.MEDIA_ROOT = journeys_files / "media"
    settings.UNDO_SECONDS = 0
    with django_db_blocker.unblock(), journeys_database.in_use():
        yield Tavern(journeys_server.url)


@pytest.fixture
def browse(tavern: Tavern, new_context: Callable[..., BrowserContext]) -> Iterator[Callable[..., Page]]:
    """Open a browser: `browse()`, `browse(player)`, `browse(player, width=360, theme="light")`.

    When the test is over, its pages must have had no error and asked no foreign host; `page.watch` takes
    exceptions.
    """
    watches: list[Watch] = []

    def open_browser(
        user: User | None = None,
        *,
        width: int = 1280,
        theme: str = "dark",
        language: str = "en-US",
        **options: Any,
    ) -> Page:
        context = new_context(
            base_url=tavern.url,
            viewport={"width": width, "height": 800},
            color_scheme=theme,
            locale=language,
            reduced_motion="reduce",
            **options,
        )
        context.set_default_timeout(PATIENCE_MS)
        watches.append(Watch(context, tavern.url))
        if user is not None:
            context.add_cookies([{"name": "sessionid", "value": session_of(user), "url": tavern.url}])
        page = context.new_page()
        page.watch = watches[-1]
        return page

    yield open_browser
    for watch in watches:
        watch.check()
