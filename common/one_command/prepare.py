"""Brings database, static files and demo content up to date; each only when something is missing."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

import django
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from common.garbage import search_less_often
from common.one_command.options import ROOT
from common.one_command.terminal import Refusal, say

DEMO_ADMIN = "admin@example.com"


def prepare_site(running: ExitStack) -> None:
    """Load Django; collect static files in a process beside the migrations; load the demo content once.

    Raises:
        Refusal: the static files can't be collected.
    """
    search_less_often()
    django.setup()
    wanted = static_fingerprint()
    collecting = start_collecting(running) if wanted != collected_fingerprint() else None
    migrate()
    load_demo()
    if collecting is not None:
        if collecting.wait() != 0:
            raise Refusal("The static files could not be collected: see above.")
        fingerprint_file().write_text(wanted)


def migrate() -> None:
    """Apply the migrations that are missing."""
    executor = MigrationExecutor(connection)
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if missing:
        say(f"Applying {len(missing)} migrations")
        call_command("migrate", interactive=False, verbosity=0)


def load_demo() -> None:
    """Load the demo content unless it is there; it comes whole or not at all."""
    if get_user_model().objects.filter(email=DEMO_ADMIN).exists():
        return
    say("Loading the demo content")
    call_command("load_demo")


def start_collecting(running: ExitStack) -> subprocess.Popen[bytes]:
    """Start collecting static files; the process ends with the run."""
    say("Collecting static files")
    process = subprocess.Popen(
        [sys.executable, ROOT / "manage.py", "collectstatic", "--noinput", "--clear", "--verbosity=0"],
        cwd=ROOT,
    )
    running.callback(process.wait)
    running.callback(process.kill)
    return process


def fingerprint_file() -> Path:
    return settings.DATA_DIR / "static.stamp"


def collected_fingerprint() -> str:
    """Return what was collected last, or nothing."""
    file = fingerprint_file()
    return file.read_text() if file.exists() and settings.STATIC_ROOT.exists() else ""


def static_fingerprint() -> str:
    """Return what identifies all static files as they are now: their names, sizes and times."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            facts = Path(storage.path(name)).stat()
            digest.update(f"{name}\0{facts.st_size}\0{facts.st_mtime_ns}\n".encode())
    return digest.hexdigest()
