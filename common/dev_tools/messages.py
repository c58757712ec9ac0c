"""The catalogues of texts: collected from the code, compiled without GNU gettext, checked for gaps.

`collect` needs GNU gettext's xgettext; `compile` and `check` need nothing, so the compiled catalogues are
committed and a stranger's machine compiles nothing.
"""

from __future__ import annotations

import io
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[2]
LOCALE = ROOT / "locale"
LANGUAGE = "ru"
IGNORED = (
    ".venv",
    ".data",
    ".cache",
    "node_modules",
    "static",
    "tests",
    "benchmarks",
    "conftest.py",
    "*/tests/*",
)


def main() -> None:
    match sys.argv[1:]:
        case [] | ["collect"]:
            if not shutil.which("xgettext"):
                sys.exit("Collecting texts needs GNU gettext: apt install gettext.")
            collect(LOCALE)
            compile_catalogue()
        case ["compile"]:
            compile_catalogue()
        case ["check"]:
            complaints = [*gaps(), *stale_compilation(), *uncollected()]
            if complaints:
                sys.exit("\n".join(complaints))
        case _:
            sys.exit("usage: python -m common.dev_tools.messages collect|compile|check")


def catalogue_file(locale: Path = LOCALE) -> Path:
    return locale / LANGUAGE / "LC_MESSAGES" / "django.po"


def read_catalogue(locale: Path = LOCALE) -> Catalog:
    with catalogue_file(locale).open("rb") as file:
        return read_po(file, locale=LANGUAGE)


def collect(locale: Path) -> None:
    """Bring the catalogue in `locale` up to date with the code."""
    sys.path[:0] = [str(ROOT / "site"), str(ROOT)]
    os.chdir(ROOT)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    import django
    from django.conf import settings
    from django.core.management import call_command

    settings.LOCALE_PATHS = [locale]
    django.setup()
    catalogue_file(locale).parent.mkdir(parents=True, exist_ok=True)
    call_command(
        "makemessages",
        locale=[LANGUAGE],
        ignore_patterns=list(IGNORED),
        no_location=True,
        no_obsolete=True,
        no_wrap=True,
        verbosity=0,
    )


def compiled() -> bytes:
    """Return the compiled catalogue, the same bytes for the same texts."""
    result = io.BytesIO()
    write_mo(result, read_catalogue())
    return result.getvalue()


def compile_catalogue() -> None:
    catalogue_file().with_suffix(".mo").write_bytes(compiled())


def gaps() -> Iterator[str]:
    """Yield the texts that have no translation, not all plural forms, or only a guessed one."""
    catalogue = read_catalogue()
    for message in catalogue:
        forms = message.string if isinstance(message.string, tuple | list) else [message.string]
        if message.id and (message.fuzzy or not all(forms) or (message.pluralizable and len(forms) < 3)):
            text = message.id[0] if isinstance(message.id, tuple | list) else message.id
            yield f"no Russian for: {text}"


def stale_compilation() -> Iterator[str]:
    if catalogue_file().with_suffix(".mo").read_bytes() != compiled():
        yield "django.mo is not what django.po compiles to: run python -m common.dev_tools.messages compile"


def uncollected() -> Iterator[str]:
    """Yield the texts of the code that the catalogue lacks, and its texts that the code lacks."""
    if not shutil.which("xgettext"):
        print("GNU gettext is not here: not checked whether the catalogue holds every text")
        return
    with tempfile.TemporaryDirectory() as folder:
        aside = catalogue_file(Path(folder))
        aside.parent.mkdir(parents=True)
        shutil.copy(catalogue_file(), aside)
        collect(Path(folder))
        fresh = identities(read_catalogue(Path(folder)))
    committed = identities(read_catalogue())
    for text in sorted(fresh - committed):
        yield f"not in the catalogue (run make messages): {text}"
    for text in sorted(committed - fresh):
        yield f"no longer in the code (run make messages): {text}"


def identities(catalogue: Catalog) -> set[str]:
    return {f"{message.context or ''}|{message.id}" for message in catalogue if message.id}


if __name__ == "__main__":
    main()
