"""Liveness asks for nothing; readiness names what fails and tells no secret."""

from __future__ import annotations

import json

import pytest
from django.test import RequestFactory

from common import health


def ask(view, method="get"):
    return view(getattr(RequestFactory(), method)("/"))


def test_alive_without_a_database():
    assert ask(health.healthz).content == b"ok\n"


@pytest.mark.django_db
def test_ready_when_everything_works():
    answer = ask(health.readyz)
    assert answer.status_code == 200
    assert json.loads(answer.content) == {"ready": True, "database": "ok", "migrations": "ok", "cache": "ok"}


@pytest.mark.parametrize("name", ["database", "migrations", "cache"])
def test_not_ready_names_what_fails_and_nothing_else(name, monkeypatch, caplog):
    def fails() -> None:
        raise ConnectionError("postgres://tavern:secret@db refused")

    checks = dict.fromkeys(health.CHECKS, lambda: None) | {name: fails}
    monkeypatch.setattr(health, "CHECKS", checks)
    answer = ask(health.readyz)
    assert answer.status_code == 503
    assert json.loads(answer.content)[name] == "failing"
    assert b"secret" not in answer.content
    assert "secret" in caplog.text


@pytest.mark.django_db
def test_a_missing_migration_is_not_ready(monkeypatch):
    health.check_migrations.cache_clear()
    monkeypatch.setattr(
        health.MigrationExecutor, "migration_plan", lambda self, targets: [("0002_more", False)]
    )
    with pytest.raises(health.NotReady, match="0002_more"):
        health.check_migrations()


def test_a_forgetful_cache_is_not_ready(monkeypatch):
    monkeypatch.setattr(health.cache, "get", lambda key: None)
    with pytest.raises(health.NotReady):
        health.check_cache()


@pytest.mark.parametrize("view", [health.healthz, health.readyz])
def test_only_reading_is_allowed(view):
    assert ask(view, "post").status_code == 405
