"""The public contract, end to end over HTTP: what tools outside of this repository rely on."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest

from accounts.tests.factories import UserFactory
from ads.models import Category
from content.tests.pictures import paint
from tests.support.app import ACCOUNTS, App, CmsHand
from tests.support.letters import letters_to, newest_letter_to

BODY = (
    '<h2>Кто мы</h2><p>Мы <strong>ходим</strong> и <i>поём</i>. <a href="https://example.org/">Ссылка</a></p>'
    "<ul><li>раз<ul><li>вложено</li></ul></li></ul><blockquote><p>Цитата</p></blockquote>"
    '<figure class="table"><table><thead><tr><th>А</th><th>Б</th></tr></thead>'
    "<tbody><tr><td>1</td><td>2</td></tr></tbody></table></figure>"
    '<figure class="media"><oembed url="https://www.youtube.com/watch?v=dQw4w9WgXcQ"></oembed></figure>'
)
LISTINGS = "/api/v1/listings/"


@pytest.fixture
def author(tavern) -> App:
    return App(tavern.url).register(f"Автор {uuid4().hex[:8]}")


@pytest.fixture
def player(tavern) -> App:
    return App(tavern.url).register(f"Игрок {uuid4().hex[:8]}")


@pytest.fixture
def visitor(tavern) -> App:
    return App(tavern.url)


@pytest.fixture
def moderator(tavern) -> CmsHand:
    return CmsHand(tavern.url, UserFactory(moderator=True))


def draft(author: App, **fields: str) -> int:
    answer = author.post(LISTINGS, {"title": "Ищем хила", "category": "healers", "body": BODY, **fields})
    assert answer.status == 201, answer.text
    return int(answer.json["id"])


def submit(author: App, listing: int) -> None:
    assert author.post(f"{LISTINGS}{listing}/submit/").json["status"] == "in_moderation"


def task_of(moderator: CmsHand, listing: int) -> str:
    """Find the address of the waiting task in the page editor, as a moderator's browser does."""
    page = moderator.get(f"/cms/pages/{listing}/edit/").text
    found = re.search(rf"/cms/pages/workflow/collect_action_data/{listing}/reject/(\d+)/", page)
    assert found, "the page editor offers no decision"
    return f"/cms/pages/workflow/action/{listing}/{{}}/{found[1]}/"


def publish(author: App, moderator: CmsHand, **fields: str) -> int:
    listing = draft(author, **fields)
    submit(author, listing)
    moderator.decide(task_of(moderator, listing).format("approve"))
    assert author.get(f"{LISTINGS}{listing}/").json["status"] == "live"
    return listing


def test_an_account_begins_with_a_code_from_a_letter(visitor):
    email = f"{uuid4().hex[:10]}@example.com"
    fields = {"email": email, "password": "кочерга-и-бочка-42", "display_name": f"Новый {uuid4().hex[:8]}"}
    pending = visitor.post(f"{ACCOUNTS}/auth/signup", fields)
    assert pending.status == 401
    visitor.token = pending.json["meta"]["session_token"]
    assert visitor.get("/api/v1/me/").status == 401, "the account isn't active yet"
    wrong = "CCCC-CCC3" if newest_letter_to(email).code != "CCCC-CCC3" else "CCCC-CCC4"
    assert visitor.post(f"{ACCOUNTS}/auth/email/verify", {"key": wrong}).status == 400
    confirmed = visitor.post(f"{ACCOUNTS}/auth/email/verify", {"key": newest_letter_to(email).code})
    assert confirmed.status == 200
    visitor.token = confirmed.json["meta"].get("session_token", visitor.token)
    assert visitor.get("/api/v1/me/").json["display_name"] == fields["display_name"]
    again = App(visitor.address.geturl()).post(
        f"{ACCOUNTS}/auth/signup", {**fields, "display_name": "Другой"}
    )
    assert again.status == 401, "a known e-mail is answered like an unknown one"


