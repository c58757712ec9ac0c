"""Cursors come back as they were given out; whatever else stands in their place is none."""

import base64
from datetime import UTC, datetime, timedelta, timezone

import pytest

from common.keyset import Cursor

AT = "2026-01-01T12:00:00+00:00"


def word(raw: str) -> str:
    return base64.urlsafe_b64encode(raw.encode()).decode().rstrip("=")


@pytest.mark.parametrize("zone", [UTC, timezone(timedelta(hours=14)), timezone(-timedelta(hours=11))])
def test_a_cursor_comes_back(zone):
    cursor = Cursor(datetime(2026, 1, 1, 12, 30, 1, 5, zone), pk=7, backwards=True)
    assert Cursor.decode(cursor.encode()) == cursor


@pytest.mark.parametrize(
    "raw",
    [
        "",
        "[]",
        "{}",
        "null",
        f'["{AT}",1]',
        f'["{AT}",Infinity,false]',
        f'["{AT}",1e999,false]',
        f'["{AT}",NaN,false]',
        f'["{AT}",1.5,false]',
        f'["{AT}",true,false]',
        f'["{AT}","1",false]',
        f'["{AT}",0,false]',
        f'["{AT}",{2**63},false]',
        '["2026-01-01T12:00:00",1,false]',
        '["0001-01-01T00:00:00+14:00",1,false]',
        '["9999-12-31T23:59:59-11:00",1,false]',
        "[5,1,false]",
    ],
)
def test_a_made_up_one_is_none(raw):
    assert Cursor.decode(word(raw)) is None


@pytest.mark.django_db
@pytest.mark.parametrize("offset", ["+15:59:59.999999", "+23:59", "-23:59"])
def test_an_odd_offset_reaches_no_database(client, offset):
    odd = word(f'["2026-01-01T12:00:00{offset}",1,false]')
    assert Cursor.decode(odd).moment.utcoffset() == timedelta(0)
    assert client.get(f"/board/?cursor={odd}").status_code == 200
