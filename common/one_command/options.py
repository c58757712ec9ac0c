"""What the run takes from its environment, and what must hold before it does anything long."""

from __future__ import annotations

import os
import shutil
import socket
import tempfile
from dataclasses import dataclass
from pathlib import Path

from common.one_command.terminal import Refusal

ROOT = Path(__file__).resolve().parents[2]
HOST = "127.0.0.1"
MEGABYTE = 1024 * 1024
FIRST_START_MEGABYTES = 400
LATER_START_MEGABYTES = 50

# What the settings hear of the caller's environment: README.md says so of the first ones.
HEARD = (
    "UNDO_SECONDS",
    "TAVERN_LIMITS",
    "STAFF_SECOND_FACTOR",
    "SIGN_UP_SECONDS",
    "DATABASE_URL",
    "DEBUG",
    "SECRET_KEY",
)
# What they don't, as it speaks of production: a run must not write into its bucket.
UNHEARD = (
    "ALLOWED_HOSTS",
    "BOUNCES_IMAP_URL",
    "BOUNCES_MAILDIR",
    "DEFAULT_FROM_EMAIL",
    "MAIL_RETENTION_DAYS",
    "MAIL_SUSPEND_AFTER",
    "MAIL_SUSPEND_DAYS",
    "MEDIA_S3_ACCESS_KEY",
    "MEDIA_S3_BUCKET",
    "MEDIA_S3_ENDPOINT",
    "MEDIA_S3_REGION",
    "MEDIA_S3_SECRET_KEY",
    "MODERATORS_EMAIL",
    "NOTIFICATIONS_KEPT_DAYS",
    "NOTIFICATION_LETTERS_PER_DAY",
    "PAGE_CACHE_SECONDS",
    "REGRET_DAYS",
    "SMTP_TIMEOUT",
    "SMTP_URL",
    "TRUSTED_PROXY_HEADER",
)


@dataclass(frozen=True)
class Options:
    """Where to listen and where to keep data."""

    port: int
    data_dir: Path

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self.port}"


def read_options() -> Options:
    """Read PORT and DATA_DIR.

    Raises:
        Refusal: PORT is no port.
    """
    text = os.environ.get("PORT") or "8000"
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 65536):
        raise Refusal(f"PORT must be a number from 1 to 65535, not {text!r}.")
    folder = Path(os.environ.get("DATA_DIR") or ".data").expanduser()
    return Options(int(text), folder if folder.is_absolute() else ROOT / folder)


def check_options(options: Options) -> None:
    """Check that the port is free and the data folder can be written.

    Raises:
        Refusal: something is in the way.
    """
    check_port(options.port)
    check_folder(options.data_dir)


def check_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except PermissionError as error:
            raise Refusal(
                f"Port {port} needs root's rights: choose one above 1023, PORT=8001 make run."
            ) from error
        except OSError as error:
            raise Refusal(
                f"Port {port} is taken: stop what listens there, or choose another, "
                f"PORT={port % 65535 + 1} make run."
            ) from error


def check_folder(folder: Path) -> None:
    """Check that files can be made in the folder and that there is room for what a start writes."""
    needed = LATER_START_MEGABYTES if (folder / "postgres").exists() else FIRST_START_MEGABYTES
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=folder) as probe:
            probe.write(b"1")
        free = shutil.disk_usage(folder).free // MEGABYTE
    except OSError as error:
        raise Refusal(
            f"DATA_DIR can't be written ({folder}: {error.strerror}): set it to a folder of yours."
        ) from error
    if free < needed:
        raise Refusal(
            f"DATA_DIR has {free} MB free and needs {needed} ({folder}): free some, or set it elsewhere."
        )