def test_a_listing_from_draft_to_board(author, visitor, moderator):
    word = f"орк{uuid4().hex[:6]}"
    listing = draft(author, title=f"Ищем хила {word}")
    own = author.get(f"{LISTINGS}{listing}/").json
    assert (own["status"], own["category"]) == ("draft", "healers")
    kept = author.call("PATCH", f"{LISTINGS}{listing}/", {"body": own["body"]}).json
    assert kept["body"] == own["body"], "what was read can be sent back"
    submit(author, listing)
    assert visitor.get(f"{LISTINGS}{listing}/").status == 404
    assert author.post(f"{LISTINGS}{listing}/submit/").status == 409

    task = task_of(moderator, listing)
    moderator.decide(task.format("reject"), comment="Уберите цену")
    assert author.get(f"{LISTINGS}{listing}/").json["status"] == "changes_requested"
    assert "Уберите цену" in newest_letter_to(author.email).text
    submit(author, listing)
    moderator.decide(task_of(moderator, listing).format("approve"))
    assert visitor.get(f"{LISTINGS}{listing}/").json["status"] == "live"
    found = visitor.get(f"{LISTINGS}?q={word}&category=healers").json
    assert [row["id"] for row in found["results"]] == [listing]
    assert set(found) == {"next", "previous", "results"}
    for page in ("/board/", "/board/healers/", "/board/feed/", f"/search/?q={word}"):
        assert word in visitor.get(page).text, page


def test_an_edit_while_a_moderator_reads_is_not_published_by_the_old_click(author, visitor, moderator):
    listing = draft(author)
    submit(author, listing)
    seen = task_of(moderator, listing)
    author.call("PATCH", f"{LISTINGS}{listing}/", {"title": "Подменённое"})
    moderator.decide(seen.format("approve"))
    assert visitor.get(f"{LISTINGS}{listing}/").status == 404


def test_a_live_listing_keeps_its_text_until_the_edit_is_approved(author, visitor, moderator):
    listing = publish(author, moderator, title="Прежнее имя")
    edited = author.call("PATCH", f"{LISTINGS}{listing}/", {"title": "Новое имя"}).json
    assert (edited["status"], edited["pending"]["status"]) == ("live", "draft")
    assert visitor.get(f"{LISTINGS}{listing}/").json["title"] == "Прежнее имя"
    submitted = author.post(f"{LISTINGS}{listing}/submit/").json
    assert submitted["pending"]["status"] == "in_moderation"
    moderator.decide(task_of(moderator, listing).format("approve"))
    assert visitor.get(f"{LISTINGS}{listing}/").json["title"] == "Новое имя"


def test_a_response_is_mailed_accepted_once_and_answered(author, player, moderator):
    listing = publish(author, moderator)
    address = f"{LISTINGS}{listing}/responses/"
    assert author.post(address, {"text": "сам себе"}).status == 403
    sent = player.post(address, {"text": "Жрец 232, готов"})
    assert (sent.status, sent.json["status"]) == (201, "new")
    response = sent.json["id"]
    assert player.post(address, {"text": "ещё раз"}).status == 409
    assert "Жрец 232, готов" in newest_letter_to(author.email).text

    inbox = author.get(f"/api/v1/responses/inbox/?listing={listing}&status=new").json
    assert [row["id"] for row in inbox["results"]] == [response]
    assert player.post(f"/api/v1/responses/{response}/accept/").status in (403, 404)
    accepted = author.post(f"/api/v1/responses/{response}/accept/")
    assert (accepted.status, accepted.json["status"]) == (200, "accepted")
    second = author.post(f"/api/v1/responses/{response}/accept/")
    assert second.status == 409
    assert second.is_problem
    letters = letters_to(player.email)
    assert len(letters) == 2, "the code of the sign-up and one acceptance"
    assert player.get("/api/v1/responses/sent/").json["results"][0]["status"] == "accepted"
    assert author.call("DELETE", f"/api/v1/responses/{response}/").status == 204


def test_a_closed_listing_takes_no_response(author, player, moderator):
    listing = publish(author, moderator)
    assert author.post(f"{LISTINGS}{listing}/close/").json["status"] == "closed"
    assert player.post(f"{LISTINGS}{listing}/responses/", {"text": "Поздно"}).status == 409


def test_the_ten_categories_in_their_order(visitor):
    rows = visitor.get("/api/v1/categories/").json
    assert [row["slug"] for row in rows] == Category.values
    assert all(set(row) == {"slug", "name", "count"} for row in rows)


