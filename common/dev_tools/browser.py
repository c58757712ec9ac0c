"""The Chromium that drives the journeys: found, or installed where that is possible without asking."""

from __future__ import annotations

import functools
import os
import shutil
import subprocess

# Debian's build of Chromium without a window: a new page takes a third of the whole browser's time, which
# draws its own toolbar as a page, too.
HEADLESS = "chromium-headless-shell"
NAMES = (HEADLESS, "chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
BROWSER_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@functools.cache
def find_chromium() -> str | None:
    """Return the path of a Chromium or Chrome on this machine."""
    return next(filter(None, map(shutil.which, NAMES)), None)


def install_chromium() -> None:
    """Install Debian's Chromium when we are root and it is missing; else leave it."""
    if shutil.which(HEADLESS) or os.geteuid() != 0 or not shutil.which("apt-get"):
        return
    print("Installing Chromium for the browser journeys", flush=True)
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    commands = (
        ["apt-get", "update", "-qq"],
        ["apt-get", "install", "-qq", "--no-install-recommends", HEADLESS],
    )
    for command in commands:
        result = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        if result.returncode != 0:
            print(f"{' '.join(command)} failed: {result.stderr.strip()[-300:]}", flush=True)
            return


if __name__ == "__main__":
    install_chromium()
