"""Encrypted connections: only to a server that proves its name."""

from __future__ import annotations

import ipaddress
import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from mailing import delivery
from mailing.engine.drain import Ended
from mailing.models import OutboxMessage
from mailing.tests.conftest import post
from mailing.tests.mail_server import MailServer

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def certificate(tmp_path_factory) -> Path:
    """A certificate for 127.0.0.1 that nobody vouches for, with its key, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "mail.test")])
    address = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(address, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    private = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    path: Path = tmp_path_factory.mktemp("tls") / "server.pem"
    path.write_bytes(private + made.public_bytes(pem))
    return path


@pytest.fixture
def tls_server(settings, certificate) -> Iterator[MailServer]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    server = MailServer(tls=context).start()
    settings.MAIL_TRANSPORT = "smtp"
    settings.SMTP_URL = server.url.replace("smtp:", "smtp+tls:")
    settings.SMTP_TIMEOUT = 5.0
    yield server
    server.stop()


def test_a_certificate_that_nobody_vouches_for_gets_no_letter(tls_server):
    row = post()
    assert delivery.deliver(seconds=5) is Ended.DOWN
    row.refresh_from_db()
    assert (tls_server.accepted, row.attempts) == ([], 0)
    assert "certificate" in row.last_error


def test_a_certificate_for_another_name_gets_no_letter(tls_server, certificate, settings, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    settings.SMTP_URL = settings.SMTP_URL.replace("127.0.0.1", "localhost")
    row = post()
    assert delivery.deliver(seconds=5) is Ended.DOWN
    row.refresh_from_db()
    assert "localhost" in row.last_error


def test_a_trusted_server_gets_its_letters_encrypted(tls_server, certificate, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    post()
    assert delivery.deliver(seconds=5) is Ended.EMPTY
    assert len(tls_server.accepted) == 1
    assert OutboxMessage.objects.get().attempts == 1
