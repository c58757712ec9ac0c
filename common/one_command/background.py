"""Celery's worker and beat as threads of the site's process, on the in-memory broker."""

from __future__ import annotations

from contextlib import ExitStack
from threading import Thread

from celery import Celery
from celery.app import app_or_default
from celery.beat import Scheduler, Service
from celery.platforms import EX_OK
from celery.worker import state

STOP_SECONDS = 10
WORKER_THREADS = 2


def start_worker_and_beat(running: ExitStack) -> None:
    """Start both; `running` stops beat first, then lets the worker finish what it has in hand."""
    app = app_or_default()
    app.conf.broker_transport_options = {"polling_interval": 0.1}
    start_worker(app, running)
    start_beat(app, running)


def start_worker(app: Celery, running: ExitStack) -> None:
    worker = app.WorkController(
        pool="threads",
        concurrency=WORKER_THREADS,
        without_gossip=True,
        without_mingle=True,
        without_heartbeat=True,
    )
    thread = Thread(target=worker.start, name="worker", daemon=True)
    thread.start()

    def stop() -> None:
        state.should_stop = EX_OK  # type: ignore[assignment]  # celery: None goes on, a status stops
        thread.join(STOP_SECONDS)

    running.callback(stop)


def start_beat(app: Celery, running: ExitStack) -> None:
    # In memory: what must happen at a time of day is a crontab entry, the rest recurs within the hour.
    beat = Service(app, max_interval=1, scheduler_cls=Scheduler)
    thread = Thread(target=beat.start, name="beat", daemon=True)
    thread.start()

    def stop() -> None:
        beat.stop()
        thread.join(STOP_SECONDS)

    running.callback(stop)
