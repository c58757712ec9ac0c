"""What every test may rely on: a real PostgreSQL, a cache of its own, and a browser where there is one."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connections
from hypothesis import HealthCheck
from hypothesis import settings as property_settings
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

from common.dev_tools.browser import BROWSER_FLAGS, find_chromium
from common.dev_tools.migrated_template import MigratedTemplate
from common.embedded_postgres import EmbeddedPostgres
from common.garbage import search_less_often, spare_what_is_loaded
from common.tests.fresh_cache import empty_cache
from config.env import database
from tests.support.thorough import VARIABLE as THOROUGH

# The plain run draws the same examples everywhere and each time, so it fails only for who broke something;
# HYPOTHESIS_PROFILE=thorough draws others each time, and many of them.
property_settings.register_profile(
    "plain",
    derandomize=True,
    max_examples=40,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
property_settings.register_profile(
    "thorough", property_settings.get_profile("plain"), derandomize=False, max_examples=2_000
)
property_settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "plain"))


# Tests that ask for none of these do without a database, as those without its mark do.
OF_DATABASE = frozenset({"db", "transactional_db", "django_db_setup", "live_server"})
# What these tests share takes seconds to set up: one worker runs all of a file.
SET_UP_ONCE = (
    "home/tests/test_load_demo.py",
    "tests/hostile/test_surfaces.py",
    "tests/test_who_answers_what.py",
    "tests/test_who_helps_with_what.py",
    "tests/test_who_may_do_what.py",
    "tests/test_who_rules_what.py",
)
# How a run's workers learn of the migrated database that they copy.
TEMPLATE = "TAVERN_TEST_TEMPLATE"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--fail-on-skip", action="store_true", help="a skipped test fails the run")
    help_text = "the matrices let everybody ask for everything, not one after the other"
    parser.addoption("--thorough", action="store_true", help=help_text)


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Start a PostgreSQL for this run unless DATABASE_URL names one; xdist's workers inherit its address."""
    search_less_often()
    if not os.environ.get("DATABASE_URL"):
        folder = tempfile.TemporaryDirectory(prefix="tavern-tests-")
        config.add_cleanup(folder.cleanup)
        server = EmbeddedPostgres(Path(folder.name), throwaway=True)
        server.start()
        config.add_cleanup(server.stop)
        os.environ["DATABASE_URL"] = server.url
    if config.getoption("--thorough"):
        os.environ[THOROUGH] = "1"
    # The settings were read before this server had an address.
    settings.DATABASES["default"].update(database())
    if config.getoption("numprocesses", None) and not hasattr(config, "workerinput"):
        template = MigratedTemplate(f"test_template_{os.getpid()}")
        template.begin()
        config.add_cleanup(template.drop)
        os.environ[TEMPLATE] = template.name


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what this machine can't run: Redis tests without REDIS_URL, journeys without Chromium.

    What needs no database comes first: it runs while the database is migrated. Then what takes longest.
    """
    if not os.environ.get("REDIS_URL"):
        left_out = [item for item in items if item.get_closest_marker("redis")]
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]
    if find_chromium() is None:
        for item in items:
            if item.get_closest_marker("browser"):
                item.add_marker(pytest.mark.skip(reason="Chromium is not installed"))
    items.sort(key=lambda item: (asks_the_database(item), not is_set_up_once(item.nodeid)))


def asks_the_database(item: pytest.Item) -> bool:
    fixtures = getattr(item, "fixturenames", ())
    return (
        item.get_closest_marker("django_db") is not None
        or is_set_up_once(item.nodeid)
        or not OF_DATABASE.isdisjoint(fixtures)
    )


def is_set_up_once(nodeid: str) -> bool:
    return nodeid.partition("::")[0] in SET_UP_ONCE


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """Spend the processor on the tests: the search for garbage took two fifths of it."""
    spare_what_is_loaded()


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Turn a run with skipped tests into a failed one where that was asked for."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if session.config.getoption("--fail-on-skip") and reporter is not None and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say loudly that the journeys were not driven, and what a run without skips skipped."""
    if terminalreporter.config.getoption("--fail-on-skip"):
        for report in terminalreporter.stats.get("skipped", []):
            terminalreporter.write_line(f"SKIPPED, which this run does not allow: {report.nodeid}", red=True)
    if find_chromium() is None:
        terminalreporter.section(
            "NO BROWSER JOURNEYS: Chromium is not installed (apt install chromium-headless-shell)", red=True
        )


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LoadScopeScheduling:
    """Take the place of xdist's `loadgroup`, whose marks this pytest doesn't let it put on tests."""
    # The order of the collection is the one that saves time, not that of the largest files first.
    config.option.loadscopereorder = False
    return KeepTogether(config, log)


class KeepTogether(LoadScopeScheduling):
    """Give each worker one test after the other, but all of a costly file to the same one."""

    def _split_scope(self, nodeid: str) -> str:
        return nodeid.partition("::")[0] if is_set_up_once(nodeid) else nodeid


@pytest.fixture(autouse=True)
def fresh_cache() -> None:
    """Begin each test with an empty cache: pages, limits and sessions of another test are not there."""
    empty_cache()


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, object]:
    """Drive the machine's Chromium (pytest-playwright asks here) with nothing that calls home."""
    return {"executable_path": find_chromium(), "args": list(BROWSER_FLAGS), "headless": True}


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None) -> None:
    """Let a worker of a parallel run copy the database that is migrated once for all of them."""
    if os.environ.get("PYTEST_XDIST_WORKER") and (name := os.environ.get(TEMPLATE)):
        MigratedTemplate(name).wait()
        connections["default"].settings_dict["TEST"]["TEMPLATE"] = name


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None) -> None:
    """Let every connection know the rows of the migrations, for the tests that commit and put them back.

    Once Playwright runs its event loop, the main thread has another connection than the one that made them.
    """
    maker = connections["default"]
    # A run of a part may hold no such test: then there are no rows to know.
    if hasattr(maker, "_test_serialized_contents"):
        type(maker)._test_serialized_contents = maker._test_serialized_contents  # type: ignore[attr-defined]
