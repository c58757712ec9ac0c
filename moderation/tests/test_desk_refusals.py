"""What the desk says when a decision is refused, and that a moderator's own words and ticks stay."""

import pytest
from django.urls import reverse

from accounts.tests.factories import UserFactory
from ads import services as ads
from ads.models import AdStatus, BoardEntry
from ads.tests.factories import AdFactory
from moderation import services
from moderation.models import Case, Sanction

pytestmark = pytest.mark.django_db
DESK = "/cms/desk/"
WORDS = "Уберите цену из названия"


@pytest.fixture
def moderator(client):
    user = UserFactory(moderator=True)
    client.force_login(user)
    return user


def case_of(ad) -> Case:
    return Case.objects.waiting().get(subject_id=ad.pk)


def decide(client, case, decision, **more):
    data = {"decision": decision, "seen": case.revision_id or "", **more}
    return client.post(f"{DESK}{case.pk}/decide/", data, follow=True)


@pytest.mark.parametrize("decision", ["approved", "asked", "rejected"])
def test_when_the_author_edits_the_moderator_stays_with_the_new_text_and_the_own_words(
    client, moderator, decision
):
    ad, following = AdFactory(submitted=True), AdFactory(submitted=True)
    seen = case_of(ad)
    ads.edit_ad(ad_id=ad.pk, text=ads.AdText(title="Новое имя"), by=ad.owner)
    answer = decide(client, seen, decision, comment=WORDS)
    page = answer.content.decode()
    assert answer.status_code == 409
    for shown in ("changed the text while you were reading. Nothing is decided", WORDS, "Новое имя"):
        assert shown in page
    now = case_of(ad)
    assert f'action="{DESK}{now.pk}/decide/"' in page
    assert f'name="seen" value="{now.revision_id}"' in page
    assert (now.claimed_by, case_of(following).claimed_by) == (moderator, None)
    decide(client, now, "asked", comment=WORDS)
    assert BoardEntry.objects.get(pk=ad.pk).moderator_comment == WORDS


@pytest.mark.parametrize("decision", ["approved", "rejected"])
def test_what_the_author_takes_back_is_called_so(client, moderator, decision):
    ad = AdFactory(submitted=True)
    seen = case_of(ad)
    ads.withdraw_ad(ad_id=ad.pk, by=ad.owner)
    page = decide(client, seen, decision, comment=WORDS).content.decode()
    assert "The author took it back while you were reading" in page
    assert "changed the text" not in page


def test_what_is_deleted_is_called_so(client, moderator):
    ad = AdFactory(submitted=True)
    seen = case_of(ad)
    ads.delete_ad(ad_id=ad.pk, by=ad.owner)
    page = decide(client, seen, "approved").content.decode()
    assert "It was deleted or hidden meanwhile" in page
    assert Case.objects.get(pk=seen.pk).decision == Case.Decision.GONE


def test_ones_own_decision_sent_twice_is_no_error(client, moderator):
    ad, following = AdFactory(submitted=True), AdFactory(submitted=True)
    case = case_of(ad)
    decide(client, case, "approved")
    answer = decide(client, case, "approved")
    page = answer.content.decode()
    assert f"{ad.title}: approved." in page
    assert "Decided already" not in page
    assert answer.redirect_chain[-1][0] == f"{DESK}{case_of(following).pk}/"
    other = decide(client, case, "rejected", comment=WORDS).content.decode()
    assert "Decided already" in other
    assert BoardEntry.objects.get(pk=ad.pk).status == AdStatus.LIVE


def test_the_address_of_a_decision_leads_to_the_case(client, moderator):
    case = case_of(AdFactory(submitted=True))
    assert client.get(f"{DESK}{case.pk}/decide/")["Location"] == f"{DESK}{case.pk}/"
    assert client.get(f"{DESK}bulk/")["Location"] == DESK
    client.force_login(UserFactory(editor=True))
    assert client.get(f"{DESK}{case.pk}/decide/")["Location"] == "/cms/"


