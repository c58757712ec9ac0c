"""`make lint`: every check in turn; all of them run, whatever the first one says."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PYTHON = sys.executable
LINT_IMPORTS = "from importlinter.cli import lint_imports_command; lint_imports_command()"
CHECKS: dict[str, list[str]] = {
    "style": [PYTHON, "-m", "ruff", "check", "--quiet", "."],
    "format": [PYTHON, "-m", "ruff", "format", "--check", "--quiet", "."],
    "types": [PYTHON, "-m", "mypy", "."],
    "layers": [PYTHON, "-c", LINT_IMPORTS],
    "templates": [PYTHON, "-m", "djlint", "templates", "--lint", "--quiet"],
    "migrations": [PYTHON, "-W", "ignore", "manage.py", "makemigrations", "--check", "--dry-run"],
    "translations": [PYTHON, "-m", "common.dev_tools.messages", "check"],
    "front-end build": [PYTHON, "-m", "common.dev_tools.frontend", "check"],
}


def main() -> None:
    """Run the checks, or those that are named; end with an error when one failed."""
    names = sys.argv[1:] or list(CHECKS)
    failed = [name for name in names if not passes(name)]
    if failed:
        sys.exit("Failed: " + ", ".join(failed))


def passes(name: str) -> bool:
    """Run one check; its output is shown only when it fails."""
    started = time.monotonic()
    environment = os.environ | {"PYTHONPATH": f"{ROOT / 'site'}{os.pathsep}{ROOT}"}
    result = subprocess.run(
        CHECKS[name],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    passed = result.returncode == 0
    print(f"{'ok  ' if passed else 'FAIL'} {name} ({time.monotonic() - started:.0f} s)", flush=True)
    if not passed:
        print(result.stdout, flush=True)
    return passed


if __name__ == "__main__":
    main()
