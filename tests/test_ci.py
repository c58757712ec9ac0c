"""CI can't be green because it left something out."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def place(tmp_path) -> Path:
    """A repository whose commands all succeed, but where no service answers."""
    (tmp_path / ".ci").mkdir()
    shutil.copy(ROOT / ".ci" / "run", tmp_path / ".ci" / "run")
    for name, status in (("bin/make", 0), ("bin/xgettext", 0), (".venv/bin/python", 1)):
        program = tmp_path / name
        program.parent.mkdir(parents=True, exist_ok=True)
        program.write_text(f"#!/bin/sh\nexit {status}\n")
        program.chmod(0o755)
    return tmp_path


def run(place: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": f"{place / 'bin'}{os.pathsep}{os.environ['PATH']}"} | variables
    return subprocess.run(
        [place / ".ci" / "run"], env=environment, capture_output=True, text=True, check=False
    )


def test_without_services_ci_fails_and_says_what_to_do(place):
    answer = run(place)
    assert answer.returncode == 1
    assert "CI_WITHOUT_SERVICES=1" in answer.stdout
    assert "== Lint" not in answer.stdout


def test_whoever_leaves_the_services_out_says_so(place):
    answer = run(place, CI_WITHOUT_SERVICES="1")
    assert answer.returncode == 0
    assert "NOT RUN on real services" in answer.stdout
    assert "== Faults" in answer.stdout


def test_with_services_the_suite_runs_on_them(place):
    (place / ".venv" / "bin" / "python").write_text("#!/bin/sh\nexit 0\n")
    answer = run(place)
    assert answer.returncode == 0
    assert "== The suite on real services" in answer.stdout
