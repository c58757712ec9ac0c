"""Attacks that need no browser: what a program sends to the site's doors, and what is kept of it."""

from __future__ import annotations

import json
import re
from xml.etree import ElementTree

import pytest
from django.core.exceptions import ValidationError
from rest_framework.test import APIClient

from accounts.tests.factories import PASSWORD, UserFactory
from ads.models import AdPage, BoardEntry
from ads.tests.factories import AdFactory
from content.tests.pictures import paint, upload
from content.tests.test_cms_form import form_data
from newsletter.models.blocks import AddressBlock

pytestmark = pytest.mark.django_db
LISTINGS = "/api/v1/listings/"
SUMMARY = "{http://www.w3.org/2005/Atom}summary"

# What a browser takes for another host, or for code.
ELSEWHERE = (
    "https://evil.example/",
    "//evil.example/",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "//\t/evil.example",
    "    https://evil.c\u2100.example.com",
    "https:evil.example",
    "javascript:alert(1)",
    "http://testserver@evil.example/",
    "http://testserver.evil.example/",
)
DRESSED = "Ищу \u202eхила\x01\x0b \ufffe\u2066 \u2028тут"
UNSEEN = (
    "\u200b\u200b\u200b\u200b",
    "\u3164\u3164\u3164",
    "\u2800 \u2060\u00ad\u2063",
    "a\u0301\u0301\u0301\u0301",
)


def api(user):
    client = APIClient()
    client.force_login(user)
    return client


def given(**more):
    return {"title": "Куплю руду", "category": "traders", "body": "<p>Любую.</p>", **more}


def leads_away(address: str) -> bool:
    return bool(address) and not re.match(r"(?:http://testserver)?/(?![/\\])[^\t\r\n]*$", address)


def test_a_title_holds_nothing_that_hides_or_turns_round(client):
    author = UserFactory()
    made = api(author).post(LISTINGS, given(title=DRESSED), format="json")
    assert made.json()["title"] == "Ищу хила тут"
    client.force_login(author)
    client.post(f"/my/listings/{made.json()['id']}/edit/", given(title=f"{DRESSED}!", action="save"))
    assert BoardEntry.objects.get(pk=made.json()["id"]).title == "Ищу хила тут!"


@pytest.mark.parametrize("title", UNSEEN)
def test_a_title_that_nobody_sees_is_refused(client, title):
    author = UserFactory()
    assert api(author).post(LISTINGS, given(title=title), format="json").status_code == 400
    client.force_login(author)
    assert client.post("/my/listings/new/", given(title=title)).status_code == 200
    assert not AdPage.objects.exists()


def test_a_title_from_the_cms_does_not_break_the_feed_for_everybody(client):
    ad = AdFactory(live=True)
    ad.title = "Две\x0bстроки\x01"
    ad.save_revision(clean=False).publish(skip_permission_checks=True)
    feed = client.get("/board/feed/")
    assert feed.status_code == 200
    assert "Двестроки" in feed.content.decode()
    ElementTree.fromstring(feed.content)


def test_words_of_a_text_are_words_in_the_feed(client):
    AdFactory(live=True, body="<p>&lt;img src=x onerror=alert(1)&gt;</p>")
    (summary,) = ElementTree.fromstring(client.get("/board/feed/").content).iter(SUMMARY)
    assert summary.get("type") == "html"
    assert summary.text == "&lt;img src=x onerror=alert(1)&gt;"


def test_what_the_api_did_not_ask_for_changes_nothing():
    author, other = UserFactory(), UserFactory()
    extra = {"__proto__": {"status": "live"}, "constructor": {"prototype": {"live": True}}, "id": 1}
    extra |= {
        "status": "live",
        "owner": other.pk,
        "author": other.pk,
        "live": True,
        "slug": "../../x",
        "html": "<script>",
    }
    made = api(author).post(LISTINGS, given(**extra), format="json").json()
    ad = AdPage.objects.get(pk=made["id"])
    assert (made["status"], ad.owner, ad.live) == ("draft", author, False)
    assert ad.slug.startswith("listing-")


@pytest.mark.parametrize("address", ELSEWHERE)
def test_nothing_leads_off_the_site(client, address):
    player = UserFactory()
    answers = [
        client.get("/language/en/", {"next": address}),
        client.get("/language/en/", headers={"referer": address}),
    ]
    answers.append(client.get("/cms/login/", {"next": address}))
    form = {"login": player.email, "password": PASSWORD, "next": address}
    answers.append(client.post("/accounts/login/", form))
    client.force_login(player)
    answers += [
        client.get("/accounts/login/", {"next": address}),
        client.post("/accounts/logout/", {"next": address}),
    ]
    assert [
        one.headers.get("Location", "") for one in answers if leads_away(one.headers.get("Location", ""))
    ] == []
    with pytest.raises(ValidationError):
        AddressBlock().clean("/\t/evil.example")


