"""Production settings: from the environment alone, clean for Django's own check, clear when one lacks."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
COMPLETE = {
    "DJANGO_SETTINGS_MODULE": "config.settings.production",
    "SECRET_KEY": "".join(chr(33 + (7 * number) % 90) for number in range(64)),
    "ALLOWED_HOSTS": "board.example.org",
    "BASE_URL": "https://board.example.org",
    "DEFAULT_FROM_EMAIL": "Таверна <board@board.example.org>",
    "MODERATORS_EMAIL": "moderators@board.example.org",
    "DATABASE_URL": "postgres://tavern:secret@database.invalid/tavern",
    "REDIS_URL": "redis://cache.invalid:6379/0",
    "TRUSTED_PROXY_HEADER": "X-Real-IP",
    "MEDIA_S3_BUCKET": "tavern-media",
    "MEDIA_S3_ENDPOINT": "http://storage.invalid:8333",
}
SHOW = "import sys; sys.path.insert(0, 'site'); from django.conf import settings; print({})"


def manage(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    return python(environment, "manage.py", *arguments)


def show(environment: dict[str, str], *names: str) -> list[str]:
    """Return what the settings are; without the apps, which need a second to load and say nothing of them."""
    shown = ", ".join(f"settings.{name}" for name in names)
    answer = python(environment, "-c", SHOW.format(shown))
    assert answer.returncode == 0, answer.stderr
    return answer.stdout.split()


def python(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "PYTHONUTF8": "1"} | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_deployment_check_is_clean():
    answer = manage(COMPLETE, "check", "--deploy", "--fail-level=WARNING")
    assert answer.returncode == 0, answer.stderr


REQUIRED = (
    "SECRET_KEY",
    "ALLOWED_HOSTS",
    "DATABASE_URL",
    "REDIS_URL",
    "BASE_URL",
    "DEFAULT_FROM_EMAIL",
    "MODERATORS_EMAIL",
)


@pytest.mark.parametrize("name", REQUIRED)
def test_a_missing_value_is_named_with_what_it_is_for(name):
    answer = manage(COMPLETE | {name: ""}, "check")
    assert answer.returncode != 0
    assert f"Set {name} in the environment: " in answer.stderr
    assert COMPLETE["SECRET_KEY"] not in answer.stderr


@pytest.mark.parametrize(
    "tls", [{}, {"SECURE_HSTS_INCLUDE_SUBDOMAINS": "true", "SECURE_HSTS_PRELOAD": "true"}]
)
def test_a_promise_for_all_subdomains_is_given_by_the_operator_alone(tls):
    names = (f"SECURE_HSTS_{name}" for name in ("SECONDS", "INCLUDE_SUBDOMAINS", "PRELOAD"))
    assert show(COMPLETE | tls, *names) == ["31536000", str(bool(tls)), str(bool(tls))]


def test_a_line_of_env_that_is_left_unfilled_counts_as_left_out():
    unfilled = {"STAFF_SECOND_FACTOR": "", "UNDO_SECONDS": "", "SMTP_URL": ""}
    assert show(COMPLETE | unfilled, *unfilled) == ["True", "120", "smtp://127.0.0.1:25"]
