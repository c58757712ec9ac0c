"""What the tests of the board share."""

import pytest
from django.core.cache import cache

from ads.models import LevelRange, PlayHours, Server


@pytest.fixture
def choices():
    Server.objects.create(name="Северный тракт", sort_order=0)
    Server.objects.create(name="Южный тракт", sort_order=1)
    LevelRange.objects.create(name="60–70", sort_order=0)
    for order, name in enumerate(("будни вечером", "ночью")):
        PlayHours.objects.create(name=name, sort_order=order)
    cache.clear()
