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
    "DATABASE_URL": "postgres://tavern:secret@database.invalid/tavern",
    "REDIS_URL": "redis://cache.invalid:6379/0",
    "TRUSTED_PROXY_HEADER": "X-Real-IP",
    "MEDIA_S3_BUCKET": "tavern-media",
    "MEDIA_S3_ENDPOINT": "http://storage.invalid:8333",
}


def manage(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "PYTHONUTF8": "1"} | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_deployment_check_is_clean():
    answer = manage(COMPLETE, "check", "--deploy", "--fail-level=WARNING")
    assert answer.returncode == 0, answer.stderr


@pytest.mark.parametrize("name", ["SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL", "REDIS_URL", "BASE_URL"])
def test_a_missing_value_is_named_with_what_it_is_for(name):
    answer = manage({key: value for key, value in COMPLETE.items() if key != name}, "check")
    assert answer.returncode != 0
    assert f"Set {name} in the environment: " in answer.stderr
    assert COMPLETE["SECRET_KEY"] not in answer.stderr