@pytest.mark.parametrize(
    "name",
    [
        '"><img src=x onerror=alert(1)>.png',
        "../../../settings.py.png",
        "x.php\r\nSet-Cookie: a=b.png",
        "\u202egnp.html",
        "x" * 300,
    ],
)
def test_of_a_files_name_nothing_stays(settings, tmp_path, name):
    settings.MEDIA_ROOT = tmp_path
    answer = api(UserFactory()).post("/api/v1/images/", {"upload": upload(paint(), name)}, format="multipart")
    assert answer.status_code == 201, answer.content
    assert re.search(r"/pictures/(?:copies/)?[0-9a-f]{32}[\w.-]*\.(?:png|webp)$", answer.json()["url"])


LINK = {"type": "LINK", "mutability": "MUTABLE", "data": {"url": "java\tscript:alert(1)"}}
STYLED = {"key": "a", "type": "unstyled", "depth": 0, "text": "слово"}
RANGE = {"offset": 0, "length": 5, "key": 0}
DRAFTAIL = {
    "blocks": [
        {**STYLED, "inlineStyleRanges": [], "entityRanges": [RANGE]},
        {**STYLED, "type": "<script>", "depth": -5},
    ],
    "entityMap": {"0": LINK},
}
BODY = [
    {"type": "text", "id": "1", "value": json.dumps(DRAFTAIL)},
    {
        "type": "table",
        "id": "2",
        "value": {"table": "<table onclick=x><tr><td><script>x</script>ячейка", "caption": "null"},
    },
    {"type": "video", "id": "3", "value": "https://www.youtube.com/watch?v=dQw4w9WgXcQ"},
]


def post_to_cms(client, ad, body):
    data = {**form_data(body, "body"), "title": "Из CMS", "category": "tanks", "kind": ""}
    data |= {
        f"comments-{name}": "0" for name in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS")
    }
    return client.post(f"/cms/pages/{ad.pk}/edit/", data)


def test_what_is_posted_to_the_cms_is_as_clean_as_what_players_post(client):
    ad = AdFactory(submitted=True)
    client.force_login(UserFactory(staff=True))
    assert post_to_cms(client, ad, BODY).status_code == 302
    kept = [
        block["value"]
        for block in AdPage.objects.get(pk=ad.pk).get_latest_revision_as_object().body.get_prep_value()
    ]
    assert kept[0] == "<p>слово</p><p>слово</p>"
    assert kept[1]["table"] == "<table><tbody><tr><td>ячейка</td></tr></tbody></table>"


LINES = [{"text": "a", "depth": depth, "type": "ordered-list-item"} for depth in range(3_000)]
ENTITY = {"key": 0, "offset": 0, "length": 1}
# Browsers send none of these; what is no state of an editor is no text of anybody.
NO_STATES = (
    "",
    "{",
    "7",
    "[" * 100_000,
    '{"blocks": 1}',
    '{"blocks": [{}], "entityMap": null}',
    '{"blocks": [{"text": null}]}',
    '{"blocks": [{"text": "a", "entityRanges": [{}]}]}',
    '{"blocks": [{"text": "a", "depth": "x", "type": "ordered-list-item"}]}',
    json.dumps({"blocks": [{"text": "a", "entityRanges": [ENTITY]}], "entityMap": {"0": 7}}),
    json.dumps({"blocks": LINES}),
)


def test_an_editors_state_that_is_none_is_refused(client):
    ad = AdFactory(submitted=True)
    client.force_login(UserFactory(staff=True))
    for state in NO_STATES:
        answer = post_to_cms(client, ad, [{"type": "text", "id": "1", "value": state}, *BODY])
        assert answer.status_code == 400, state[:80]


@pytest.mark.parametrize(
    "address",
    [
        "images/chooser/chosen/x/",
        "images/chooser/chosen-multiple/?id=1&id=%00",
        "snippets/choose/moderation/cannedreason/chosen/%C2%B2/",
        "bulk/wagtailimages/image/delete/?id=x",
        "responses/inspect/x/",
        "decisions/inspect/x/",
    ],
)
def test_an_address_of_the_cms_that_holds_no_key_leads_nowhere(client, address):
    client.force_login(UserFactory(staff=True))
    assert client.get(f"/cms/{address}").status_code == 404


def test_a_search_for_anything_is_answered(client):
    for query in ("\x00", "\x00\x01хил", "%", "_\\", "'\";--", "(" * 300, "a" * 5_000, "\ud800"):
        sent = query.encode("utf-8", "surrogatepass")
        for path in ("/search/", "/api/v1/listings/"):
            assert client.get(path, {"q": sent}).status_code == 200, (path, query)
