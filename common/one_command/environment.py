"""The virtual environment in .venv: made once, filled anew only when the pinned requirements change.

`python -m common.one_command.environment run|dev` makes it so.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from common.one_command.options import ROOT
from common.one_command.terminal import Refusal, say

VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
# What each kind installs; "dev" holds everything that "run" does.
REQUIREMENTS = {"run": "requirements-run.txt", "dev": "requirements-dev.txt"}
PINS = ("requirements.txt", "requirements-run.txt", "requirements-dev.txt", "constraints.txt")
# Callers' settings that would make pip install elsewhere or Python look elsewhere.
FOREIGN_VARIABLES = (
    "PIP_USER",
    "PIP_TARGET",
    "PIP_PREFIX",
    "PIP_REQUIRE_VIRTUALENV",
    "PYTHONDONTWRITEBYTECODE",
    "PYTHONHOME",
    "PYTHONPATH",
    "VIRTUAL_ENV",
    "DJANGO_SETTINGS_MODULE",
)


def ensure_environment(kind: str) -> None:
    """Make .venv hold what `kind` ("run" or "dev") needs.

    Raises:
        Refusal: it can't be made or filled.
    """
    for name in FOREIGN_VARIABLES:
        os.environ.pop(name, None)
    try:
        with locked():
            if not works():
                make()
            if kind not in installed():
                install(kind)
    except OSError as error:
        raise Refusal(f"{VENV} can't be written ({error.strerror}): delete it, or make it yours.") from error


@contextmanager
def locked() -> Iterator[None]:
    """Let one process at a time work on the environment."""
    folder = ROOT / ".cache"
    folder.mkdir(exist_ok=True)
    with (folder / "environment.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def works() -> bool:
    """Whether the environment's Python starts and has pip (the Python that it was made from may be gone)."""
    try:
        subprocess.run([PYTHON, "-c", "import pip"], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        return False
    return True


def make() -> None:
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    say(f"Making .venv with Python {version}")
    shutil.rmtree(VENV, ignore_errors=True)
    result = subprocess.run([sys.executable, "-m", "venv", VENV], check=False)
    if result.returncode != 0:
        raise Refusal(f"Python {version} can't make {VENV}: see above.")


def stamp(kind: str) -> Path:
    return VENV / f"installed-{kind}"


def pins() -> str:
    """Return what identifies the requirements as they are pinned now."""
    texts = (ROOT / name for name in PINS)
    return hashlib.sha256(b"\0".join(text.read_bytes() for text in texts)).hexdigest()


def installed() -> set[str]:
    """Return the kinds whose present requirements are in the environment."""
    now = pins()
    kinds = {kind for kind in REQUIREMENTS if stamp(kind).exists() and stamp(kind).read_text() == now}
    return kinds | {"run"} if "dev" in kinds else kinds


def install(kind: str) -> None:
    say(f"Installing {REQUIREMENTS[kind]} (the first time takes about half a minute)")
    started = time.monotonic()
    quietly = ["-qq", "--disable-pip-version-check", "--no-input", "--no-warn-script-location"]
    # Modules are compiled when they are first imported; most never are.
    result = subprocess.run(
        [PYTHON, "-m", "pip", "install", *quietly, "--no-compile", "-r", ROOT / REQUIREMENTS[kind]],
        check=False,
    )
    if result.returncode != 0:
        raise Refusal(
            "pip could not install the requirements (see above): check the network and run this again."
        )
    stamp(kind).write_text(pins())
    say(f"Installed in {time.monotonic() - started:.0f} s")


if __name__ == "__main__":
    try:
        ensure_environment(sys.argv[1])
    except Refusal as refusal:
        sys.exit(str(refusal))
