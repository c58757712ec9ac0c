"""The board's pages: what they show, to whom, and in how many queries."""

import pytest
from django.urls import reverse

from accounts.tests.factories import UserFactory
from ads import services
from ads.models import BoardEntry, Category
from ads.tests.factories import AdFactory
from benchmarks.seed import fill_board

pytestmark = pytest.mark.django_db


def test_the_board_shows_live_ads_only(client):
    live, draft = AdFactory(live=True), AdFactory()
    page = client.get(reverse("board:index")).content.decode()
    assert live.title in page
    assert draft.title not in page


def test_a_category_shows_its_own(client):
    healer, tank = AdFactory(live=True), AdFactory(live=True, category="tanks", title="Танк ищет группу")
    page = client.get(reverse("board:category", args=[Category.TANKS])).content.decode()
    assert tank.title in page
    assert healer.title not in page


@pytest.mark.parametrize(
    "address", ["/board/cooks/", "/board/listing-abc/", "/board/999999-nothing/", "/board/0/"]
)
def test_unknown_addresses_are_404(client, address):
    assert client.get(address).status_code == 404


def test_a_wrong_slug_leads_to_the_right_address(client):
    ad = AdFactory(live=True)
    answer = client.get(f"/board/{ad.pk}-wrong/")
    assert (answer.status_code, answer["Location"]) == (301, ad.public_path)


def test_the_tree_address_serves_nothing(client):
    ad = AdFactory(live=True)
    assert client.get(f"/board/{ad.slug}/").status_code == 404


def test_slugs_keep_away_from_ad_blockers():
    ad = AdFactory(live=True, title="Ад и ads, реклама: banner")
    assert ad.public_path.endswith(f"/{ad.pk}-i-reklama/")


def test_a_title_of_signs_has_an_address(client):
    ad = AdFactory(live=True, title="!!!")
    assert client.get(ad.public_path).status_code == 200


def test_a_draft_is_its_authors_alone(client):
    ad = AdFactory()
    assert client.get(ad.public_path).status_code == 404
    client.force_login(UserFactory())
    assert client.get(ad.public_path).status_code == 404
    client.force_login(ad.owner)
    assert client.get(ad.public_path).status_code == 200


def test_paging_goes_through_every_ad_once_and_back(client):
    ads = fill_board(44, writers=2)
    seen, address = [], reverse("board:index")
    pages = []
    while address:
        answer = client.get(address)
        pages.append(address)
        cards = [card.id for _, cards in answer.context["days"] for card in cards]
        seen += cards
        address = answer.context["page"]["next_url"]
    assert len(pages) == 3
    assert sorted(seen) == sorted(ads)
    back = client.get(pages[2]).context["page"]["previous_url"]
    again = [card.id for _, cards in client.get(back).context["days"] for card in cards]
    assert again == seen[20:40]


@pytest.mark.parametrize("cursor", ["x", "%00", "W10", "a" * 500, "WyIyMDI2LTAxLTAxIiwxLGZhbHNlXQ"])
def test_a_broken_cursor_shows_the_first_page(client, cursor):
    AdFactory(live=True)
    assert client.get(reverse("board:index"), {"cursor": cursor}).status_code == 200


def test_the_board_takes_few_queries_whatever_the_number(client, django_assert_max_num_queries):
    fill_board(25, writers=2)
    client.get(reverse("board:index"))
    with django_assert_max_num_queries(5):
        client.get(reverse("board:index"), {"kind": "wanted"})


def test_an_ad_takes_few_queries_whatever_its_blocks(client, django_assert_max_num_queries):
    body = "".join(f"<h2>Часть {n}</h2><p>Слова</p><blockquote><p>Цитата</p></blockquote>" for n in range(30))
    ad = AdFactory(live=True, body=body)
    client.get(ad.public_path)
    client.force_login(UserFactory())
    with django_assert_max_num_queries(6 + 3):  # session, user, and whether letters reach them
        client.get(ad.public_path)


