"""Rate limits: a fixed window per scope and identity, on the shared cache."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.cache import caches
from django.test import RequestFactory
from django.utils import translation

from accounts.adapter import AccountAdapter
from common import limits
from common.errors import TooMany
from common.limits import Rate, client_address, consume, household, spend, spend_of


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


def test_a_broken_cache_refuses_nobody(monkeypatch, caplog):
    def broken(*args, **kwargs):
        raise ConnectionError

    monkeypatch.setattr(type(caches["default"]), "count", broken)
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


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("2001:db8:1:2::", "2001:db8:1:2::"),
        ("2001:db8:1:3::1", "2001:db8:1:3::"),
        ("fe80::1%eth0", "fe80::"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("192.0.2.1", "192.0.2.1"),
        ("unknown", "unknown"),
        ("", ""),
    ],
)
def test_a_network_of_ipv6_that_one_host_has_is_one_address(address, counted):
    assert household(address) == counted


def test_another_address_of_ones_network_is_no_way_round_a_limit(settings):
    settings.LIMITS = {"search": ("", "", "", "2/m")}
    for last in (1, 2):
        spend_of("search", address=f"2001:db8::{last}")
    with pytest.raises(TooMany):
        spend_of("search", address="2001:db8::ffff:3")
    spend_of("search", address="2001:db8:0:1::3")


@dataclass
class Somebody:
    """A player as limits know one."""

    pk: int
    trust: str
    is_authenticated: bool = True


def request_of(somebody, address="192.0.2.1"):
    request = RequestFactory().get("/", REMOTE_ADDR=address)
    request.user = somebody
    return request


def uses_until_refused(request, scope="dance"):
    for used in range(100):
        try:
            spend(request, scope)
        except TooMany:
            return used
    return 100


@pytest.mark.parametrize(("trust", "amount"), [("new", 2), ("known", 3), ("trusted", 5)])
def test_each_level_has_its_amount(settings, trust, amount):
    settings.LIMITS = {"dance": ("2/h", "3/h", "5/h", "50/h")}
    assert uses_until_refused(request_of(Somebody(1, trust))) == amount


def test_accounts_at_one_address_share_its_amount(settings):
    settings.LIMITS = {"dance": ("2/h", "2/h", "2/h", "3/h")}
    assert uses_until_refused(request_of(Somebody(1, "new"))) == 2
    assert uses_until_refused(request_of(Somebody(2, "new"))) == 1
    assert uses_until_refused(request_of(Somebody(3, "new"), address="192.0.2.2")) == 2


def test_a_visitor_is_an_address(settings):
    settings.LIMITS = {"dance": ("1/h", "1/h", "1/h", "3/h")}
    assert uses_until_refused(request_of(AnonymousUser())) == 3


def test_a_row_may_leave_somebody_uncounted(settings):
    settings.LIMITS = {"dance": ("", "", "", "")}
    assert uses_until_refused(request_of(Somebody(1, "new"))) == 100


def test_a_refusal_tells_the_request_when_to_come_back(settings):
    settings.LIMITS = {"dance": ("1/m", "1/m", "1/m", "")}
    request = request_of(Somebody(1, "new"))
    assert uses_until_refused(request) == 1
    assert request.retry_after == 10


def test_every_row_reads_as_rates_and_the_runbook_shows_it(settings):
    runbook = (Path(settings.BASE_DIR) / "docs" / "operations.md").read_text()
    for what, amounts in settings.LIMITS.items():
        for amount in filter(None, amounts):
            Rate.parse(amount)
        assert f"| `{what}` | {' | '.join(amounts)} |" in runbook
    for what, rates in settings.ENTRANCE_LIMITS.items():
        assert f"| `{what}` | {rates} |" in runbook


def test_allauth_and_we_believe_the_same_header(settings):
    settings.TRUSTED_PROXY_HEADER = "X-Real-IP"
    request = RequestFactory().get("/", HTTP_X_REAL_IP="198.51.100.7", HTTP_X_FORWARDED_FOR="203.0.113.9")
    assert AccountAdapter().get_client_ip(request) == client_address(request) == "198.51.100.7"
    settings.TRUSTED_PROXY_HEADER = ""
    assert AccountAdapter().get_client_ip(request) == client_address(request) == "127.0.0.1"
