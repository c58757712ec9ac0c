"""The CMS speaks its reader's language: paths of links, counts, rights, values; a refusal leads back."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group
from django.test import Client

from accounts.tests.factories import UserFactory
from ads import services as ads
from ads.models import LevelRange
from ads.tests.factories import AdFactory
from moderation.models import CannedReason, ModerationAct
from newsletter.models import Segment
from responses.tests.factories import ResponseFactory

pytestmark = pytest.mark.django_db
SNIPPETS = "/cms/snippets/"


def signed_in(language: str, **traits: bool) -> Client:
    client = Client(headers={"accept-language": language})
    client.force_login(UserFactory(language=language, **traits))
    return client


@pytest.mark.parametrize(
    "path", ["board/levelrange/", "board/server/add/", "moderation/cannedreason/", "moderation/watchedword/"]
)
def test_paths_of_links_speak_the_readers_language(path):
    english = signed_in("en", staff=True).get(SNIPPETS + path).text
    assert "Главная" not in english
    assert "Фрагменты" not in english
    assert "Главная" in signed_in("ru", staff=True).get(SNIPPETS + path).text


def test_counts_are_not_joined_to_a_name_in_the_wrong_form():
    for number in range(4):
        LevelRange.objects.create(name=f"{number}0–{number}9", slug=f"l{number}")
    page = signed_in("ru", moderator=True).get(f"{SNIPPETS}board/levelrange/").text
    assert "Всего: 4" in page
    assert "4 диапазон" not in page
    assert f"Всего: {CannedReason.objects.count()}" in (
        signed_in("ru", moderator=True).get(f"{SNIPPETS}moderation/cannedreason/").text
    )


def test_read_only_lists_and_their_lines_are_worded_for_russian():
    response = ResponseFactory()
    client = signed_in("ru", moderator=True)
    assert "Искать в этом списке" in client.get("/cms/decisions/").text
    page = client.get(f"/cms/responses/inspect/{response.pk}/").text
    assert "К списку" in page
    assert "списку отклик" not in page
    assert "False" not in page
    assert "<dd>нет</dd>" in page


def test_a_decision_says_what_it_is_about():
    ads.hide_ad(ad_id=AdFactory(live=True).pk, by=UserFactory(moderator=True), comment="Так")
    client, act = signed_in("ru", moderator=True), ModerationAct.objects.get()
    assert "<dd>объявление</dd>" in client.get(f"/cms/decisions/inspect/{act.pk}/").text
    for kind, said in (("board.server", "сервер"), ("sanction", "взыскание"), ("gone.thing", "gone.thing")):
        other = ModerationAct.objects.create(what="cms.add", subject_type=kind, subject_id="1")
        assert f"<dd>{said}</dd>" in client.get(f"/cms/decisions/inspect/{other.pk}/").text


def test_the_rights_of_a_group_are_named_in_russian():
    group = Group.objects.get(name="Moderators")
    page = signed_in("ru", staff=True).get(f"/cms/groups/edit/{group.pk}/").text
    for raw in ("read letter text", "resend letter", "view outboxmessage", "change mailswitch"):
        assert f"{raw}\n" not in page
    assert "Может читать текст писем" in page


def test_a_segment_names_its_topics_instead_of_opening_a_dialog():
    segment = Segment.objects.create(name="a")
    page = signed_in("ru", editor=True).get(f"{SNIPPETS}newsletter/segment/edit/{segment.pk}/").text
    assert "Choose topic" not in page
    assert '<select name="topic"' in page


def test_a_refusal_in_the_cms_leads_back_into_it():
    group = Group.objects.get(name="Moderators")
    ad = AdFactory()
    answer = signed_in("ru", editor=True).get(f"/cms/pages/{ad.pk}/edit/")
    assert answer.status_code == 403
    assert "На главную админки" in answer.text
    outside = signed_in("ru").get(f"/cms/groups/edit/{group.pk}/")
    assert outside.status_code == 403
    assert "На главную админки" not in outside.text