def test_the_feed_lists_the_newest(client):
    ad = AdFactory(live=True)
    answer = client.get(reverse("board:feed"))
    assert answer["Content-Type"].startswith("application/atom+xml")
    assert ad.title in answer.content.decode()


@pytest.mark.parametrize("name", ["submit", "withdraw", "close", "bump", "copy"])
def test_moves_take_post_only(client, name):
    ad = AdFactory()
    client.force_login(ad.owner)
    assert client.get(reverse(f"listings:{name}", args=[ad.pk])).status_code == 405


def test_writing_saves_and_submits_in_one_go(client):
    author = UserFactory()
    client.force_login(author)
    form = {
        "title": "Куплю руду, сорок стопок",
        "category": "traders",
        "body": "<p>Любую.</p>",
        "action": "submit",
    }
    answer = client.post(reverse("listings:new"), form)
    assert answer.status_code == 302
    assert BoardEntry.objects.get().status == "in_moderation"


def test_a_refused_form_keeps_the_text(client):
    client.force_login(UserFactory())
    answer = client.post(reverse("listings:new"), {"title": "Куплю", "body": "<p>Мой длинный текст</p>"})
    assert answer.status_code == 200
    assert "Мой длинный текст" in answer.content.decode()
    assert not BoardEntry.objects.exists()


def test_strangers_edit_nothing(client):
    ad = AdFactory()
    assert client.get(reverse("listings:edit", args=[ad.pk])).status_code == 302
    client.force_login(UserFactory())
    assert client.get(reverse("listings:edit", args=[ad.pk])).status_code == 404
    assert client.post(reverse("listings:close", args=[ad.pk])).status_code == 404
    assert BoardEntry.objects.get().status == "draft"


def test_the_author_sees_the_latest_text_in_the_editor(client):
    ad = AdFactory(live=True)
    services.edit_ad(ad_id=ad.pk, text=services.AdText(title="Новее некуда"), by=ad.owner)
    client.force_login(ad.owner)
    assert "Новее некуда" in client.get(reverse("listings:edit", args=[ad.pk])).content.decode()


def test_words_on_the_board_lead_to_search(client):
    answer = client.get(reverse("board:category", args=[Category.TANKS]), {"q": "щит", "kind": "wanted"})
    assert answer.status_code == 302
    assert answer["Location"].startswith("/search/?q=")
    assert "category=tanks" in answer["Location"]
    assert "kind=wanted" in answer["Location"]


def test_the_kind_narrows_the_board(client):
    wanted, offered = AdFactory(live=True, kind="wanted"), AdFactory(live=True, kind="offered")
    page = client.get(reverse("board:index"), {"kind": "offered"}).content.decode()
    assert offered.title in page
    assert wanted.title not in page


def test_the_profile_shows_live_listings_and_no_address(client):
    live = AdFactory(live=True)
    draft = AdFactory(author=live.owner, title="Ещё не готово")
    page = client.get(live.owner.get_absolute_url()).content.decode()
    assert live.title in page
    assert draft.title not in page
    assert live.owner.email not in page


def test_discarding_an_edit_asks_first(client):
    ad = AdFactory(live=True)
    services.edit_ad(ad_id=ad.pk, text=services.AdText(title="Долго писал"), by=ad.owner)
    client.force_login(ad.owner)
    address = reverse("listings:discard", args=[ad.pk])
    listed = client.get(reverse("listings:mine")).content.decode()
    assert f'href="{address}"' in listed
    assert f'action="{address}"' not in listed
    page = client.get(address)
    assert page.status_code == 200
    assert '<form action="" method="post">' in page.content.decode()
    assert BoardEntry.objects.get().pending == "draft"
    assert client.post(address).url == reverse("listings:mine")
    assert BoardEntry.objects.get().pending == ""
    assert client.get(address).url == reverse("listings:mine")
