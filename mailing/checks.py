"""What is wrong with the mail's settings is said at the start, not by the first letter that can't go."""

from __future__ import annotations

from collections.abc import Sequence

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error
from django.core.exceptions import ImproperlyConfigured

from mailing.transports import open_transport


def check_transport(app_configs: Sequence[AppConfig] | None, **_: object) -> list[CheckMessage]:
    """Open the transport that the settings name, which connects to nothing yet."""
    try:
        open_transport().close()
    except ImproperlyConfigured as error:
        return [Error(str(error), id="mailing.E001")]
    return []
