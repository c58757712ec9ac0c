"""Reports of letters that came back: which count, and what they do."""

import mailbox
from email.message import Message
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

import pytest

from mailing import bounces, message_ids, outbox, suspension, tasks
from mailing.bounces import Bounce, bounces_in
from mailing.letters import Letter
from mailing.models import OutboxMessage

pytestmark = pytest.mark.django_db

GONE = "gone@example.com"


def report(*recipients: dict[str, str], message_id: str | None = None, whole: bool = False) -> bytes:
    """What a mail server writes about a letter that it couldn't deliver; ours to GONE unless told."""
    message_id = our_id() if message_id is None else message_id
    outer = MIMEMultipart("report", **{"report-type": "delivery-status"})
    outer.attach(MIMEText("I'm sorry to have to inform you…"))
    status = Message()
    status["Content-Type"] = "message/delivery-status"
    groups = [{"Reporting-MTA": "dns; relay.example"}, *recipients]
    status.set_payload(
        [group_of(fields) for fields in groups],
    )
    outer.attach(status)
    outer.attach(original(message_id, whole))
    return outer.as_bytes()


def our_id(to: str = GONE) -> str:
    return message_ids.message_id("1.2", to=to)


def group_of(fields: dict[str, str]) -> Message:
    group = Message()
    for name, value in fields.items():
        group[name] = value
    return group


def original(message_id: str, whole: bool) -> Message:
    letter = MIMEText("Привет")
    letter["Message-ID"] = message_id
    part = Message()
    if whole:
        part["Content-Type"] = "message/rfc822"
        part.set_payload([letter])
    else:
        part["Content-Type"] = "text/rfc822-headers"
        part.set_payload(f"Message-ID: {message_id}\n\n", "utf-8")
    return part


def failed(address: str = GONE, **changed: str) -> dict[str, str]:
    fields = {
        "Final-Recipient": f"rfc822; {address}",
        "Action": "failed",
        "Status": "5.1.1",
        "Diagnostic-Code": "smtp; 550 5.1.1 no such user",
    }
    return fields | {name.replace("_", "-"): value for name, value in changed.items()}


@pytest.fixture(autouse=True)
def own_domain(settings):
    settings.DEFAULT_FROM_EMAIL = "Таверна <board@tavern.example>"


@pytest.fixture
def box(tmp_path, settings) -> mailbox.Maildir:
    settings.BOUNCES_MAILDIR = str(tmp_path / "bounces")
    return mailbox.Maildir(tmp_path / "bounces")


@pytest.mark.parametrize("whole", [True, False])
def test_a_dead_address_is_read_with_its_reason(whole):
    assert bounces_in(report(failed(), whole=whole)) == [Bounce(GONE, "5.1.1 550 5.1.1 no such user")]


def test_a_report_may_name_several_and_the_address_before_forwarding():
    moved = failed("two@example.com", Original_Recipient=f"rfc822;{GONE}")
    assert bounces_in(report(failed("other@example.com"), moved, failed(GONE.upper()))) == [
        Bounce(GONE, "5.1.1 550 5.1.1 no such user"),
        Bounce(GONE.upper(), "5.1.1 550 5.1.1 no such user"),
    ]


@pytest.mark.parametrize(
    "changed",
    [
        {"Status": "4.4.1"},
        {"Status": "5.2.2"},
        {"Status": "5.7.1"},
        {"Status": "nonsense"},
        {"Action": "delayed"},
        {"Action": "delivered"},
        {"Final_Recipient": "x400; somebody"},
        {"Final_Recipient": "rfc822; nobody"},
    ],
)
def test_what_does_not_say_that_nobody_lives_there_counts_for_nothing(changed):
    assert bounces_in(report(failed(**changed))) == []


@pytest.mark.parametrize(
    "message_id",
    [
        "<1@evil.example>",
        "<1.2@tavern.example>",
        "<1.2.0123456789abcdef@tavern.example>",
        "<1.2.письмо@tavern.example>",
        "",
        # What a stricter reader of heads raises at.
        "<",
        "<@>",
        "<foo@",
        "<a@[",
        "<a@[x",
    ],
)
def test_reports_about_letters_of_others_count_for_nothing(message_id):
    assert bounces_in(report(failed(), message_id=message_id)) == []


def test_whoever_gets_letters_of_ours_stops_nobody_elses():
    own = our_id("attacker@example.com")
    assert bounces_in(report(failed(), message_id=own)) == []
    assert bounces_in(report(failed(), message_id=own.replace("tavern.example", "evil.example"))) == []


@pytest.mark.parametrize("raw", [b"", b"\xff\xfe", b"Subject: hello\n\nhello", b"x" * 1_000_001])
def test_other_mail_is_left_alone(raw):
    assert bounces_in(raw) == []


def test_new_reports_of_a_maildir_suspend_at_once_and_are_read_once(box):
    box.add(report(failed()))
    box.add(b"Subject: hello\n\nhello")
    tasks.read_bounces()
    assert suspension.suspended(GONE).reason.startswith("5.1.1")
    suspension.note_acceptance(address=GONE)
    assert bounces.read_maildir(box._path) == 0
    assert suspension.suspended(GONE) is None
    assert len(mailbox.Maildir(box._path)) == 2


def test_a_message_that_cannot_be_read_keeps_no_other_from_it(box, monkeypatch, caplog):
    def choke(raw: bytes) -> list[Bounce]:
        if b"choke" in raw:
            raise IndexError
        return bounces_in(raw)

    monkeypatch.setattr(bounces, "bounces_in", choke)
    box.add(b"Subject: choke\n\nchoke")
    box.add(report(failed()))
    assert bounces.read_maildir(box._path) == 1
    assert bounces.read_maildir(box._path) == 0
    assert "can't be read" in caplog.text


def test_every_letter_of_the_outbox_proves_itself():
    outbox.post(key="code:1", to="Кто <Gone@Example.com>", letter=Letter(subject="К", text="1"))
    row = OutboxMessage.objects.get()
    assert message_ids.is_proof(row.message_id, to=GONE)


def test_unseen_reports_of_an_imap_mailbox_are_read_and_marked(monkeypatch, settings):
    said = []

    class Server:
        def __init__(self, host, port, timeout):
            said.append((host, port))

        def login(self, user, password):
            said.append((user, password))

        def select(self, folder):
            said.append(folder)

        def search(self, charset, what):
            return "OK", [b"7"]

        def fetch(self, number, what):
            return "OK", [(b"7 (BODY[] {1}", report(failed())), b")"]

        def store(self, number, how, flags):
            said.append((number, how, flags))

        def logout(self):
            said.append("logout")

    monkeypatch.setattr(bounces.imaplib, "IMAP4_SSL", Server)
    settings.BOUNCES_IMAP_URL = "imaps://bounces:se%40cret@mail.example:1993/Bounces"
    bounces.read_imap(settings.BOUNCES_IMAP_URL)
    assert suspension.suspended(GONE) is not None
    expected = [("mail.example", 1993), ("bounces", "se@cret"), "Bounces"]
    assert said == [*expected, ("7", "+FLAGS", r"(\Seen)"), "logout"]


def test_without_a_mailbox_nothing_is_read():
    tasks.read_bounces()
