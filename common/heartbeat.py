"""Beat's sign of life: a file whose time says when beat last looked at its schedule."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from celery.beat import PersistentScheduler


class BeatingScheduler(PersistentScheduler):
    """Celery's own scheduler, which touches `<schedule file>.alive`; docker-compose.yml looks at its age."""

    schedule_filename: str

    def tick(self, *arguments: Any, **options: Any) -> float:
        """Start what is due, as Celery does. A clock that hangs or has died touches nothing."""
        seconds: float = super().tick(*arguments, **options)
        Path(f"{self.schedule_filename}.alive").touch()
        return seconds
