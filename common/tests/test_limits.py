"""Rate limits: a fixed window per scope and identity, on the shared cache."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.test import RequestFactory
from django.utils import translation

from common import limits
from common.errors import TooMany
from common.limits import Rate, client_address, consume


@pytest.fixture(autouse=True)
def strict(settings, monkeypatch):
    settings.LIMITS_FACTOR = 1
    monkeypatch.setattr(limits.time, "time", lambda: 1_000_000_010.0)


def test_more_than_the_rate_is_refused_and_told_when_to_come_back():
    for _use in range(5):
        consume("respond", "7", "5/m")
    with pytest.raises(TooMany) as refusal:
        consume("respond", "7", "5/m")
    assert refusal.value.retry_after == 10
    with translation.override("en"):
        assert str(refusal.value)


def test_scopes_identities_and_windows_count_apart(monkeypatch):
    consume("respond", "7", "1/m")
    consume("respond", "8", "1/m")
    consume("upload", "7", "1/m")
    monkeypatch.setattr(limits.time, "time", lambda: 1_000_000_070.0)
    consume("respond", "7", "1/m")


def test_the_factor_multiplies_every_rate(settings):
    settings.LIMITS_FACTOR = 3
    for _use in range(3):
        consume("respond", "7", Rate(1, 60))
    with pytest.raises(TooMany):
        consume("respond", "7", Rate(1, 60))


def test_a_counter_that_expires_in_the_middle_starts_anew(monkeypatch):
    def expired(key):
        raise ValueError

    monkeypatch.setattr(cache, "incr", expired)
    consume("respond", "7", "1/m")
    consume("respond", "7", "1/m")


def test_a_broken_cache_refuses_nobody(monkeypatch, caplog):
    def broken(*args, **kwargs):
        raise ConnectionError

    monkeypatch.setattr(cache, "add", broken)
    consume("respond", "7", "0/m")
    assert "Rate limits are off" in caplog.text


@pytest.mark.parametrize(
    ("text", "rate"), [("5/m", (5, 60)), ("1/10s", (1, 10)), ("20/2h", (20, 7200)), ("1/d", (1, 86400))]
)
def test_rates_are_read(text, rate):
    assert Rate.parse(text) == rate


@pytest.mark.parametrize("text", ["", "5", "5/w", "-1/m", "5 / m"])
def test_nonsense_is_no_rate(text):
    with pytest.raises(ValueError, match="no rate"):
        Rate.parse(text)


@pytest.mark.parametrize(
    ("trusted", "sent", "address"),
    [
        ("", "203.0.113.9", "127.0.0.1"),
        ("X-Real-IP", "203.0.113.9", "203.0.113.9"),
        ("X-Real-IP", "6.6.6.6, 203.0.113.9", "203.0.113.9"),
        ("X-Real-IP", "", "127.0.0.1"),
    ],
)
def test_the_visitors_address_is_believed_only_from_the_proxy(settings, trusted, sent, address):
    settings.TRUSTED_PROXY_HEADER = trusted
    assert client_address(RequestFactory().get("/", headers={"X-Real-IP": sent})) == address
