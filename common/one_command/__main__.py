"""Checks what can be checked at once, makes the environment, then becomes the site's own process."""

from __future__ import annotations

import os
import sys

from common.one_command.environment import PYTHON, ensure_environment
from common.one_command.options import ROOT, check_options, read_options
from common.one_command.signals import stop_on_signals, stop_with_parent
from common.one_command.terminal import Refusal


def main() -> None:
    """Prepare and hand over; the process stays the same, so whoever started it can stop it."""
    stop_on_signals()
    stop_with_parent()
    os.chdir(ROOT)
    try:
        check_options(read_options())
        ensure_environment("run")
    except Refusal as refusal:
        sys.exit(str(refusal))
    except KeyboardInterrupt:
        sys.exit("Stopped.")
    os.execv(PYTHON, [str(PYTHON), "-m", "common.one_command.serve"])  # noqa: S606 (our own Python)


if __name__ == "__main__":
    main()
