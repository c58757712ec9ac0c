"""`python -m benchmarks [--small] [names…]`: run the suites on a database of their own and print figures."""

from __future__ import annotations

import argparse
import os
import pkgutil
import sys
import tempfile
from contextlib import ExitStack
from importlib import import_module
from pathlib import Path

from benchmarks import suites
from common.embedded_postgres import EmbeddedPostgres
from common.garbage import search_less_often

ROOT = Path(__file__).resolve().parents[1]


def main() -> None:
    """Run the named suites, all by default; warnings and logs go to stderr, figures to stdout."""
    known = [module.name for module in pkgutil.iter_modules(suites.__path__)]
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="name", help=f"of {', '.join(known)}; all by default")
    parser.add_argument("--small", action="store_true", help="the size that CI runs")
    chosen = parser.parse_args()
    if unknown := set(chosen.names) - set(known):
        parser.error(f"there is no suite called {', '.join(sorted(unknown))}")
    with ExitStack() as running:
        prepare(running)
        for name in chosen.names or known:
            for figure in import_module(f"benchmarks.suites.{name}").run(small=chosen.small):
                print(figure, flush=True)  # noqa: T201 (this is the answer)


def prepare(running: ExitStack) -> None:
    """Make an empty, migrated database and load Django as production runs it, but for TLS and mail."""
    folder = Path(running.enter_context(tempfile.TemporaryDirectory(prefix="tavern-bench-")))
    (folder / "static").mkdir()
    # As safe as in production: throwaway settings would flatter every figure.
    server = running.enter_context(EmbeddedPostgres(folder))
    os.environ.update(
        DATABASE_URL=server.url, DATA_DIR=str(folder), DJANGO_SETTINGS_MODULE="config.settings.dev"
    )
    sys.path.insert(0, str(ROOT / "site"))
    import django
    from django.core.management import call_command

    search_less_often()
    django.setup()
    call_command("migrate", interactive=False, verbosity=0)


if __name__ == "__main__":
    main()