def test_in_bulk_words_and_ticks_stay_when_the_other_is_missing(client, moderator):
    first, second = (case_of(AdFactory(submitted=True)) for _ in range(2))
    form = {"kind": "new", "decision": "rejected"}
    answer = client.post(f"{DESK}bulk/", {**form, "comment": WORDS})
    assert answer.status_code == 400
    page = answer.content.decode()
    assert f">{WORDS}</textarea>" in page
    assert "Choose at least one." in page
    assert 'aria-current="page"' in page.split("?kind=new")[1][:40]
    picked = f"{first.pk}:{first.revision_id}"
    page = client.post(f"{DESK}bulk/", {**form, "pick": [picked]}).content.decode()
    assert f'value="{picked}" checked' in page
    assert f'value="{second.pk}:{second.revision_id}" form' in page
    assert "Say why" in page


def test_a_card_links_only_to_what_everybody_finds(client, moderator):
    ad = AdFactory(submitted=True)
    card = reverse("desk:card", args=[case_of(ad).pk])
    page = client.get(card).content.decode()
    assert "On the site" not in page
    preview = reverse("wagtailadmin_pages:view_draft", args=[ad.pk])
    assert preview in page
    assert client.get(preview).status_code == 200
    live = AdFactory(live=True)
    flag = services.flag(kind="listing", pk=live.pk, reason="spam", text="", by=UserFactory()).case
    page = client.get(reverse("desk:card", args=[flag.pk])).content.decode()
    assert f'href="{live.entry.url}">On the site' in page


def test_an_objection_to_ones_own_sanction_says_why_one_does_not_decide(client, moderator):
    player = UserFactory()
    given = services.sanction_player(player_id=player.pk, kind=Sanction.Kind.BAN, reason="Я", by=moderator)
    services.appeal(sanction_id=given.pk, text="Нет!", by=player)
    card = reverse("desk:card", args=[Case.objects.get().pk])
    # Nobody else could.
    assert 'name="decision"' in client.get(card).content.decode()
    other = UserFactory(moderator=True)
    page = client.get(card).content.decode()
    assert "another moderator decides about the objection" in page
    assert 'name="decision"' not in page
    client.force_login(other)
    assert 'name="decision"' in client.get(card).content.decode()


def test_what_an_edit_changes_keeps_its_paragraphs_and_its_numbers_apart(client, moderator):
    before = "<p>Нужен один дальний.</p><p>Снаряжение от 220.</p><ul><li>зелья</li><li>еда</li></ul>"
    after = before.replace("220", "222").replace("дальний", "<strong>дальний</strong>")
    ad = AdFactory(live=True, body=before)
    ads.edit_ad(ad_id=ad.pk, text=ads.AdText(body=after), by=ad.owner)
    ads.submit_ad(ad_id=ad.pk, by=ad.owner)
    page = client.get(reverse("desk:card", args=[case_of(ad).pk])).content.decode()
    changes = page.split("desk-changes")[1].split("</table>")[0]
    assert "один дальний.\nСнаряжение от <del" in changes
    assert "зелья\nеда" in changes
    assert '<del class="deletion">220</del> <ins class="addition">222</ins>' in changes


def test_what_an_edit_changes_is_shown_as_words_whatever_they_look_like(client, moderator):
    ad = AdFactory(live=True, title="Тихо", body="<p>Тихо</p>")
    loud = "&lt;img src=x onerror=alert(1)&gt;"
    text = ads.AdText(title="<b>Громко</b>", body=f"<p>Тихо {loud}</p><h2>{loud}</h2>")
    ads.edit_ad(ad_id=ad.pk, text=text, by=ad.owner)
    ads.submit_ad(ad_id=ad.pk, by=ad.owner)
    page = client.get(reverse("desk:card", args=[case_of(ad).pk])).content.decode()
    changes = page.split("desk-changes")[1].split("</table>")[0]
    assert changes.count("&lt;img src=x onerror=alert(1)&gt;") == 2
    assert "<img" not in changes
    assert "<b>" not in changes