def test_the_same_key_creates_once_and_another_body_is_422(author):
    fields = {"title": "Куплю руду", "category": "traders", "body": "<p>Любую.</p>"}
    first = author.post(LISTINGS, fields, Idempotency_Key="k-1")
    assert author.post(LISTINGS, fields, Idempotency_Key="k-1").json["id"] == first.json["id"]
    other = author.post(LISTINGS, {**fields, "title": "Продам руду"}, Idempotency_Key="k-1")
    assert other.status == 422
    assert other.is_problem


def test_a_picture_is_uploaded_and_only_its_owner_may_use_it(author, player):
    stored = author.upload(paint())
    assert stored.status == 201
    assert set(stored.json) >= {"url", "imgId"}
    figure = f'<figure class="image"><img data-image-id="{stored.json["imgId"]}" alt="план"></figure>'
    assert stored.json["imgId"] in author.get(f"{LISTINGS}{draft(author, body=figure)}/").json["body"]
    fields = {"title": "Чужая картинка", "category": "healers", "body": figure}
    assert player.post(LISTINGS, fields).status == 400
    refused = author.upload(b"<svg xmlns='http://www.w3.org/2000/svg'/>", "trap.svg", "image/svg+xml")
    assert refused.status in (400, 415)
    assert refused.is_problem
    assert refused.json["error"]["message"]
    large = author.upload(paint() + b"\0" * 8 * 2**20)
    assert large.status == 413
    assert large.is_problem
    assert large.json["error"]["message"]


def test_every_refusal_is_a_problem_document(author, player, visitor, settings):
    listing = draft(author)
    refusals = {
        400: author.post(LISTINGS, {"title": "", "category": "cooks", "body": ""}),
        401: visitor.post(LISTINGS, {}),
        404: player.get(f"{LISTINGS}{listing}/"),
        405: author.call("PUT", f"{LISTINGS}{listing}/", {}),
        409: author.post(f"{LISTINGS}{listing}/close/"),
        415: author.call("POST", LISTINGS, body=b"<listing/>", Content_Type="text/xml"),
    }
    settings.LIMITS_FACTOR = 0
    refusals[429] = author.post(
        LISTINGS, {"title": "Куплю руду", "category": "traders", "body": "<p>Любую.</p>"}
    )
    assert {status: answer.status for status, answer in refusals.items()} == {
        status: status for status in refusals
    }
    assert [status for status, answer in refusals.items() if not answer.is_problem] == []
    assert set(refusals[400].json["errors"]) >= {"title", "category"}
    assert int(refusals[429].headers["Retry-After"]) > 0


def test_a_token_that_is_gone_is_401(author):
    assert author.call("DELETE", f"{ACCOUNTS}/auth/session").status == 401
    gone = author.get("/api/v1/me/")
    assert gone.status == 401
    assert gone.is_problem


def test_the_public_addresses_answer(visitor):
    addresses = ["/", "/board/", *(f"/board/{slug}/" for slug in Category.values), "/board/feed/", "/news/"]
    addresses += ["/search/", "/rules/", "/privacy/", "/accounts/signup/", "/accounts/login/", "/robots.txt"]
    addresses += ["/sitemap.xml", "/api/v1/schema/", "/api/v1/docs/", "/healthz", "/readyz"]
    assert {address: visitor.get(address).status for address in addresses} == dict.fromkeys(addresses, 200)


def test_private_pages_ask_to_sign_in_and_the_mailbox_is_not_there(visitor):
    private = ["/my/listings/", "/my/listings/new/", "/my/responses/", "/my/responses/sent/"]
    private += ["/my/messages/", "/my/notifications/", "/my/settings/"]
    for address in private:
        answer = visitor.get(address)
        assert (answer.status, answer.headers["Location"].split("?")[0]) == (302, "/accounts/login/"), address
    assert visitor.get("/dev/mail/").status == 404


def test_a_wrong_slug_leads_to_the_only_address(author, visitor, moderator):
    listing = publish(author, moderator, title="Ищем хила")
    answer = visitor.get(f"/board/{listing}-something-else/")
    assert answer.status == 301
    assert visitor.get(answer.headers["Location"]).status == 200
