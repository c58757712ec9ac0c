"""A million readers in seconds: copies of one real player who subscribes, and an issue for them."""

from __future__ import annotations

from collections.abc import Mapping

from allauth.account.models import EmailAddress
from django.db import connection
from django.db.models import Model
from django.utils import timezone
from django.utils.crypto import get_random_string

from accounts.models import User
from newsletter.models import NewsletterIndexPage, NewsletterPage, Subscription

TITLE = "Пятничное письмо"
PARAGRAPH = (
    "<p>Места у <b>фонтана</b>, начало в восемь вечера. Берите с собой товар и терпение: в прошлый раз "
    "очередь к кузнецам стояла до полуночи, а зелья кончились за час.</p>"
)
BODY = [
    ("heading", "Ярмарка в субботу"),
    ("text", PARAGRAPH * 3),
    ("button", {"label": "На доску", "address": "/board/"}),
    ("divider", None),
    ("heading", "Новое на доске"),
    ("newest", {"title": "Кто кого ищет", "category": "", "count": 6}),
    ("quote", {"text": PARAGRAPH, "author": "Старый кузнец"}),
    ("text", PARAGRAPH * 2),
]


def subscribe(amount: int) -> None:
    """Let so many players with confirmed addresses subscribe."""
    name = f"reader-{get_random_string(6).lower()}"
    player = User.objects.create_user(f"{name}@example.com", display_name=name)
    address = EmailAddress.objects.create(user=player, email=player.email, verified=True, primary=True)
    subscription = Subscription.objects.create(user=player, subscribed_at=timezone.now())
    first = player.pk
    own = {
        "id": f"{first} + n",
        "email": f"'{name}' || n || '@example.com'",
        "display_name": f"'{name}' || n",
    }
    _copy(player, amount - 1, own)
    _copy(address, amount - 1, {"user_id": own["id"], "email": own["email"]})
    _copy(subscription, amount - 1, {"user_id": own["id"], "token": "md5(n::text || random()::text)"})
    with connection.cursor() as cursor:
        cursor.execute("SELECT setval('accounts_user_id_seq', %s)", [first + amount])
        cursor.execute("ANALYZE")


def write_issue() -> tuple[int, User]:
    """Write an issue; return its page's id and the editor who may release it."""
    known = User.objects.filter(email="editor@example.com").first()
    editor = known or User.objects.create_superuser("editor@example.com", display_name="Редактор")
    issue = NewsletterPage(title=TITLE, subject=TITLE, body=BODY, live=False)
    page = NewsletterIndexPage.objects.get().add_child(instance=issue)
    page.save_revision()
    return page.pk, editor


def _copy(row: Model, amount: int, own: Mapping[str, str]) -> None:
    """Copy a row so many times; `own` says by column what differs, in SQL, with the copy's number as `n`."""
    meta = row._meta
    columns = [field.column for field in meta.concrete_fields if field.column != "id" or "id" in own]
    values = ", ".join(own.get(column, f'"{column}"') for column in columns)
    names = ", ".join(f'"{column}"' for column in columns)
    with connection.cursor() as cursor:
        cursor.execute(
            # The words are the models' and ours.
            f'INSERT INTO "{meta.db_table}" ({names}) '  # noqa: S608
            f'SELECT {values} FROM "{meta.db_table}", generate_series(1, %s) AS n WHERE "id" = %s',
            [amount, row.pk],
        )
