"""How heavy the built front end is: the graph of Vite's manifest from a page's entries on, compressed."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
DIST = ROOT / "static" / "dist"

EVERY_PAGE = ("src/theme.ts", "src/site/main.ts")
# The editor's entry imports the rest of itself at once, Russian words included.
WRITING_PAGE = (*EVERY_PAGE, "src/editor/main.tsx")

INBOX = (*EVERY_PAGE, "src/inbox/main.tsx")

WRITING_LIMIT = 350.0  # kB
INBOX_LIMIT = 120.0  # kB
PUBLIC_LIMIT = 60.0  # kB


def writing_page() -> float:
    """Return what the writing page loads, in kB of compressed JavaScript and CSS."""
    return _kilobytes(_files_of(WRITING_PAGE))


def inbox() -> float:
    """Return what the inbox loads, in kB of compressed JavaScript and CSS."""
    return _kilobytes(_files_of(INBOX) | set((ROOT / "responses" / "static").rglob("*.css")))


def heaviest_public_page() -> float:
    """Return what a public page loads at most: what every page does, and the style sheets of all apps."""
    return _kilobytes(_files_of(EVERY_PAGE) | set(ROOT.glob("*/static/*/*.css")))


def _kilobytes(files: Iterable[Path]) -> float:
    return sum(len(gzip.compress(file.read_bytes(), mtime=0)) for file in files) / 1000


def _files_of(entries: Iterable[str]) -> set[Path]:
    """Return the files that the entries load, at once or by a dynamic import."""
    manifest: dict[str, dict[str, Any]] = json.loads((DIST / ".vite" / "manifest.json").read_text())
    waiting, seen = list(entries), set[str]()
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            waiting += [*manifest[name].get("imports", ()), *manifest[name].get("dynamicImports", ())]
    files = {file for name in seen for file in (manifest[name]["file"], *manifest[name].get("css", ()))}
    return {DIST / file for file in files}
