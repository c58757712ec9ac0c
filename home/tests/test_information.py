"""What the pages of rules and privacy say as we ship them, and that nobody's own words are replaced."""

from importlib import import_module

import pytest
from django.apps import apps

from home.models import InfoPage

pytestmark = pytest.mark.django_db
latest = import_module("home.migrations.0007_who_reads_before_and_what_is_forgotten")
PAGES = [("rules", latest.RULES), ("privacy", latest.PRIVACY)]


@pytest.mark.parametrize(("slug", "says"), PAGES)
@pytest.mark.parametrize(("field", "language"), [("body", "ru"), ("body_en", "en")])
def test_the_shipped_page_says_what_is_so_now(client, slug, says, field, language):
    before, after = says[field]
    text = getattr(InfoPage.objects.get(slug=slug), field)
    assert after in text
    assert before not in text
    shown = client.get(f"/{slug}/", headers={"accept-language": language}).text
    assert after.rpartition("<p>")[2].rpartition("<li>")[2] in shown


def test_neither_page_promises_a_look_at_everything_or_a_fixed_term():
    rules = InfoPage.objects.get(slug="rules")
    assert "Каждое объявление" not in rules.body
    assert "every listing" not in rules.body_en
    assert "дней" not in rules.body
    assert "days" not in rules.body_en


@pytest.mark.parametrize(("slug", "says"), PAGES)
def test_a_page_that_somebody_rewrote_keeps_its_words(slug, says):
    page = InfoPage.objects.get(slug=slug)
    before = {field: earlier for field, (earlier, _now) in says.items()}
    InfoPage.objects.filter(pk=page.pk).update(**before)
    page.refresh_from_db()
    page.save_revision()
    latest.say_so(apps, None)
    assert InfoPage.objects.filter(pk=page.pk, **before).exists()
    InfoPage.objects.filter(pk=page.pk).update(latest_revision=None)
    latest.say_so(apps, None)
    assert not InfoPage.objects.filter(pk=page.pk, **before).exists()
