"""The database of the one-command run: starts anywhere, loses nothing, leaves nothing behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

import psycopg
import pytest

from common.embedded_postgres import DatabaseUnavailable, EmbeddedPostgres, account, binaries, leftovers

ROOT = Path(__file__).resolve().parents[2]
LAUNCHER = """
import sys
from pathlib import Path
from common.embedded_postgres import EmbeddedPostgres, account
if sys.argv[2] == "survive":
    account.STOP_WITH_PARENT = ()
server = EmbeddedPostgres(Path(sys.argv[1]))
server.start()
print(server.url, server.process.pid, flush=True)
sys.stdin.read()
"""


def connect(url: str) -> psycopg.Connection:
    parts = urlsplit(url)
    return psycopg.connect(
        host=unquote(parts.netloc.partition("@")[2]),
        user=parts.username,
        dbname=parts.path[1:],
        autocommit=True,
    )


def ask(url: str, query: str) -> tuple:
    with connect(url) as connection:
        return connection.execute(query).fetchone()


def launch(folder: Path, server: str = "die") -> tuple[subprocess.Popen, str, int]:
    """Start a launcher as a process; return it, the server's address and process."""
    launcher = subprocess.Popen(
        [sys.executable, "-c", LAUNCHER, str(folder), server],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    url, pid = launcher.stdout.readline().split()
    return launcher, url, int(pid)


def kill(process: subprocess.Popen) -> None:
    process.kill()
    process.wait()
    process.stdin.close()
    process.stdout.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with spaces and Cyrillic letters, below one that only its owner may enter."""
    path = tmp_path / "доска объявлений"
    path.mkdir(mode=0o700)
    return path / "data"


def test_it_knows_cyrillic_and_keeps_its_data(folder):
    with EmbeddedPostgres(folder) as server:
        with connect(server.url) as connection:
            connection.execute(
                "CREATE EXTENSION pg_trgm; CREATE EXTENSION unaccent; CREATE TABLE note (text text)"
            )
            connection.execute("INSERT INTO note VALUES ('ДРАКОН')")
        similarity, word = ask(
            server.url, "SELECT similarity('дрконов', 'драконов'), to_tsvector('russian', 'драконами')"
        )
        assert similarity > 0.3
        assert word == "'дракон':1"
    with EmbeddedPostgres(folder) as server:
        assert ask(server.url, "SELECT lower(text) FROM note") == ("дракон",)


def test_it_listens_on_no_port_and_leaves_no_socket(folder):
    with EmbeddedPostgres(folder) as server:
        assert ask(server.url, "SHOW listen_addresses") == ("",)
        sockets = server.socket_folder
        assert sockets.stat().st_mode & 0o077 == 0
    assert not sockets.exists()


def test_a_second_launcher_on_the_same_folder_is_told_so(folder):
    with EmbeddedPostgres(folder), pytest.raises(DatabaseUnavailable, match="already runs"):
        EmbeddedPostgres(folder).start()


@pytest.mark.parametrize("server", ["die", "survive"])
def test_a_killed_launcher_loses_nothing(folder, server):
    launcher, url, pid = launch(folder, server)
    with connect(url) as connection:
        connection.execute("CREATE TABLE note (text text); INSERT INTO note VALUES ('kept')")
    kill(launcher)
    sockets = Path((folder / "socket").read_text())
    with EmbeddedPostgres(folder) as server:
        assert server.process.pid != pid
        assert not sockets.exists()
        assert not leftovers.alive(pid)
        assert ask(server.url, "SELECT text FROM note") == ("kept",)


def test_a_killed_server_loses_nothing(folder):
    launcher, url, pid = launch(folder)
    with connect(url) as connection:
        connection.execute("CREATE TABLE note (text text); INSERT INTO note VALUES ('kept')")
    os.kill(pid, signal.SIGKILL)
    kill(launcher)
    with EmbeddedPostgres(folder) as server:
        assert ask(server.url, "SELECT text FROM note") == ("kept",)


def test_the_note_of_a_process_that_is_no_server_stops_nobody(folder):
    with EmbeddedPostgres(folder):
        pass
    bystander = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    (folder / "postgres" / "postmaster.pid").write_text(f"{bystander.pid}\n")
    with EmbeddedPostgres(folder) as server:
        assert ask(server.url, "SELECT 1") == (1,)
    assert bystander.poll() is None
    bystander.communicate(b"\n")


def test_an_interrupted_beginning_is_begun_again(folder):
    (folder / "postgres.new").mkdir(parents=True)
    (folder / "postgres.new" / "half").touch()
    with EmbeddedPostgres(folder) as server:
        assert ask(server.url, "SELECT 1") == (1,)


def test_data_of_another_version_is_refused_in_one_sentence(folder):
    (folder / "postgres").mkdir(parents=True)
    (folder / "postgres" / "PG_VERSION").write_text("12\n")
    with pytest.raises(DatabaseUnavailable, match="made by PostgreSQL 12"):
        EmbeddedPostgres(folder).start()


def test_a_machine_without_postgresql_is_told_what_to_do(folder, monkeypatch):
    monkeypatch.setattr(binaries, "candidates", lambda: iter([folder]))
    with pytest.raises(DatabaseUnavailable, match="set DATABASE_URL"):
        EmbeddedPostgres(folder).start()


def test_a_server_that_does_not_start_says_why(folder):
    server = EmbeddedPostgres(folder)
    server.settings = {"shared_buffers": "nonsense"}
    with pytest.raises(DatabaseUnavailable, match="shared_buffers"):
        server.start()
    assert server.process is None


def test_a_folder_that_can_not_be_used_is_named(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(DatabaseUnavailable, match="can't use"):
        EmbeddedPostgres(tmp_path / "file" / "data").start()


def test_root_hands_the_server_to_the_owner_of_the_data(monkeypatch, tmp_path):
    monkeypatch.setattr(account.os, "geteuid", lambda: 0)
    chosen = account.choose_account(tmp_path / "missing", tmp_path)
    assert chosen.uid not in (0, None)
    assert chosen.walled_off


def test_walled_off_without_setpriv_is_said_in_one_sentence(monkeypatch):
    monkeypatch.setattr(account, "find_setpriv", lambda: None)
    with pytest.raises(DatabaseUnavailable, match="ordinary"):
        account.ServerAccount(65534, 65534, walled_off=True).command("postgres")


def test_the_newest_postgresql_of_the_machine_is_a_fallback(monkeypatch):
    monkeypatch.setattr(binaries.importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr(binaries.shutil, "which", lambda name: "/opt/somewhere/bin/postgres")
    assert next(binaries.candidates()) == Path("/opt/somewhere/bin")
