"""The site's one process: a database beside it; migrations, demo content, worker, beat and server in it."""

from __future__ import annotations

import os
import sys
import time
from contextlib import ExitStack

from common.embedded_postgres import DatabaseUnavailable, EmbeddedPostgres
from common.one_command.options import ROOT, UNHEARD, Options, read_options
from common.one_command.signals import ignore_signals, stop_on_signals
from common.one_command.terminal import Refusal, say

ACCOUNTS = ("admin", "moderator", "editor", "author", "player")
PASSWORD = "tavern-demo"  # noqa: S105 (public, for the demo accounts alone)


def main() -> None:
    """Run until a signal; then stop everything in the opposite order of starting it."""
    stop_on_signals()
    with ExitStack() as running:
        code = 0
        try:
            run(read_options(), running)
        except KeyboardInterrupt:
            pass
        except (Refusal, DatabaseUnavailable) as refusal:
            print(refusal, file=sys.stderr, flush=True)
            code = 1
        ignore_signals()
        say("Stopping")
    say("Stopped.")
    # Idle threads of the worker's pool would hold a normal exit up.
    os._exit(code)


def run(options: Options, running: ExitStack) -> None:
    """Bring everything up, say where it is, and serve.

    Raises:
        Refusal, DatabaseUnavailable: a part can't start.
    """
    started = time.monotonic()
    configure(options)
    start_database(options, running)

    # Only now: importing these loads Django, which needs the database's address.
    from common.one_command import background, prepare, web

    prepare.prepare_site(running)
    background.start_worker_and_beat(running)
    server = web.open_server(options, running)
    say(f"Ready in {time.monotonic() - started:.1f} s")
    greet(options)
    server.run()


def configure(options: Options) -> None:
    """Set what the settings read; of the caller's environment they hear what `options` names, and no more."""
    sys.path.insert(0, str(ROOT / "site"))
    for name in UNHEARD:
        os.environ.pop(name, None)
    os.environ.update(
        DJANGO_SETTINGS_MODULE="config.settings.dev",
        DATA_DIR=str(options.data_dir),
        BASE_URL=options.url,
        REDIS_URL="",
        CELERY_BROKER_URL="memory://here",
        # The server loads and so checks the same code a moment later.
        CELERY_SKIP_CHECKS="1",
    )


def start_database(options: Options, running: ExitStack) -> None:
    """Start the embedded PostgreSQL, unless DATABASE_URL names another."""
    if os.environ.get("DATABASE_URL"):
        say("Database: the one that DATABASE_URL names")
        return
    say("Starting PostgreSQL")
    server = running.enter_context(EmbeddedPostgres(options.data_dir))
    os.environ["DATABASE_URL"] = server.url


def greet(options: Options) -> None:
    """Print the address and the demo accounts."""
    say(f"\nTavern is open: {options.url}/\n")
    say(f"  Sign in at {options.url}/accounts/login/ with the password {PASSWORD} as")
    for name in ACCOUNTS:
        say(f"    {name}@example.com")
    say(f"  Letters: {options.url}/dev/mail/   CMS: {options.url}/cms/   API: {options.url}/api/v1/docs/")
    say(f"  Data: {options.data_dir}   Stop: Ctrl-C\n")


if __name__ == "__main__":
    main()
