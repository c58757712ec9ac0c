"""The repository agrees with itself: versions, sizes, templates, secrets, names that browsers see."""

from __future__ import annotations

import ast
import re
import statistics
import subprocess
from pathlib import Path

import pytest
from django.core.management import call_command

from ads.models import Category

ROOT = Path(__file__).resolve().parents[1]
LONGEST_MODULE = 300
LONGEST_FUNCTION = 40
MEDIAN_MODULE = 65
BINARY = {".ico", ".jpg", ".mo", ".mp4", ".png", ".webp", ".woff2"}


def tracked() -> list[Path]:
    """Every file of the repository that exists."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    ).stdout.decode()
    return [path for name in listed.split("\0") if name and (path := ROOT / name).is_file()]


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


FILES = tracked()
MODULES = [path for path in FILES if path.suffix == ".py" and "migrations" not in path.parts]
TEXTS = [path for path in FILES if path.suffix not in BINARY and "dist" not in path.parts]


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def test_modules_stay_short():
    lengths = {name_of(path): len(path.read_text().splitlines()) for path in MODULES}
    assert {name: length for name, length in lengths.items() if length > LONGEST_MODULE} == {}
    assert statistics.median(lengths.values()) <= MEDIAN_MODULE


def functions() -> list[tuple[str, ast.FunctionDef]]:
    return [
        (f"{name_of(path)}:{node.lineno} {node.name}", node)
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]


def test_functions_stay_short():
    long = [name for name, node in functions() if (node.end_lineno or 0) - node.lineno + 1 > LONGEST_FUNCTION]
    assert long == []


def test_nothing_is_left_open():
    marks = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
    left = [
        name_of(path)
        for path in TEXTS
        if path != Path(__file__) and marks.search(path.read_text(errors="replace"))
    ]
    assert [name for name in left if not name.endswith("package-lock.json")] == []


def test_no_file_names_a_folder_of_one_machine():
    machine = re.compile(r"(?<![\w./-])/(root|work|farm|Users)/[\w-]")
    assert [name_of(path) for path in TEXTS if machine.search(path.read_text(errors="replace"))] == []


@pytest.mark.parametrize(
    "pattern",
    [
        pytest.param(r"-----BEGIN [A-Z ]*PRIVATE KEY", id="private key"),
        pytest.param(r"\bAKIA[0-9A-Z]{16}\b", id="cloud key"),
        pytest.param(r"\bgh[pousr]_[A-Za-z0-9]{36}\b", id="repository token"),
    ],
)
def test_no_secret_is_kept_here(pattern):
    assert [name_of(path) for path in TEXTS if re.search(pattern, path.read_text(errors="replace"))] == []


def test_production_settings_hold_no_secret():
    settings = (ROOT / "site" / "config" / "settings" / "production.py").read_text()
    assert 'SECRET_KEY = required("SECRET_KEY"' in settings
    example = (ROOT / "deploy" / "environment.example").read_text()
    assert re.findall(r"^(?:SECRET_KEY|\w*(?:PASSWORD|_KEY))=(.+)$", example, re.MULTILINE) == []


def test_direct_requirements_are_pinned_and_say_why():
    for file in ("requirements.txt", "requirements-run.txt", "requirements-dev.txt"):
        for line in (ROOT / file).read_text().splitlines():
            if line and not line.startswith(("#", "-")):
                assert re.fullmatch(r"[\w.-]+(\[[\w,-]+\])?==[\w.]+ +# \S.*", line), line


def test_constraints_pin_every_direct_requirement_to_the_same_version():
    def versions(file: str) -> dict[str, str]:
        found = re.findall(r"^([\w.-]+)(?:\[[\w,-]+\])?==([\w.]+)", (ROOT / file).read_text(), re.MULTILINE)
        return {re.sub(r"[-_.]+", "-", name).lower(): version for name, version in found}

    constraints = versions("constraints.txt")
    for file in ("requirements.txt", "requirements-run.txt", "requirements-dev.txt"):
        for name, version in versions(file).items():
            assert constraints.get(name) == version, name


def test_every_template_is_used():
    folder = ROOT / "templates"
    sources = "\n".join(path.read_text() for path in FILES if path.suffix in {".py", ".html", ".txt"})
    # Found by name: error pages by Django, overrides by the package whose template they replace.
    given = re.compile(
        r"^(4\d\d\w*|500)\.html$|^(allauth|account|mfa|usersessions|wagtailadmin|wagtailusers|modeladmin)/"
    )
    unused = []
    for path in sorted(folder.rglob("*")):
        name = str(path.relative_to(folder))
        if path.is_dir() or given.match(name) or name.startswith("emails/"):
            continue
        chosen_by_name = f"{Path(name).parent}/{{" in sources
        if name not in sources and not chosen_by_name:
            unused.append(name)
    assert unused == []


def test_every_class_of_the_styles_is_used():
    written = [path for path in FILES if path.suffix in {".html", ".py", ".ts", ".tsx"}]
    words = set(re.findall(r"[A-Za-z][\w-]*", "\n".join(path.read_text() for path in written)))
    words |= {f"of-{category.replace('_', '-')}" for category in Category.values}
    unused = []
    for path in sorted((ROOT / "frontend" / "src").rglob("*.css")):
        selectors = re.sub(r"/\*.*?\*/|\{[^{}]*\}", "{}", path.read_text(), flags=re.DOTALL)
        names = set(re.findall(r"\.([a-zA-Z][\w-]*)", selectors))
        # CKEditor's own markup.
        unused += [f"{path.name}: {name}" for name in sorted(names - words) if not name.startswith("ck-")]
    assert unused == []


def test_every_letter_has_its_three_parts_and_is_sent():
    folder = ROOT / "templates" / "emails"
    sources = "\n".join(path.read_text() for path in MODULES)
    for subject in folder.rglob("*.subject.txt"):
        letter = str(subject.relative_to(folder)).removesuffix(".subject.txt")
        assert (folder / f"{letter}.body.txt").exists(), letter
        assert (folder / f"{letter}.body.html").exists(), letter
        assert letter.rpartition("/")[2] in sources, letter


def test_no_address_offends_an_ad_blocker():
    from django.urls import get_resolver

    def patterns(resolver, prefix=""):
        for item in resolver.url_patterns:
            here = prefix + re.sub(r"<[^>]*>", "", str(item.pattern))
            if hasattr(item, "url_patterns"):
                yield from patterns(item, here)
            else:
                yield here

    word = re.compile(r"(?<![a-z])(ads?|adverts?|banner|promo)(?![a-z])", re.IGNORECASE)
    assert [pattern for pattern in patterns(get_resolver()) if word.search(pattern)] == []


def test_the_frames_that_pages_may_show_are_those_of_the_known_video_hosts(settings):
    videos = (ROOT / "content" / "videos.py").read_text()
    assert [host for host in settings.VIDEO_FRAME_HOSTS if host not in videos] == []


def test_tests_that_commit_put_the_migrations_rows_back():
    forgetful = [
        name_of(path)
        for path in MODULES
        for line in path.read_text().splitlines()
        if "transaction=" + "True" in line and "serialized_rollback=True" not in line
    ]
    assert forgetful == [], "mark them django_db(transaction, serialized_rollback)"


DOCUMENTS = [path for path in FILES if path.suffix == ".md" and "frontend" not in path.parts]
REQUIREMENTS = sorted(ROOT.glob("requirements*.txt"))


def is_there(name: str, *, beside: Path = ROOT) -> bool:
    """Whether a file or folder is there, a template's by its own name too; `docs/adr/0012` is a beginning."""
    names = (f"{name.rstrip('/')}{end}" for end in ("", "*"))
    folders = (ROOT, ROOT / "templates", beside)
    return any(found for name in names for folder in folders for found in folder.glob(name))


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_the_documents_name_files_that_are_there(document):
    text = document.read_text()
    # An ADR tells what was decided then, of files that may be gone by now; its links work all the same.
    named = [] if "adr" in document.parts else re.findall(r"`(\.?[a-z_]+/[\w./-]*)`", text)
    missing = [name for name in named if not is_there(name, beside=document.parent)]
    # A run makes the first, an operator the second.
    assert set(missing) - {".data/", "backup/"} == set()
    linked = re.findall(r"\]\((?!\w+:)([^)#]+)", text)
    assert [link for link in linked if not (document.parent / link).exists()] == []


@pytest.mark.parametrize("requirements", REQUIREMENTS, ids=name_of)
def test_the_reasons_of_requirements_name_files_that_are_there(requirements):
    reasons = "\n".join(line.partition("#")[2] for line in requirements.read_text().splitlines())
    named = re.findall(r"\b(?:[a-z_]+/)+[\w.-]*\b", reasons)
    assert [name for name in named if not is_there(name)] == []


def test_a_name_of_nothing_is_seen():
    assert is_there("common/embedded_postgres/")
    assert is_there("docs/adr/0012")
    assert not is_there("common/embedded_postgres.py")
