"""Beat shows that it lives."""

import os

import pytest
from celery import Celery
from django.conf import settings
from django.utils.module_loading import import_string

from common.heartbeat import BeatingScheduler


def test_each_look_at_the_schedule_touches_the_file(tmp_path):
    scheduler = BeatingScheduler(
        app=Celery(broker="memory://", set_as_current=False), schedule_filename=str(tmp_path / "beat")
    )
    alive = tmp_path / "beat.alive"
    assert not alive.exists()
    scheduler.tick()
    os.utime(alive, (0, 0))
    scheduler.tick()
    assert alive.stat().st_mtime > 0
    scheduler.close()


def test_a_schedule_that_cant_be_worked_off_touches_nothing(tmp_path, monkeypatch):
    scheduler = BeatingScheduler(
        app=Celery(broker="memory://", set_as_current=False), schedule_filename=str(tmp_path / "beat")
    )
    monkeypatch.setattr(scheduler, "populate_heap", lambda *_arguments: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        scheduler.tick()
    assert not (tmp_path / "beat.alive").exists()
    scheduler.close()


def test_the_site_runs_beat_with_it():
    assert import_string(settings.CELERY_BEAT_SCHEDULER) is BeatingScheduler
