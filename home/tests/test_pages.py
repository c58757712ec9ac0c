"""The home page, the pages of information and what machines read."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone
from wagtail.models import Page, Site

from ads.tests.factories import AdFactory
from home.models import HomePage, InfoPage
from home.sitemaps import Listings

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _plain_static_files(settings):
    settings.WHITENOISE_AUTOREFRESH = True


def test_the_tree_is_sound_and_the_site_has_the_home_page_for_root():
    assert Page.find_problems() == ([], [], [], [], [])
    assert Site.objects.get(is_default_site=True).root_page.specific == HomePage.objects.get()


def test_home_shows_ten_categories_and_the_search(client):
    html = client.get("/").content.decode()
    assert html.count('class="pennant"') >= 10
    assert 'action="/search/"' in html


def test_a_visitor_is_offered_to_sign_in_and_gets_no_cookie(client):
    response = client.get("/")
    assert 'href="/accounts/login/"' in response.content.decode()
    assert not response.cookies


def test_the_shell_of_a_signed_in_player_has_no_sign_in(client, django_user_model):
    client.force_login(django_user_model.objects.create_user("lis@example.com", display_name="Лис"))
    html = client.get("/").content.decode()
    assert 'action="/accounts/logout/"' in html
    assert 'class="button button-quiet sign-in"' not in html


@pytest.mark.parametrize("kept_by", ["muted_until", "waits_since"])
def test_who_may_not_write_reads_it_before_writing(client, django_user_model, kept_by):
    moment = timezone.now() + timedelta(hours=1)
    player = django_user_model.objects.create_user("lis@example.com", display_name="Лис", **{kept_by: moment})
    client.force_login(player)
    bar = 'id="may-not-write"'
    told = {path: bar in client.get(path).content.decode() for path in ("/", "/my/standing/")}
    assert told == {"/": True, "/my/standing/": False}
    client.force_login(django_user_model.objects.create_user("sova@example.com", display_name="Сова"))
    assert bar not in client.get("/").content.decode()


@pytest.mark.parametrize(("slug", "english"), [("rules", "Rules of the board"), ("privacy", "Privacy")])
def test_information_is_there_in_both_languages(client, slug, english):
    page = InfoPage.objects.get(slug=slug)
    assert (
        f"<h1>{page.title}</h1>"
        in client.get(f"/{slug}/", headers={"accept-language": "ru"}).content.decode()
    )
    assert (
        f"<h1>{english}</h1>" in client.get(f"/{slug}/", headers={"accept-language": "en"}).content.decode()
    )


def test_information_taken_down_is_a_404(client):
    InfoPage.objects.filter(slug="rules").update(live=False)
    assert client.get("/rules/").status_code == 404


def test_headline_of_the_editors_replaces_ours(client):
    HomePage.objects.update(headline="Ярмарка", headline_en="The fair")
    assert "<h1>The fair</h1>" in client.get("/", headers={"accept-language": "en"}).content.decode()
    assert "<h1>Ярмарка</h1>" in client.get("/", headers={"accept-language": "ru"}).content.decode()


def test_language_is_remembered_and_leads_back(client):
    response = client.get("/language/en/?next=/board/")
    assert response["Location"] == "/board/"
    assert response.cookies[settings.LANGUAGE_COOKIE_NAME].value == "en"


@pytest.mark.parametrize("onward", ["https://evil.example/", "//evil.example", "javascript:alert(1)", ""])
def test_language_switch_leads_nowhere_else(client, onward):
    assert client.get("/language/ru/", {"next": onward})["Location"] == "/"


def test_unknown_language_is_a_404(client):
    assert client.get("/language/de/").status_code == 404


def test_language_switch_takes_no_post(client):
    assert client.post("/language/en/").status_code == 405


def test_robots_name_the_sitemap_and_keep_private_pages_out(client):
    text = client.get("/robots.txt").content.decode()
    assert f"Sitemap: {settings.BASE_URL}/sitemap.xml" in text
    assert "Disallow: /my/" in text


def test_sitemaps_list_the_board_on_the_public_host(client):
    assert "/sitemap-pages.xml</loc>" in client.get("/sitemap.xml").content.decode()
    pages = client.get("/sitemap-pages.xml").content.decode()
    assert f"<loc>{settings.BASE_URL}/board/potion-makers/</loc>" in pages
    assert client.get("/sitemap-listings.xml").status_code == 200


def test_a_sitemap_is_made_once_for_everybody_who_asks(client, django_assert_num_queries, monkeypatch):
    monkeypatch.setattr(Listings, "limit", 1)
    listings = [AdFactory(live=True) for _ in range(2)]
    first = client.get("/sitemap-listings.xml").content
    with django_assert_num_queries(0):
        assert client.get("/sitemap-listings.xml?p=1&x=2").content == first
    both = first + client.get("/sitemap-listings.xml?p=2").content
    assert all(f"/board/{ad.pk}-".encode() in both for ad in listings)
    assert "sitemap-listings.xml?p=2" in client.get("/sitemap.xml").content.decode()
    for page in ("3", "0", "01", "x", "100"):
        assert client.get("/sitemap-listings.xml", {"p": page}).status_code == 404


def test_unknown_sitemap_is_a_404(client):
    assert client.get("/sitemap-secrets.xml").status_code == 404
