"""The mail log in the CMS: who sees what, and who may send again."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from accounts import letters as account_letters
from accounts.tests.factories import UserFactory
from common.errors import IllegalTransition, NotAllowed
from mailing import services
from mailing.admin import index
from mailing.models import MailSwitch, OutboxMessage
from mailing.rows import Status
from mailing.tests.conftest import post

pytestmark = pytest.mark.django_db
INDEX = "mail-log_modeladmin_index"
INSPECT = "mail-log_modeladmin_inspect"


def person(*codenames: str, **fields):
    """A user with these permissions."""
    count = get_user_model().objects.count()
    user = get_user_model().objects.create_user(
        f"staff{count}@example.com", display_name=f"Staff {count}", **fields
    )
    user.user_permissions.set(Permission.objects.filter(codename__in=codenames))
    return user


@pytest.fixture
def administrator():
    return person(
        "access_admin", "view_outboxmessage", "read_letter_text", "resend_letter", is_staff=True
    )  # fmt: skip


@pytest.fixture
def clerk():
    """May see the log, but neither read nor resend."""
    return person("access_admin", "view_outboxmessage", is_staff=True)


def failed(key: str = "greeting:1", **options) -> OutboxMessage:
    row = post(key, **options)
    erased = {"text": "", "html": ""} if row.secret else {}
    OutboxMessage.objects.filter(pk=row.pk).update(
        status=Status.FAILED,
        attempts=3,
        finished_at=timezone.now(),
        last_error="550 No such player",
        **erased,
    )
    return OutboxMessage.objects.get(pk=row.pk)


def test_the_log_lists_letters_with_their_reasons(client, administrator):
    failed()
    client.force_login(administrator)
    page = client.get(reverse(INDEX)).content.decode()
    assert "player@example.com" in page
    assert "550 No such player" in page


def test_the_log_finds_and_filters(client, administrator):
    failed()
    post("code:1", "fox@example.com", secret=True)
    client.force_login(administrator)
    for query in ("?q=fox", "?status=queued", "?kind=code"):
        page = client.get(reverse(INDEX) + query).content.decode()
        assert "fox@example.com" in page
        assert "player@example.com" not in page


def test_a_long_log_takes_the_same_number_of_queries(client, administrator, django_assert_max_num_queries):
    for number in range(20):
        failed(f"a:{number}")
    client.force_login(administrator)
    with django_assert_max_num_queries(25):
        client.get(reverse(INDEX))


@pytest.mark.parametrize("codenames", [(), ("access_admin",)])
def test_others_do_not_see_the_log(client, codenames):
    row = post()
    client.force_login(person(*codenames, is_staff=True))
    for address in (reverse(INDEX), reverse(INSPECT, args=[row.pk])):
        answer = client.get(address)
        assert "player@example.com" not in answer.content.decode()
        assert answer.status_code in (302, 403)


def test_an_administrator_reads_a_letter(client, administrator):
    row = post()
    client.force_login(administrator)
    assert "Текст письма" in client.get(reverse(INSPECT, args=[row.pk])).content.decode()


def test_private_text_is_hidden_without_the_right(client, clerk):
    row = failed()
    client.force_login(clerk)
    page = client.get(reverse(INSPECT, args=[row.pk])).content.decode()
    assert "550 No such player" in page
    assert "Текст письма" not in page
    assert reverse("mailing_resend", args=[row.pk]) not in page


def test_a_secret_letter_is_shown_to_nobody(client, administrator):
    row = post(secret=True)
    client.force_login(administrator)
    assert "Текст письма" not in client.get(reverse(INSPECT, args=[row.pk])).content.decode()


@pytest.mark.parametrize("action", ["create", "edit", "delete"])
def test_nobody_writes_the_log(client, action, admin_user):
    row = post()
    client.force_login(admin_user)
    address = (
        reverse(INDEX)
        + {"create": "create/", "edit": f"edit/{row.pk}/", "delete": f"delete/{row.pk}/"}[action]
    )
    for ask in (client.get, client.post):
        assert ask(address).status_code in (302, 403, 404)
    assert OutboxMessage.objects.filter(pk=row.pk).exists()


def test_a_failed_letter_is_sent_again_under_its_message_id(client, administrator, mail_server):
    from mailing import delivery

    row = failed()
    client.force_login(administrator)
    assert (
        reverse("mailing_resend", args=[row.pk])
        in client.get(reverse(INSPECT, args=[row.pk])).content.decode()
    )
    client.post(reverse("mailing_resend", args=[row.pk]))
    delivery.deliver(seconds=5)
    assert [letter.message_id for letter in mail_server.accepted] == [row.message_id]
    assert OutboxMessage.objects.get().attempts == 1


def test_resending_needs_post_and_an_existing_letter(client, administrator):
    client.force_login(administrator)
    assert client.get(reverse("mailing_resend", args=[1])).status_code == 405
    assert client.post(reverse("mailing_resend", args=[0])).status_code == 404


def test_resending_by_post_needs_the_right(client, clerk):
    row = failed()
    client.force_login(clerk)
    client.post(reverse("mailing_resend", args=[row.pk]))
    assert OutboxMessage.objects.get().status == Status.FAILED


def test_resending_is_refused_in_words(administrator, clerk):
    secret, sent = failed("code:1", secret=True), post("a:1")
    with pytest.raises(NotAllowed):
        services.resend_letter(message_id=secret.pk, by=administrator)
    with pytest.raises(IllegalTransition):
        services.resend_letter(message_id=sent.pk, by=administrator)
    with pytest.raises(NotAllowed):
        services.resend_letter(message_id=sent.pk, by=clerk)
    with pytest.raises(OutboxMessage.DoesNotExist):
        services.resend_letter(message_id=0, by=administrator)


def test_the_log_cannot_be_asked_for_words_by_its_address(client, clerk):
    post(secret=True)
    client.force_login(clerk)
    for query in ("text__startswith=Т", "html__contains=x", "headers__has_key=Reply-To", "secret=0"):
        page = client.get(f"{reverse(INDEX)}?{query}").content.decode()
        assert "player@example.com" in page
    assert "player@example.com" not in client.get(f"{reverse(INDEX)}?status__exact=sent").content.decode()


def test_chosen_letters_and_whole_pages_are_sent_again_at_once(client, administrator):
    rows = [failed(f"a:{number}") for number in range(4)]
    secret, waits = failed("code:1", secret=True), post("b:1")
    client.force_login(administrator)
    address, back = reverse("mailing_resend_chosen"), f"{reverse(INDEX)}?status=failed"
    page = client.get(back).content.decode()
    assert [row.pk for row in rows if f'name="letter" value="{row.pk}"' in page] == [row.pk for row in rows]
    assert f'name="letter" value="{secret.pk}"' not in page
    answer = client.post(address, {"letter": [rows[0].pk, secret.pk, waits.pk, "x"], "back": back})
    assert answer.url == back
    assert statuses() == {"a:0": Status.QUEUED, "code:1": Status.FAILED, "b:1": Status.QUEUED} | {
        f"a:{number}": Status.FAILED for number in (1, 2, 3)
    }
    shown = [row.pk for row in rows[1:]]
    every = {"all": 1, "shown": shown, "back": "https://evil.example/"}
    assert "3 letters that failed" in client.post(address, every, headers={"accept-language": "en"}).text
    client.post(address, {**every, "sure": "no"})
    assert ModelLogEntry.objects.filter(action="mailing.resend").count() == 1
    answer = client.post(address, {**every, "sure": "yes"})
    assert answer.url == reverse(INDEX)
    assert set(statuses().values()) == {Status.QUEUED, Status.FAILED}
    assert statuses()["code:1"] == Status.FAILED
    assert ModelLogEntry.objects.filter(action="mailing.resend").count() == 4


def statuses() -> dict[str, str]:
    return dict(OutboxMessage.objects.values_list("key", "status"))


def test_chosen_letters_stay_where_they_are_without_the_right(client, clerk):
    row = failed()
    client.force_login(clerk)
    page = client.get(reverse(INDEX)).content.decode()
    assert 'name="letter"' not in page
    client.post(reverse("mailing_resend_chosen"), {"letter": row.pk})
    assert statuses() == {"greeting:1": Status.FAILED}
    assert client.get(reverse("mailing_resend_chosen")).status_code == 405


def test_administrators_resend_but_read_nobodys_words_by_default(client):
    row = failed()
    client.force_login(UserFactory(administrator=True))
    page = client.get(reverse(INSPECT, args=[row.pk])).content.decode()
    assert reverse("mailing_resend", args=[row.pk]) in page
    assert "Текст письма" not in page


def test_a_log_of_millions_is_counted_in_part(client, administrator, monkeypatch):
    monkeypatch.setattr(index, "MOST_COUNTED", 3)
    for number in range(5):
        post(f"a:{number}")
    client.force_login(administrator)
    assert "3+" in client.get(reverse(INDEX)).content.decode()


def test_filters_offer_the_kinds_that_there_are(client, administrator):
    post("accepted:1")
    post("accepted:2")
    post("digest:1")
    client.force_login(administrator)
    page = client.get(reverse(INDEX)).content.decode()
    assert page.count("?kind=accepted") == page.count("?kind=digest") == 1


def test_operators_flip_the_stop_switch_in_the_cms(client, admin_user):
    client.force_login(admin_user)
    address = reverse("wagtailsettings:edit", args=["mailing", "mailswitch", MailSwitch.load().pk])
    home = reverse("wagtailadmin_home")
    post()
    assert 'id="mail-stopped"' not in client.get(home).content.decode()
    client.post(address, {"stopped": "on", "reason": "A loop of letters"})
    assert MailSwitch.objects.get().stopped
    page = client.get(home).content.decode()
    assert 'id="mail-stopped"' in page
    assert "A loop of letters" in page
    client.post(address, {"reason": ""})
    assert not MailSwitch.objects.get().stopped
    entries = ModelLogEntry.objects.filter(action__startswith="mailing.").order_by("pk")
    assert [(entry.action, entry.user) for entry in entries] == [
        ("mailing.stop", admin_user),
        ("mailing.go", admin_user),
    ]


def test_who_has_nothing_to_do_with_mail_reads_nothing_of_the_switch(client):
    MailSwitch.objects.create(stopped=True)
    client.force_login(UserFactory(editor=True))
    assert 'id="mail-stopped"' not in client.get(reverse("wagtailadmin_home")).content.decode()


def test_kinds_are_called_by_their_names(client, administrator):
    letters = [post("sign-up-code:1", secret=True), post("of-an-app-that-is-gone:1")]
    client.force_login(administrator)
    page = client.get(reverse(INDEX)).text
    assert page.count("Код для регистрации") == 2, "in the list and among the filters"
    assert "of-an-app-that-is-gone" in page
    assert "Код для регистрации" in client.get(reverse(INSPECT, args=[letters[0].pk])).text


def test_every_code_has_a_name():
    assert {code.slug for code in account_letters.CODES.values()} <= set(account_letters.NAMES)
