"""Which addresses a letter can be sent to."""

import pytest

from mailing import delivery
from mailing.addresses import deliverable
from mailing.errors import UndeliverableAddressError
from mailing.models import OutboxMessage
from mailing.rows import Status
from mailing.tests.conftest import post


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("player@example.com", "player@example.com"),
        ("Лис <fox@example.com>", "fox@example.com"),
        (" fox@example.com ", "fox@example.com"),
        ("first.last+tavern@sub.example.museum", "first.last+tavern@sub.example.museum"),
        ("o'brien!#$%&*/=?^_`{|}~@example.com", "o'brien!#$%&*/=?^_`{|}~@example.com"),
        ('"two words"@example.com', '"two words"@example.com'),
        ("dots..everywhere.@example.com", "dots..everywhere.@example.com"),
        ("fox@пример.рф", "fox@xn--e1afmkfd.xn--p1ai"),
        ("root@localhost", "root@localhost"),
        ("a" * 64 + "@example.com", "a" * 64 + "@example.com"),
    ],
)
def test_unusual_but_legal_addresses_get_their_letters(address, expected):
    assert deliverable(address) == expected


@pytest.mark.parametrize(
    "address",
    [
        "",
        "fox",
        "@example.com",
        "fox@",
        "сова@example.com",
        "fox@example..com",
        "fox@-example.com",
        "fox@exam ple.com",
        "two words@example.com",
        "fox@example.com\r\nBcc: all@example.com",
        "fox@example.com\x00",
        "fox,owl@example.com",
        "fox@[127.0.0.1]",
        "a" * 65 + "@example.com",
        "fox@" + "a" * 64 + ".com",
        "fox@" + "abcdefgh." * 30 + "com",
        "fox@" + "ж" * 80 + ".рф",
    ],
)
def test_impossible_addresses_are_refused_with_a_reason(address):
    with pytest.raises(UndeliverableAddressError) as refusal:
        deliverable(address)
    assert str(refusal.value)


@pytest.mark.django_db
def test_a_real_server_takes_them_and_never_sees_the_others(mail_server):
    legal = {
        "first.last+tavern@sub.example.museum": "first.last+tavern@sub.example.museum",
        "o'brien!#$%&*/=?^_`{|}~@example.com": "o'brien!#$%&*/=?^_`{|}~@example.com",
        '"two words"@example.com': '"two words"@example.com',
        "fox@пример.рф": "fox@xn--e1afmkfd.xn--p1ai",
        "a" * 64 + "@example.com": "a" * 64 + "@example.com",
    }
    illegal = ["сова@example.com", "fox@example.com\r\nRCPT TO:<all@example.com>", "fox> <owl@example.com"]
    for number, address in enumerate([*legal, *illegal]):
        post(f"a:{number}", address)
    delivery.deliver(seconds=10)
    assert sorted(mail_server.recipients()) == sorted(legal.values())
    assert [str(letter.parsed()["To"]) for letter in mail_server.accepted] == list(legal.values())
    refused = OutboxMessage.objects.filter(status=Status.FAILED)
    assert refused.exclude(last_error="").count() == len(illegal)
