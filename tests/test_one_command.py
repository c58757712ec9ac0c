"""Of its environment the one-command run hears what the README says, and nothing that is production's."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from common.one_command.options import HEARD, UNHEARD
from tests.support.variables import read_by_settings

ROOT = Path(__file__).resolve().parents[1]
CONFIGURED = {
    "BASE_URL",
    "CELERY_BROKER_URL",
    "DATA_DIR",
    "DJANGO_SETTINGS_MODULE",
    "REDIS_URL",
}
PROGRAM = """
import json, pathlib
from common.one_command import options, serve
serve.configure(options.Options(8123, pathlib.Path("{data_dir}")))
# What serves loads before Django's applications do.
from common.one_command import background, prepare, web
from django.conf import settings
names = ["MEDIA_S3_BUCKET", "MAIL_SUSPEND_AFTER", "PAGE_CACHE_SECONDS", "TRUSTED_PROXY_HEADER"]
names += ["MAIL_TRANSPORT", "MODERATORS_EMAIL", "BASE_URL", "REDIS_URL", "ALLOWED_HOSTS", "UNDO_SECONDS"]
print(json.dumps({{name: getattr(settings, name) for name in names}}))
"""
OF_PRODUCTION = {
    "ALLOWED_HOSTS": "board.example.org",
    "BASE_URL": "https://board.example.org",
    "MAIL_SUSPEND_AFTER": "9",
    "MEDIA_S3_BUCKET": "tavern-media",
    "MODERATORS_EMAIL": "moderators@board.example.org",
    "PAGE_CACHE_SECONDS": "9",
    "REDIS_URL": "redis://cache.invalid",
    "TRUSTED_PROXY_HEADER": "X-Real-IP",
}


def test_every_variable_of_the_settings_is_heard_or_not_on_purpose():
    known = (set(HEARD), set(UNHEARD), CONFIGURED)
    assert set().union(*known) == read_by_settings(but=("production.py", "test.py"))
    assert len(set().union(*known)) == sum(map(len, known))


def test_the_environment_of_production_changes_nothing(tmp_path):
    answer = subprocess.run(
        [sys.executable, "-c", PROGRAM.format(data_dir=tmp_path)],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "UNDO_SECONDS": "7"} | OF_PRODUCTION,
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == 0, answer.stderr
    assert json.loads(answer.stdout) == {
        "ALLOWED_HOSTS": ["127.0.0.1", "localhost", "[::1]"],
        "BASE_URL": "http://127.0.0.1:8123",
        "MAIL_SUSPEND_AFTER": 3,
        "MAIL_TRANSPORT": "file",
        "MEDIA_S3_BUCKET": "",
        "MODERATORS_EMAIL": "moderators@tavern.example",
        "PAGE_CACHE_SECONDS": 60,
        "REDIS_URL": "",
        "TRUSTED_PROXY_HEADER": "",
        "UNDO_SECONDS": 7,
    }
